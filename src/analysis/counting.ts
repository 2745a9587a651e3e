/**
 * Self and cum of every function, a stack counted once however often a function recurs in it, and the two lists of
 * nodes that everything later works on instead of all nodes.
 *
 *   A 3            cum(B) = 2, not 3: the inner B lies inside the outer one.
 *   └ B 2          Rule: pprof newGraph (`seenNode`), Firefox _computeFuncTotal.
 *     └ B 1
 */
import type { CallTree, FuncIndex } from '../profiles/callTree';

export interface FunctionCounts {
  /** FuncIndex → weight of stacks that end in it */
  readonly self: Float64Array;
  /** FuncIndex → weight of stacks that contain it */
  readonly cum: Float64Array;
  /** nodes with self weight, in pre-order: one in ten to one in four of all */
  readonly weighted: Int32Array;
  /** FuncIndex → number of its outermost nodes (no ancestor has the same function) */
  readonly nodeCount: Int32Array;
  /** FuncIndex → its last outermost node in pre-order; −1 none */
  readonly lastNode: Int32Array;
  /** outermost node → the outermost node of the same function before it; −1 none. Other nodes: 0 */
  readonly previousNode: Int32Array;
  /** Whether no node of a function has a child; a pass over the nodes for each question. */
  readonly childless: (func: FuncIndex) => boolean;
}

/** Fields of a function's record while the pass runs. */
const RECORD = 4;
const ACTIVE_END = 0;
const NODE_COUNT = 1;
const LAST_NODE = 2;

/**
 * One forward pass. Pre-order makes the on-stack test one comparison: the end of a function's last outermost subtree is
 * remembered, and a node before that end lies inside it.
 *
 * Outermost nodes are chained backwards instead of sorted by function: the chain is written in order, a counting sort
 * scatters over the whole column (a third of this pass, at a million nodes), and few functions are ever asked for.
 */
export function computeFunctionCounts(tree: CallTree): FunctionCounts {
  const { length, func, subtreeEnd, self: nodeSelf, cum: nodeCum, functions } = tree;
  const self = new Float64Array(functions.length);
  const cum = new Float64Array(functions.length);
  // One cache line for what a node asks of its function, instead of three.
  const records = new Int32Array(functions.length * RECORD);
  for (let f = 0; f < functions.length; f++) {
    records[f * RECORD + LAST_NODE] = -1;
  }
  const previousNode = new Int32Array(length);
  let weighted = new Int32Array(Math.min(length, 1024 + (length >> 2)));
  let weightedCount = 0;
  for (let i = 0; i < length; i++) {
    const f = func[i];
    if (nodeSelf[i] !== 0) {
      self[f] += nodeSelf[i];
      if (weightedCount === weighted.length) {
        const longer = new Int32Array(Math.min(length, 2 * weighted.length));
        longer.set(weighted);
        weighted = longer;
      }
      weighted[weightedCount++] = i;
    }
    const record = f * RECORD;
    if (i >= records[record + ACTIVE_END]) {
      records[record + ACTIVE_END] = subtreeEnd[i];
      cum[f] += nodeCum[i];
      records[record + NODE_COUNT]++;
      previousNode[i] = records[record + LAST_NODE];
      records[record + LAST_NODE] = i;
    }
  }
  const nodeCount = new Int32Array(functions.length);
  const lastNode = new Int32Array(functions.length);
  for (let f = 0; f < functions.length; f++) {
    nodeCount[f] = records[f * RECORD + NODE_COUNT];
    lastNode[f] = records[f * RECORD + LAST_NODE];
  }
  return {
    self,
    cum,
    weighted: weighted.slice(0, weightedCount),
    nodeCount,
    lastNode,
    previousNode,
    childless: (wanted) => isChildless(tree, wanted),
  };
}

function isChildless({ length, func, subtreeEnd }: CallTree, wanted: FuncIndex): boolean {
  for (let i = 0; i < length; i++) {
    if (func[i] === wanted && subtreeEnd[i] > i + 1) {
      return false;
    }
  }
  return true;
}
