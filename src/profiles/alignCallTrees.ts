/**
 * Two call trees laid over one another, so that every call path has its weight on both sides.
 *
 *   before     after      aligned   before   after
 *   A 3        A 4        A           3        4
 *   └ B 1      └ C 2      ├ B         1        0
 *                         └ C         0        2
 */
import type { CallTree, FuncIndex, NodeIndex, ReadonlyFloat64Array } from './callTree';
import { mergeCallTrees } from './mergeCallTrees';

/** Weights of one side by the nodes of the aligned tree. */
export interface SideWeights {
  readonly self: ReadonlyFloat64Array;
  readonly cum: ReadonlyFloat64Array;
}

export interface AlignedTrees {
  /** its own weights are those of both sides added */
  readonly tree: CallTree;
  readonly before: SideWeights;
  readonly after: SideWeights;
}

/** Functions are the same by name and file. Θ(nodes). @throws Error when the units differ */
export function alignCallTrees(before: CallTree, after: CallTree): AlignedTrees {
  const tree = mergeCallTrees([before, after]);
  return { tree, before: weightsIn(tree, before), after: weightsIn(tree, after) };
}

function weightsIn(tree: CallTree, side: CallTree): SideWeights {
  const funcOf = functionsIn(tree, side);
  const self = new Float64Array(tree.length);
  const nodeOf = new Int32Array(side.length);
  // Children stand in the order of names on both sides, so each search goes on where the one before it ended.
  const nextChild = Int32Array.from({ length: tree.length + 1 }, (_, parent) => parent);
  for (let node = 0; node < side.length; node++) {
    const parent = side.parent[node] < 0 ? -1 : nodeOf[side.parent[node]];
    nodeOf[node] = findChild(tree, nextChild, { parent, func: funcOf[side.func[node]] });
    self[nodeOf[node]] += side.self[node];
  }
  const cum = Float64Array.from(self);
  for (let node = tree.length - 1; node >= 0; node--) {
    if (tree.parent[node] >= 0) {
      cum[tree.parent[node]] += cum[node];
    }
  }
  return { self, cum };
}

/** `nextChild[parent + 1]`: where the search among the children of a node stands; the first child follows its parent. */
function findChild(
  tree: CallTree,
  nextChild: Int32Array,
  { parent, func }: { parent: NodeIndex; func: FuncIndex }
): NodeIndex {
  let child = nextChild[parent + 1];
  while (tree.func[child] !== func) {
    child = tree.subtreeEnd[child];
  }
  nextChild[parent + 1] = child;
  return child;
}

function functionsIn({ functions }: CallTree, side: CallTree): Int32Array {
  const key = (name: string, file: string) => `${name}\0${file}`;
  const indexOf = new Map(functions.name.map((name, func) => [key(name, functions.file[func]), func]));
  return Int32Array.from(side.functions.name, (name, func) => indexOf.get(key(name, side.functions.file[func])) ?? -1);
}
