import { type CallTree } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';

/**
 * One tree of several: equal call paths are added. Merging nothing, or only empty trees, gives an empty tree.
 *
 * Sample counts add up where every tree has one; the quantum stays where all trees agree on it. Hot lines are added
 * line by line as far as the trees still know them (one line a function and tree).
 *
 * @throws Error when the units differ: adding nanoseconds to bytes is a bug of the caller
 */
export function mergeCallTrees(trees: readonly CallTree[]): CallTree {
  const [first] = trees;
  if (first === undefined) {
    return new CallTreeBuilder().build({ unit: '', sampleType: '', sampleCount: null });
  }
  const builder = new CallTreeBuilder();
  let sampleCount: number | null = 0;
  let quantum = first.quantum;
  for (const tree of trees) {
    if (tree.unit !== first.unit) {
      throw new Error(`mergeCallTrees: unit ${tree.unit} cannot be added to ${first.unit}`);
    }
    addTree(builder, tree);
    sampleCount = sampleCount === null || tree.sampleCount === null ? null : sampleCount + tree.sampleCount;
    quantum = quantum === tree.quantum ? quantum : null;
  }
  const sampleType = trees.every((tree) => tree.sampleType === first.sampleType) ? first.sampleType : '';
  return builder.build({ unit: first.unit, sampleType, sampleCount, quantum });
}

function addTree(builder: CallTreeBuilder, tree: CallTree): void {
  const { length, func, parent, self, functions } = tree;
  const funcOf = new Int32Array(functions.length);
  const selfOf = new Float64Array(functions.length);
  for (let f = 0; f < functions.length; f++) {
    const startLine = functions.line[f];
    funcOf[f] = builder.functions.intern({
      name: functions.name[f],
      file: functions.file[f],
      module: functions.module[f],
    });
    // The line may be a start line or only the smallest line seen: the smaller of two is right either way.
    builder.functions.noteLine(funcOf[f], startLine);
  }
  const nodeOf = new Int32Array(length);
  for (let node = 0; node < length; node++) {
    nodeOf[node] = builder.child(parent[node] < 0 ? ROOT : nodeOf[parent[node]], funcOf[func[node]]);
    builder.addSelf(nodeOf[node], self[node]);
    selfOf[func[node]] += self[node];
  }
  for (let f = 0; f < functions.length; f++) {
    builder.functions.addLineWeight(funcOf[f], functions.hotLine[f], functions.hotLineShare[f] * selfOf[f]);
  }
}
