/**
 * Both sides must answer the same question before their times may be compared: the top table of every function, and
 * callers and callees of the hottest functions, equal to the digit (weights are whole numbers).
 *
 * Where the core flame graph is known to count otherwise, the input or the comparison keeps to what both define:
 * - a recursive function's sandwich counts inner occurrences again, so functions that recur are not drawn;
 * - callers are compared up the heaviest chain to the first recursive step, which the engine collapses;
 * - the engine counts a closure's work as the function's that it is written in: callees of functions with closures
 *   below them are not compared.
 */
import type { CallTree, FuncIndex } from '../../src/profiles/callTree';
import { anchorsOfFunction } from '../../src/analysis/anchors';
import { climbChain } from '../../src/analysis/chain';
import type { AnalysisContext } from '../../src/analysis/context';
import { calleesOf } from '../../src/analysis/neighbours';
import type { FlameGraphData, LevelItem, TopTable } from './opponent';

const HOTTEST = 50;

/** Functions with most self that never recur, hottest first. */
export function hottestOf({ tree, counts, nodesOf }: AnalysisContext): readonly FuncIndex[] {
  const occurrences = new Int32Array(counts.self.length);
  for (let i = 0; i < tree.length; i++) {
    occurrences[tree.func[i]]++;
  }
  return Array.from(counts.self.keys())
    .filter((func) => occurrences[func] > 0 && occurrences[func] === nodesOf(func).length)
    .sort((a, b) => counts.self[b] - counts.self[a] || a - b)
    .slice(0, HOTTEST);
}

/** What the engine reads of each of the hottest functions where the core draws a sandwich. */
export const readNeighbours = (context: AnalysisContext, funcs: readonly FuncIndex[]) =>
  funcs.map((func) => ({
    func,
    steps: climbChain(context, { anchors: anchorsOfFunction(context, func), subject: func }),
    callees: calleesOf(context, func),
  }));

/** @throws where a function's figures differ */
export function assertSameTopTable({ tree, raw }: AnalysisContext, table: TopTable): void {
  const { name, length } = tree.functions;
  let compared = 0;
  for (let f = 0; f < length; f++) {
    const row = table[name[f]];
    if (row === undefined && raw.lastNode[f] < 0) {
      continue;
    }
    assertEqual(`self of ${name[f]}`, row?.self, raw.self[f]);
    assertEqual(`total of ${name[f]}`, row?.total, raw.cum[f]);
    compared++;
  }
  // The frame's synthetic root is the one row that is no function.
  assertEqual('rows of the table', Object.keys(table).length - 1, compared);
}

/** @throws where a sandwich differs; @returns how many functions, caller levels and callees were compared */
export function assertSameSandwiches(
  context: AnalysisContext,
  data: FlameGraphData,
  funcs: readonly FuncIndex[]
): { functions: number; callerLevels: number; callees: number } {
  const { tree, facts } = context;
  const name = (func: FuncIndex) => tree.functions.name[func];
  const labelOf = (item: LevelItem) => data.getLabel(item.itemIndexes[0]);
  let callerLevels = 0;
  let callees = 0;
  for (const { func, steps, callees: ours } of readNeighbours(context, funcs)) {
    const [above, below] = data.getSandwichLevels(name(func));
    let item: LevelItem | undefined = above[above.length - 1][0];
    for (let k = 0; k < steps.length && item !== undefined && steps[k].recursion === 1; k++) {
      assertEqual(`weight of ${name(func)} through ${name(steps[k].func)}`, item.value, steps[k].weight);
      const theirs: readonly LevelItem[] = item.parents ?? [];
      const isRoot = (caller: LevelItem) => caller.itemIndexes[0] === 0;
      assertSameWeights(`callers of ${name(steps[k].func)}`, {
        theirs: theirs.filter((caller) => !isRoot(caller)).map((caller) => [labelOf(caller), caller.value]),
        ours: [...steps[k].callers].map(([caller, weight]) => [name(caller), weight]),
      });
      callerLevels++;
      const next: FuncIndex | undefined = steps[k + 1]?.func;
      item = next === undefined ? undefined : theirs.find((caller) => labelOf(caller) === name(next));
    }
    if (!hasClosureBelow(tree, facts.enclosing, { func, nodes: context.nodesOf(func) })) {
      assertSameWeights(`callees of ${name(func)}`, {
        theirs: (below[0][0].children ?? []).map((callee) => [labelOf(callee), callee.value]),
        ours: [...ours].map(([callee, weight]) => [name(callee), weight]),
      });
      callees++;
    }
  }
  if (callees < funcs.length / 2 || callerLevels < 2 * funcs.length) {
    throw new Error(`too little could be compared: ${callerLevels} levels of callers, callees of ${callees} functions`);
  }
  return { functions: funcs.length, callerLevels, callees };
}

function hasClosureBelow(
  { func: nodeFunc, subtreeEnd }: CallTree,
  enclosing: Int32Array,
  { func, nodes }: { func: FuncIndex; nodes: Int32Array }
): boolean {
  return nodes.some((node) => {
    for (let child = node + 1; child < subtreeEnd[node]; child = subtreeEnd[child]) {
      if (enclosing[nodeFunc[child]] === func) {
        return true;
      }
    }
    return false;
  });
}

type NamedWeights = ReadonlyArray<readonly [name: string, weight: number]>;

function assertSameWeights(what: string, { theirs, ours }: { theirs: NamedWeights; ours: NamedWeights }): void {
  const text = (weights: NamedWeights) =>
    weights
      .filter(([, weight]) => weight > 0)
      .map(([name, weight]) => `${name} ${weight}`)
      .sort()
      .join('\n');
  assertEqual(what, text(theirs), text(ours));
}

function assertEqual<T>(what: string, theirs: T, ours: T): void {
  if (theirs !== ours) {
    throw new Error(`${what}: the core flame graph says\n${String(theirs)}\nthe engine says\n${String(ours)}`);
  }
}
