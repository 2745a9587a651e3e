/**
 * The two halves of a sandwich view: everything above a function and everything below it, each as one tree.
 *
 *   A 6                  callers of F       callees of F
 *   ├ F 3                F 5                F 5          Each stack is counted once, at its outermost F: the inner F
 *   │ ├ F 1              ├ A 3              ├ F 1        below is a callee of the outer one, and never a caller.
 *   │ └ C 1              └ B 2              └ C 2
 *   └ B 3
 *     └ F 2              (self of F: 2)
 *       └ C 1
 *
 * So the root of both weighs what the function's cum is. Rule: pprof newGraph (`seenNode`), as in the analysis.
 */
import type { CallTree, FuncIndex, NodeIndex } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';

/**
 * Turned over: the function is the root, its callers are its children, and so on up to the roots of the profile. A
 * node's self is the weight of the stacks that begin there.
 *
 * @returns a tree of its own; empty where the function has no node. Θ(nodes + outermost nodes × depth).
 */
export function callersTree(tree: CallTree, wanted: FuncIndex): CallTree {
  const { func, parent, cum } = tree;
  const half = new Half(tree);
  forEachOutermost(tree, wanted, (outermost) => {
    let node = ROOT;
    for (let at = outermost; at >= 0; at = parent[at]) {
      node = half.builder.child(node, half.interned(func[at]));
    }
    half.builder.addSelf(node, cum[outermost]);
  });
  return half.build();
}

/** The subtrees of the function laid over one another. @returns as {@link callersTree}; Θ(nodes). */
export function calleesTree(tree: CallTree, wanted: FuncIndex): CallTree {
  const { func, parent, self, subtreeEnd } = tree;
  const half = new Half(tree);
  const nodeOf = new Int32Array(tree.length);
  forEachOutermost(tree, wanted, (outermost) => {
    for (let at = outermost; at < subtreeEnd[outermost]; at++) {
      const under = at === outermost ? ROOT : nodeOf[parent[at]];
      nodeOf[at] = half.builder.child(under, half.interned(func[at]));
      half.builder.addSelf(nodeOf[at], self[at]);
    }
  });
  return half.build();
}

function forEachOutermost(
  { length, func, subtreeEnd }: CallTree,
  wanted: FuncIndex,
  visit: (node: NodeIndex) => void
): void {
  for (let node = 0; node < length;) {
    if (func[node] === wanted) {
      visit(node);
      node = subtreeEnd[node];
    } else {
      node++;
    }
  }
}

/** A tree under construction out of the functions of another one. */
class Half {
  readonly builder = new CallTreeBuilder();
  private readonly internedOf: Int32Array;

  constructor(private readonly tree: CallTree) {
    this.internedOf = new Int32Array(tree.functions.length).fill(-1);
  }

  interned(func: FuncIndex): FuncIndex {
    if (this.internedOf[func] < 0) {
      const { name, file, module, line } = this.tree.functions;
      this.internedOf[func] = this.builder.functions.intern({
        name: name[func],
        file: file[func],
        module: module[func],
      });
      this.builder.functions.noteLine(this.internedOf[func], line[func]);
    }
    return this.internedOf[func];
  }

  build(): CallTree {
    const { unit, sampleType, quantum } = this.tree;
    return this.builder.build({ unit, sampleType, quantum, sampleCount: null });
  }
}
