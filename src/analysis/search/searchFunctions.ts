/**
 * Functions by name, with what they are together: self and cum of the union, each sample once.
 *
 *   A 6            "B|D":  B 3 + D 3 would be 6 of 6, but two samples pass both: together they are in 4 of 6.
 *   ├ B 3
 *   │ └ D 2
 *   └ C 3
 *     └ D 1
 */
import type { CallTree, FuncIndex } from '../../profiles/callTree';
import { compileNamePattern } from '../../profiles/namePattern';
import { computeFunctionCounts } from '../counting';
import { computeFunctionFacts, type FunctionFacts } from '../functionFacts';
import { withoutIdle } from '../idle';
import type { FunctionRef } from '../model';
import { kindOfTree } from '../profileKind';
import { recoverSamples } from '../quality';
import { matchesFunction } from './stackFilters';

/** Shares are 0..1 of the profile without idle time, as in the table. */
export interface Weighed {
  readonly selfShare: number;
  readonly cumShare: number;
}

export interface FoundFunction extends Weighed {
  readonly func: FunctionRef;
  readonly samples: number;
}

export interface FoundPackage extends Weighed {
  /** whole path, as filters name it */
  readonly name: string;
  /** functions of it that match */
  readonly functions: number;
}

export type NameSearch =
  | {
      readonly kind: 'found';
      /** largest cum first, at most {@link MOST_FUNCTIONS} */
      readonly functions: readonly FoundFunction[];
      /** of all that match */
      readonly count: number;
      /** largest cum first, at most {@link MOST_PACKAGES}; of functions that match */
      readonly packages: readonly FoundPackage[];
      /** of all that match, each sample once */
      readonly union: Weighed & { readonly samples: number };
      /** of the profile that was searched, without idle time */
      readonly profileSamples: number;
      /** the text was no regular expression and was looked for as it stands */
      readonly literal: boolean;
    }
  /** a pattern with more ways to match than can be tried */
  | { readonly kind: 'too-costly' };

export const MOST_FUNCTIONS = 50;
export const MOST_PACKAGES = 5;

/** What a search needs of a profile, made once for many searches. */
export interface Searchable {
  readonly tree: CallTree;
  readonly facts: FunctionFacts;
  /** FuncIndex → weight, in the profile's unit */
  readonly self: Float64Array;
  readonly cum: Float64Array;
  readonly samples: number;
}

export interface SearchableOptions {
  readonly profileTypeId?: string | null;
  readonly ownedPrefixes?: readonly string[];
}

/** Θ(nodes + functions). */
export function makeSearchable(
  decoded: CallTree,
  { profileTypeId, ownedPrefixes = [] }: SearchableOptions
): Searchable {
  const raw = computeFunctionCounts(decoded);
  const facts = computeFunctionFacts(decoded, { cum: raw.cum, childless: raw.childless, ownedPrefixes });
  const kind = kindOfTree(decoded, profileTypeId, raw.self);
  const tree = withoutIdle(decoded, facts, kind);
  const { self, cum } = tree === decoded ? raw : computeFunctionCounts(tree);
  const recovered = recoverSamples(decoded, kind, raw.weightedSelf).samples;
  const samples = decoded.total > 0 ? Math.round((recovered * tree.total) / decoded.total) : 0;
  return { tree, facts, self, cum, samples };
}

/** @param text  regular expression over names (packages are part of them) and files. Θ(functions + nodes). */
export function searchFunctions({ tree, facts, self, cum, samples }: Searchable, text: string): NameSearch {
  const pattern = compileNamePattern(text);
  if (pattern.kind !== 'ok') {
    return pattern;
  }
  const matches: FuncIndex[] = [];
  for (let f = 0; f < tree.functions.length; f++) {
    // A function whose samples are all idle is in no figure of the table either.
    if (cum[f] > 0 && matchesFunction(pattern, tree, f)) {
      matches.push(f);
    }
  }
  const shareOf = (weight: number) => (tree.total > 0 ? weight / tree.total : 0);
  const samplesOf = (weight: number) => Math.round(shareOf(weight) * samples);
  const weighed = (part: { self: number; cum: number }): Weighed => ({
    selfShare: shareOf(part.self),
    cumShare: shareOf(part.cum),
  });
  const union = weighGroups(tree, matches, () => 0, 1)[0];
  const scopes = [...new Set(matches.map((f) => facts.parsed[f].scope).filter((scope) => scope !== ''))];
  const indexOfScope = new Map(scopes.map((scope, at) => [scope, at]));
  const packages = weighGroups(tree, matches, (f) => indexOfScope.get(facts.parsed[f].scope) ?? -1, scopes.length);
  return {
    kind: 'found',
    functions: [...matches]
      .sort((a, b) => cum[b] - cum[a] || self[b] - self[a] || a - b)
      .slice(0, MOST_FUNCTIONS)
      .map((f) => ({ func: facts.ref(f), samples: samplesOf(cum[f]), ...weighed({ self: self[f], cum: cum[f] }) })),
    count: matches.length,
    packages: packages
      .map((part, at) => ({ name: scopes[at], functions: part.functions, ...weighed(part) }))
      .sort((a, b) => b.cumShare - a.cumShare || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_PACKAGES),
    union: { ...weighed(union), samples: samplesOf(union.cum) },
    profileSamples: samples,
    literal: pattern.literal,
  };
}

interface GroupWeight {
  self: number;
  cum: number;
  functions: number;
}

/**
 * Self and cum of groups of functions. A node inside a node of its own group is counted with the outer one: pre-order
 * makes that test one comparison a node, as in `counting.ts`.
 *
 * @param groupOf  group of a function, 0 … `count` − 1, or −1 for none
 */
function weighGroups(
  { length, functions, func, subtreeEnd, self, cum }: CallTree,
  members: readonly FuncIndex[],
  groupOf: (func: FuncIndex) => number,
  count: number
): GroupWeight[] {
  const group = new Int32Array(functions.length).fill(-1);
  const weights = Array.from({ length: count }, (): GroupWeight => ({ self: 0, cum: 0, functions: 0 }));
  for (const f of members) {
    group[f] = groupOf(f);
    if (group[f] >= 0) {
      weights[group[f]].functions++;
    }
  }
  const insideUntil = new Int32Array(count);
  for (let i = 0; i < length; i++) {
    const g = group[func[i]];
    if (g >= 0) {
      weights[g].self += self[i];
      if (i >= insideUntil[g]) {
        insideUntil[g] = subtreeEnd[i];
        weights[g].cum += cum[i];
      }
    }
  }
  return weights;
}
