/**
 * What every owned function costs by itself: its own self time, and whatever outside code it called directly, down to
 * the leaves or to the next owned frame (dotTrace calls it "own + system").
 *
 * Runtime frames (copying, maps, the allocator) are the function's own doing: nobody edits them, they happen because of
 * a line of this function. Library frames are calls it makes: they may be called less. The two are kept apart.
 */
import type { CallTree, NodeIndex, ReadonlyInt32Array } from '../profiles/callTree';
import type { Anchors } from './anchors';
import type { FunctionFacts } from './functionFacts';
import { RUNTIME, UNRESOLVED } from './codes';
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
  /** nodes with self weight, in pre-order */
  readonly weighted: ReadonlyInt32Array;
}

/** A pass over the nodes with self weight. */
export function computeExclusiveWeights(
  { func, self }: CallTree,
  { ownership, category }: FunctionFacts,
  { projection, weighted }: ExclusiveInput
): ExclusiveWeights {
  const { owned, lib, libNodes, bucket } = projection;
  const functionCount = ownership.length;
  const columns = Array.from({ length: 6 }, () => new Float64Array(functionCount));
  const [own, support, library, lock, allocating, allocated] = columns;
  const callWeight = new Float64Array(libNodes.length);
  const isStray = new Uint8Array(libNodes.length);
  const buckets = new Float64Array(LEDGER_BUCKETS.length);
  const allocNodes: NodeIndex[] = [];
  for (let k = 0; k < weighted.length; k++) {
    const i = weighted[k];
    const weight = self[i];
    if (weight <= 0) {
      continue;
    }
    const part = bucket[k];
    const call = lib[k];
    buckets[part] += weight;
    if (part === BUCKET_ALLOC) {
      allocNodes.push(i);
    }
    if (owned[i] < 0) {
      if (call >= 0 && part === BUCKET_NONE) {
        isStray[call] = 1;
        callWeight[call] += weight;
      }
      continue;
    }
    const f = func[owned[i]];
    if (part === BUCKET_ALLOC) {
      allocated[f] += weight;
    }
    if (call < 0) {
      own[f] += weight;
      continue;
    }
    const g = func[libNodes[call]];
    callWeight[call] += weight;
    if (ownership[g] >= RUNTIME && ownership[g] !== UNRESOLVED) {
      support[f] += weight;
      allocating[f] += category[g] === 'alloc' ? weight : 0;
    } else {
      library[f] += weight;
    }
    if (category[g] === 'lock' || category[func[i]] === 'lock') {
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
    entries: callsOf(libNodes, callWeight, (call) => isStray[call] === 0),
    strays: callsOf(libNodes, callWeight, (call) => isStray[call] === 1),
    buckets,
    allocatedWithin: createRangeSum(allocNodes, (node) => self[node]),
  };
}

/** The calls with weight that pass a test. */
function callsOf(libNodes: Int32Array, weights: Float64Array, test: (call: number) => boolean): Anchors {
  let length = 0;
  const calls = new Int32Array(libNodes.length);
  for (let call = 0; call < libNodes.length; call++) {
    if (weights[call] > 0 && test(call)) {
      calls[length++] = call;
    }
  }
  const picked = { length, nodes: new Int32Array(length), weights: new Float64Array(length) };
  for (let k = 0; k < length; k++) {
    picked.nodes[k] = libNodes[calls[k]];
    picked.weights[k] = weights[calls[k]];
  }
  return picked;
}

/** Sum of a sparse column over a range of nodes. */
function createRangeSum(
  nodes: readonly NodeIndex[],
  weightOf: (node: NodeIndex) => number
): ExclusiveWeights['allocatedWithin'] {
  const before = new Float64Array(nodes.length + 1);
  for (let k = 0; k < nodes.length; k++) {
    before[k + 1] = before[k] + weightOf(nodes[k]);
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
