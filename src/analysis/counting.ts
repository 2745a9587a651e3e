/**
 * Self and cum of every function, a stack counted once however often a function recurs in it, and the two lists of
 * nodes that everything later works on instead of all nodes.
 *
 *   A 3            cum(B) = 2, not 3: the inner B lies inside the outer one.
 *   └ B 2          Rule: pprof newGraph (`seenNode`), Firefox _computeFuncTotal.
 *     └ B 1
 */
import type { CallTree, FuncIndex } from '../profiles/callTree';
import { inPieces } from './pieces';

export interface FunctionCounts {
  /** FuncIndex → weight of stacks that end in it */
  readonly self: Float64Array;
  /** FuncIndex → weight of stacks that contain it */
  readonly cum: Float64Array;
  /** nodes with self weight, in pre-order: one in ten to one in four of all */
  readonly weighted: Int32Array;
  /** position in `weighted` → self of the node; beside each other, so that a pass over the list reads memory in order */
  readonly weightedSelf: Float64Array;
  /** position in `weighted` → function of the node */
  readonly weightedFunc: Int32Array;
  /** FuncIndex → its last outermost node in pre-order; −1 none */
  readonly lastNode: Int32Array;
  /** outermost node → the outermost node of the same function before it; −1 none. Other nodes: 0 */
  readonly previousNode: Int32Array;
  /** Whether no node of a function has a child; a pass over the nodes for each question. */
  readonly childless: (func: FuncIndex) => boolean;
}

/** A function's record while the pass runs, 16 B: cum, then two integers. */
const CUM_FIELDS = 2;
const INT_FIELDS = 4;
const ACTIVE_END = 2;
const LAST_NODE = 3;

/**
 * One forward pass. Pre-order makes the on-stack test one comparison: the end of a function's last outermost subtree is
 * remembered, and a node before that end lies inside it.
 *
 * Outermost nodes are chained backwards instead of sorted by function: the chain is written in order, a counting sort
 * scatters over the whole column (a third of this pass, at a million nodes), and few functions are ever asked for.
 */
export function computeFunctionCounts(tree: CallTree): FunctionCounts {
  const { length, functions } = tree;
  const functionCount = functions.length;
  // One cache line for what a node asks of its function, instead of three.
  const cums = new Float64Array(functionCount * CUM_FIELDS);
  const room = Math.min(length, 1024 + (length >> 2));
  const state: Counting = {
    tree,
    self: new Float64Array(functionCount),
    cums,
    records: new Int32Array(cums.buffer),
    previousNode: new Int32Array(length),
    weighted: new Int32Array(room),
    weightedSelf: new Float64Array(room),
    weightedFunc: new Int32Array(room),
    count: 0,
    cum: new Float64Array(functionCount),
    lastNode: new Int32Array(functionCount),
  };
  inPieces(functionCount, state, clearRecords);
  inPieces(length, state, countNodes);
  inPieces(functionCount, state, readRecords);
  const { self, cum, lastNode, previousNode, count } = state;
  return {
    self,
    cum,
    weighted: state.weighted.slice(0, count),
    weightedSelf: state.weightedSelf.slice(0, count),
    weightedFunc: state.weightedFunc.slice(0, count),
    lastNode,
    previousNode,
    childless: (wanted) => isChildless(tree, wanted),
  };
}

interface Counting extends Pick<FunctionCounts, 'previousNode' | 'cum' | 'lastNode'> {
  readonly tree: CallTree;
  readonly self: Float64Array;
  /** the functions' records: as doubles and as integers */
  readonly cums: Float64Array;
  readonly records: Int32Array;
  /** nodes with self weight so far: `count` of them, room for more behind */
  weighted: Int32Array;
  weightedSelf: Float64Array;
  weightedFunc: Int32Array;
  count: number;
}

function clearRecords({ records }: Counting, from: number, to: number): void {
  for (let f = from; f < to; f++) {
    records[f * INT_FIELDS + LAST_NODE] = -1;
  }
}

function readRecords({ cums, records, cum, lastNode }: Counting, from: number, to: number): void {
  for (let f = from; f < to; f++) {
    cum[f] = cums[f * CUM_FIELDS];
    lastNode[f] = records[f * INT_FIELDS + LAST_NODE];
  }
}

function countNodes(state: Counting, from: number, to: number): void {
  makeRoom(state, state.count + to - from);
  const { self, cums, records, previousNode, weighted, weightedSelf, weightedFunc } = state;
  const { func, subtreeEnd, self: nodeSelf, cum: nodeCum } = state.tree;
  let { count } = state;
  for (let i = from; i < to; i++) {
    const f = func[i];
    const weight = nodeSelf[i];
    if (weight !== 0) {
      self[f] += weight;
      weighted[count] = i;
      weightedSelf[count] = weight;
      weightedFunc[count++] = f;
    }
    const record = f * INT_FIELDS;
    if (i >= records[record + ACTIVE_END]) {
      records[record + ACTIVE_END] = subtreeEnd[i];
      cums[f * CUM_FIELDS] += nodeCum[i];
      previousNode[i] = records[record + LAST_NODE];
      records[record + LAST_NODE] = i;
    }
  }
  state.count = count;
}

/** The lists of nodes with weight have room for `wanted` entries; all nodes is the most they can need. */
function makeRoom(state: Counting, wanted: number): void {
  if (wanted <= state.weighted.length) {
    return;
  }
  const room = Math.min(state.tree.length, Math.max(wanted, 2 * state.weighted.length));
  state.weighted = withRoom(state.weighted, new Int32Array(room));
  state.weightedSelf = withRoom(state.weightedSelf, new Float64Array(room));
  state.weightedFunc = withRoom(state.weightedFunc, new Int32Array(room));
}

function withRoom<Column extends Int32Array | Float64Array>(column: Column, longer: Column): Column {
  longer.set(column);
  return longer;
}

function isChildless({ length, func, subtreeEnd }: CallTree, wanted: FuncIndex): boolean {
  for (let i = 0; i < length; i++) {
    if (func[i] === wanted && subtreeEnd[i] > i + 1) {
      return false;
    }
  }
  return true;
}
