/**
 * A user's filters on stacks: hide what passes through something, or show only that. As pprof's `-ignore` and `-focus`.
 *
 * Stacks go whole, so what is left is a profile like any other, and every share and saving is of it. How much went is told
 * beside it: a figure of a part that looks like one of the whole would be a lie.
 */
import type { CallTree, FuncIndex } from '../../profiles/callTree';
import { focusCallTree, ignoreInCallTree } from '../../profiles/focusCallTree';
import { compileNamePattern } from '../../profiles/namePattern';
import { computeFunctionCounts } from '../counting';
import { computeFunctionFacts } from '../functionFacts';

export interface StackFilter {
  readonly effect: 'hide' | 'only';
  /** `function`: exactly this name; `package`: its whole path; `pattern`: as a search reads it */
  readonly by: 'function' | 'package' | 'pattern';
  readonly text: string;
  /** of a function whose name stands in several files: this one alone; absent = in every file */
  readonly file?: string;
}

export interface FilteredTree {
  readonly tree: CallTree;
  /** per filter, in order: share (0..1) of the whole that it took from what the ones before it had left */
  readonly removed: readonly number[];
  /** prefixes of own code as the whole profile shows them: in a part they may be told otherwise */
  readonly ownedPrefixes: readonly string[];
}

/** A pattern that can't be tried removes nothing. Θ(nodes) a filter. */
export function applyStackFilters(
  whole: CallTree,
  filters: readonly StackFilter[],
  ownedPrefixes: readonly string[] = []
): FilteredTree {
  if (filters.length === 0) {
    return { tree: whole, removed: [], ownedPrefixes };
  }
  const counts = computeFunctionCounts(whole);
  const facts = computeFunctionFacts(whole, { cum: counts.cum, childless: counts.childless, ownedPrefixes });
  const scopeOf = new Map(facts.parsed.map(({ scope }, f) => [keyOf(whole, f), scope]));
  let tree = whole;
  const removed: number[] = [];
  for (const filter of filters) {
    const before = tree.total;
    tree = applyOne(tree, filter, scopeOf);
    removed.push(whole.total > 0 ? (before - tree.total) / whole.total : 0);
  }
  return { tree, removed, ownedPrefixes: facts.ownedPrefixes };
}

const keyOf = ({ functions }: CallTree, f: FuncIndex): string => `${functions.name[f]}\n${functions.file[f]}`;

function applyOne(
  tree: CallTree,
  { effect, by, text, file }: StackFilter,
  scopeOf: ReadonlyMap<string, string>
): CallTree {
  const { name, file: files } = tree.functions;
  const pattern = by === 'pattern' ? compileNamePattern(text) : null;
  if (pattern !== null && pattern.kind !== 'ok') {
    return tree;
  }
  const isMeant = (f: FuncIndex): boolean =>
    pattern !== null
      ? matchesFunction(pattern, tree, f)
      : by === 'package'
        ? scopeOf.get(keyOf(tree, f)) === text
        : name[f] === text && (file === undefined || files[f] === file);
  return effect === 'only' ? focusCallTree(tree, isMeant) : ignoreInCallTree(tree, isMeant);
}

/** A name, or the file that it stands in: agents of scripting languages put the path there. */
export const matchesFunction = (
  pattern: { matches(name: string): boolean },
  { functions }: CallTree,
  f: FuncIndex
): boolean => pattern.matches(functions.name[f]) || (functions.file[f] !== '' && pattern.matches(functions.file[f]));
