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
import { inPieces } from './pieces';
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

/** What the pass over the nodes with self weight reads and writes. */
interface Summing extends Omit<ExclusiveWeights, 'entries' | 'strays' | 'allocatedWithin'> {
  readonly facts: FunctionFacts;
  readonly func: CallTree['func'];
  readonly projection: Projection;
  readonly counts: ExclusiveInput['counts'];
  /** FuncIndex → bits */
  readonly codes: Uint8Array;
  /** index of a call → code of the function called */
  readonly callCodes: Uint8Array;
  /** index of a call → weight below it that is not owned */
  readonly callWeight: Float64Array;
  /** index of a call → 1 where no owned frame leads to it */
  readonly isStray: Uint8Array;
  readonly allocNodes: NodeList;
}

/** A pass over the nodes with self weight. */
export function computeExclusiveWeights(
  { func, self }: CallTree,
  facts: FunctionFacts,
  { projection, counts }: ExclusiveInput
): ExclusiveWeights {
  const { libNodes } = projection;
  const functionCount = facts.ownership.length;
  const state: Summing = {
    facts,
    func,
    projection,
    counts,
    codes: new Uint8Array(functionCount),
    callCodes: new Uint8Array(libNodes.length),
    callWeight: new Float64Array(libNodes.length),
    isStray: new Uint8Array(libNodes.length),
    allocNodes: new NodeList(),
    own: new Float64Array(functionCount),
    support: new Float64Array(functionCount),
    library: new Float64Array(functionCount),
    lock: new Float64Array(functionCount),
    allocating: new Float64Array(functionCount),
    allocated: new Float64Array(functionCount),
    buckets: new Float64Array(LEDGER_BUCKETS.length),
  };
  inPieces(functionCount, state, fillCodes);
  inPieces(libNodes.length, state, fillCallCodes);
  inPieces(counts.weighted.length, state, sumNodes);
  const { own, support, library, lock, allocating, allocated, buckets, callWeight, isStray, allocNodes } = state;
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

function fillCodes({ facts, codes }: Summing, from: number, to: number): void {
  const { ownership, category } = facts;
  for (let f = from; f < to; f++) {
    codes[f] =
      (ownership[f] >= RUNTIME && ownership[f] !== UNRESOLVED ? IS_SUPPORT : 0) |
      (category[f] === 'alloc' ? IS_ALLOCATOR : 0) |
      (category[f] === 'lock' ? IS_LOCK : 0);
  }
}

function fillCallCodes({ func, projection, codes, callCodes }: Summing, from: number, to: number): void {
  const { libNodes } = projection;
  for (let call = from; call < to; call++) {
    callCodes[call] = codes[func[libNodes[call]]];
  }
}

function sumNodes(state: Summing, from: number, to: number): void {
  const { own, support, library, lock, allocating, allocated, buckets } = state;
  const { codes, callCodes, callWeight, isStray, allocNodes } = state;
  const { owner, lib, bucket } = state.projection;
  const { weighted, weightedSelf, weightedFunc } = state.counts;
  for (let k = from; k < to; k++) {
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
}

interface Picking {
  readonly libNodes: Int32Array;
  readonly callWeight: Float64Array;
  readonly isStray: Uint8Array;
  readonly wanted: 0 | 1;
  length: number;
  nodes: Int32Array;
  weights: Float64Array;
}

/** The calls with weight of one kind. */
function callsOf(
  libNodes: Int32Array,
  callWeight: Float64Array,
  { isStray, wanted }: Pick<Picking, 'isStray' | 'wanted'>
): Anchors {
  const state: Picking = {
    libNodes,
    callWeight,
    isStray,
    wanted,
    length: 0,
    nodes: new Int32Array(0),
    weights: new Float64Array(0),
  };
  inPieces(libNodes.length, state, countCalls);
  const { length } = state;
  state.nodes = new Int32Array(length);
  state.weights = new Float64Array(length);
  state.length = 0;
  inPieces(libNodes.length, state, pickCalls);
  return { length, nodes: state.nodes, weights: state.weights };
}

function countCalls(state: Picking, from: number, to: number): void {
  const { callWeight, isStray, wanted } = state;
  let { length } = state;
  for (let call = from; call < to; call++) {
    length += callWeight[call] > 0 && isStray[call] === wanted ? 1 : 0;
  }
  state.length = length;
}

function pickCalls(state: Picking, from: number, to: number): void {
  const { libNodes, callWeight, isStray, wanted, nodes, weights } = state;
  let { length } = state;
  for (let call = from; call < to; call++) {
    if (callWeight[call] > 0 && isStray[call] === wanted) {
      nodes[length] = libNodes[call];
      weights[length++] = callWeight[call];
    }
  }
  state.length = length;
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
