/**
 * Self and cum of every function, a stack counted once however often a function recurs in it.
 *
 *   A 3            cum(B) = 2, not 3: the inner B lies inside the outer one.
 *   └ B 2          Rule: pprof newGraph (`seenNode`), Firefox _computeFuncTotal.
 *     └ B 1
 */
import type { CallTree } from '../profiles/callTree';

export interface FunctionCounts {
  /** FuncIndex → weight of stacks that end in it */
  readonly self: Float64Array;
  /** FuncIndex → weight of stacks that contain it */
  readonly cum: Float64Array;
  /** NodeIndex → 1 where no ancestor has the same function */
  readonly outermost: Uint8Array;
  /** FuncIndex → 1 where no node of it has a child */
  readonly childless: Uint8Array;
}

/**
 * One forward pass. Pre-order makes the on-stack test one comparison: the end of a function's last outermost subtree is
 * remembered, and a node before that end lies inside it.
 */
export function computeFunctionCounts(tree: CallTree): FunctionCounts {
  const { length, func, subtreeEnd, self: nodeSelf, cum: nodeCum, functions } = tree;
  const self = new Float64Array(functions.length);
  const cum = new Float64Array(functions.length);
  const activeEnd = new Int32Array(functions.length);
  const outermost = new Uint8Array(length);
  const childless = new Uint8Array(functions.length).fill(1);
  for (let i = 0; i < length; i++) {
    const f = func[i];
    const end = subtreeEnd[i];
    self[f] += nodeSelf[i];
    if (i >= activeEnd[f]) {
      cum[f] += nodeCum[i];
      activeEnd[f] = end;
      outermost[i] = 1;
    }
    if (end > i + 1) {
      childless[f] = 0;
    }
  }
  return { self, cum, outermost, childless };
}
