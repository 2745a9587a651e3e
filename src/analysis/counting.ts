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
  const activeEnd = new Int32Array(functions.length);
  const nodeCount = new Int32Array(functions.length);
  const lastNode = new Int32Array(functions.length).fill(-1);
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
    if (i >= activeEnd[f]) {
      activeEnd[f] = subtreeEnd[i];
      cum[f] += nodeCum[i];
      nodeCount[f]++;
      previousNode[i] = lastNode[f];
      lastNode[f] = i;
    }
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
