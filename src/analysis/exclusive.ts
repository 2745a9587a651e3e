/**
 * What every owned function costs by itself: its own self time, and whatever outside code it called directly, down to
 * the leaves or to the next owned frame (dotTrace calls it "own + system").
 *
 * Runtime frames (copying, maps, the allocator) are the function's own doing: nobody edits them, they happen because of
 * a line of this function. Library frames are calls it makes: they may be called less. The two are kept apart.
 */
import type { CallTree, NodeIndex, ReadonlyFloat64Array } from '../profiles/callTree';
import type { Anchors } from './anchors';
import type { FunctionCounts } from './counting';
import type { FunctionFacts } from './functionFacts';
import { RUNTIME, UNRESOLVED } from './codes';
import { NodeList } from './nodeLists';
import { LEDGER_BUCKETS } from './patterns';
import { BUCKET_ALLOC, BUCKET_NONE, type Projection } from './projection';

export interface ExclusiveWeights {
  /** FuncIndex → self of an owned function, artefact frames included */
  readonly own: Float64Array;
  /** FuncIndex → runtime frames that the owned function called directly */
  readonly support: Float64Array;
  /** FuncIndex → library frames that the owned function called directly */
  readonly library: Float64Array;
  /** FuncIndex → part of the three above that was spent in locks */
  readonly lock: Float64Array;
  /** FuncIndex → part of `support` that went through the allocator's functions */
  readonly allocating: Float64Array;
  /** FuncIndex → time in the allocator proper with this owned function nearest above it */
  readonly allocated: Float64Array;
  /** calls out of owned code that have weight, in pre-order, with the weight below them that is not owned */
  readonly entries: Anchors;
  /** the same for calls that no owned frame leads to, the ledger's weight left aside */
  readonly strays: Anchors;
  /** index of LEDGER_BUCKETS → weight */
  readonly buckets: Float64Array;
  /** Time in the allocator proper at the nodes of [from, end); Θ(log nodes) */
  readonly allocatedWithin: (from: NodeIndex, end: NodeIndex) => number;
}

export interface ExclusiveInput {
  readonly projection: Projection;
  readonly counts: Pick<FunctionCounts, 'weighted' | 'weightedSelf' | 'weightedFunc'>;
}

/** Bits of what is asked of a function. */
const IS_SUPPORT = 1;
const IS_ALLOCATOR = 2;
const IS_LOCK = 4;

function codesOf({ ownership, category }: FunctionFacts): Uint8Array {
  const codes = new Uint8Array(ownership.length);
  for (let f = 0; f < codes.length; f++) {
    codes[f] =
      (ownership[f] >= RUNTIME && ownership[f] !== UNRESOLVED ? IS_SUPPORT : 0) |
      (category[f] === 'alloc' ? IS_ALLOCATOR : 0) |
      (category[f] === 'lock' ? IS_LOCK : 0);
  }
  return codes;
}

/** A pass over the nodes with self weight. */
export function computeExclusiveWeights(
  { func, self }: CallTree,
  facts: FunctionFacts,
  { projection, counts }: ExclusiveInput
): ExclusiveWeights {
  const { owner, lib, libNodes, bucket } = projection;
  const { weighted, weightedSelf, weightedFunc } = counts;
  const codes = codesOf(facts);
  const functionCount = codes.length;
  const own = new Float64Array(functionCount);
  const support = new Float64Array(functionCount);
  const library = new Float64Array(functionCount);
  const lock = new Float64Array(functionCount);
  const allocating = new Float64Array(functionCount);
  const allocated = new Float64Array(functionCount);
  /** index of a call → code of the function called */
  const callCodes = new Uint8Array(libNodes.length);
  for (let call = 0; call < callCodes.length; call++) {
    callCodes[call] = codes[func[libNodes[call]]];
  }
  const callWeight = new Float64Array(libNodes.length);
  const isStray = new Uint8Array(libNodes.length);
  const buckets = new Float64Array(LEDGER_BUCKETS.length);
  const allocNodes = new NodeList();
  for (let k = 0; k < weightedSelf.length; k++) {
    const weight = weightedSelf[k];
    if (weight <= 0) {
      continue;
    }
    const part = bucket[k];
    const call = lib[k];
    const f = owner[k];
    buckets[part] += weight;
    if (part === BUCKET_ALLOC) {
      allocNodes.push(weighted[k]);
    }
    if (f < 0) {
      if (call >= 0 && part === BUCKET_NONE) {
        isStray[call] = 1;
        callWeight[call] += weight;
      }
      continue;
    }
    if (part === BUCKET_ALLOC) {
      allocated[f] += weight;
    }
    if (call < 0) {
      own[f] += weight;
      continue;
    }
    const code = callCodes[call];
    callWeight[call] += weight;
    if ((code & IS_SUPPORT) !== 0) {
      support[f] += weight;
      allocating[f] += (code & IS_ALLOCATOR) !== 0 ? weight : 0;
    } else {
      library[f] += weight;
    }
    if (((code | codes[weightedFunc[k]]) & IS_LOCK) !== 0) {
      lock[f] += weight;
    }
  }
  return {
    own,
    support,
    library,
    lock,
    allocating,
    allocated,
    entries: callsOf(libNodes, callWeight, { isStray, wanted: 0 }),
    strays: callsOf(libNodes, callWeight, { isStray, wanted: 1 }),
    buckets,
    allocatedWithin: createRangeSum(allocNodes.take(), self),
  };
}

/** The calls with weight of one kind. */
function callsOf(
  libNodes: Int32Array,
  weights: Float64Array,
  { isStray, wanted }: { readonly isStray: Uint8Array; readonly wanted: 0 | 1 }
): Anchors {
  let length = 0;
  for (let call = 0; call < libNodes.length; call++) {
    length += weights[call] > 0 && isStray[call] === wanted ? 1 : 0;
  }
  const picked = { length, nodes: new Int32Array(length), weights: new Float64Array(length) };
  let at = 0;
  for (let call = 0; call < libNodes.length; call++) {
    if (weights[call] > 0 && isStray[call] === wanted) {
      picked.nodes[at] = libNodes[call];
      picked.weights[at++] = weights[call];
    }
  }
  return picked;
}

/**
 * Sum of a sparse column over a range of nodes.
 *
 * @param nodes  where it is not 0, in pre-order
 */
function createRangeSum(nodes: Int32Array, weights: ReadonlyFloat64Array): ExclusiveWeights['allocatedWithin'] {
  const before = new Float64Array(nodes.length + 1);
  for (let k = 0; k < nodes.length; k++) {
    before[k + 1] = before[k] + weights[nodes[k]];
  }
  /** number of nodes below `end` */
  const countBelow = (end: NodeIndex): number => {
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nodes[middle] < end) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return (from, end) => (nodes.length === 0 ? 0 : before[countBelow(end)] - before[countBelow(from)]);
}

/** Exclusive cost of an owned function. */
export const exclusiveOf = ({ own, support, library }: ExclusiveWeights, func: number): number =>
  own[func] + support[func] + library[func];
