import { type CallTree, type FuncIndex } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';

/**
 * The stacks that pass through a chosen function, whole; the rest is left out. As pprof's `-focus`.
 *
 *   A 6                      A 3           B chosen: C beside it goes, and so does A's own 1; what stands below B
 *   ├ B 3       B chosen →   └ B 3         stays, chosen or not.
 *   │ └ D 2                    └ D 2
 *   └ C 2
 *
 * @param isChosen  FuncIndex → whether stacks through it stay
 * @returns a tree of its own; empty where nothing is chosen. Its sample count is the tree's, in proportion of weight.
 * Θ(nodes).
 */
export function focusCallTree(tree: CallTree, isChosen: (func: FuncIndex) => boolean): CallTree {
  return keepStacks(tree, isChosen, true);
}

/** The other part: stacks that pass through a chosen function go, whole. As pprof's `-ignore`. Θ(nodes). */
export function ignoreInCallTree(tree: CallTree, isChosen: (func: FuncIndex) => boolean): CallTree {
  return keepStacks(tree, isChosen, false);
}

/** @param passing  whether the stacks through a chosen function stay, or the others */
function keepStacks(tree: CallTree, isChosen: (func: FuncIndex) => boolean, passing: boolean): CallTree {
  const { length, func, parent, subtreeEnd, self, functions, unit, sampleType, quantum } = tree;
  const chosen = Uint8Array.from({ length: functions.length }, (_, f) => (isChosen(f) ? 1 : 0));
  const kept = new Float64Array(length);
  for (let i = 0, insideUntil = 0; i < length; i++) {
    if (chosen[func[i]] === 1) {
      insideUntil = Math.max(insideUntil, subtreeEnd[i]);
    }
    kept[i] = i < insideUntil === passing ? self[i] : 0;
  }
  const below = Float64Array.from(kept);
  for (let i = length - 1; i >= 0; i--) {
    if (parent[i] >= 0) {
      below[parent[i]] += below[i];
    }
  }
  const builder = new CallTreeBuilder();
  const nodeOf = new Int32Array(length).fill(ROOT);
  const funcOf = new Int32Array(functions.length).fill(-1);
  const selfOf = new Float64Array(functions.length);
  for (let i = 0; i < length; i++) {
    if (below[i] > 0) {
      const f = func[i];
      funcOf[f] = funcOf[f] < 0 ? internFunction(builder, tree, f) : funcOf[f];
      nodeOf[i] = builder.child(parent[i] < 0 ? ROOT : nodeOf[parent[i]], funcOf[f]);
      builder.addSelf(nodeOf[i], kept[i]);
      selfOf[f] += kept[i];
    }
  }
  funcOf.forEach((interned, f) => {
    if (interned >= 0) {
      builder.functions.addLineWeight(interned, functions.hotLine[f], functions.hotLineShare[f] * selfOf[f]);
    }
  });
  const share = tree.total > 0 ? selfOf.reduce((sum, weight) => sum + weight, 0) / tree.total : 0;
  const sampleCount = tree.sampleCount === null ? null : Math.round(tree.sampleCount * share);
  return builder.build({ unit, sampleType, quantum, sampleCount });
}

function internFunction(builder: CallTreeBuilder, { functions }: CallTree, f: FuncIndex): FuncIndex {
  const interned = builder.functions.intern({
    name: functions.name[f],
    file: functions.file[f],
    module: functions.module[f],
  });
  builder.functions.noteLine(interned, functions.line[f]);
  return interned;
}
