/**
 * Whose code a function is, inferred from names and files and overridable by prefixes.
 *
 * Most languages say it by place (node_modules, site-packages, gems, the platform's own namespaces). Go and the JVM do
 * not: there the service's own prefix is the one that most work passes through, known public libraries left aside.
 * What a place says stands in `places.ts`; here is what only the whole profile can tell.
 */
import type { FunctionTable, ReadonlyFloat64Array } from '../profiles/callTree';
import { FLAG_HIDDEN, FLAG_KERNEL, FLAG_NAMELESS, FLAG_SCAFFOLD, OWNED, UNRESOLVED, VENDORED } from './codes';
import type { Language } from './model';
import type { ParsedName } from './names';
import { PATTERNS } from './patterns';
import { inPieces } from './pieces';
import {
  BY_PREFIX,
  goCode,
  goModule,
  jvmCode,
  namespaceOf,
  nativePlace,
  PUBLIC_GO,
  PUBLIC_JVM,
  rustCode,
  STD_JVM,
} from './places';

export interface OwnershipResult {
  /** FuncIndex → code, an index into OWNERSHIP */
  readonly codes: Uint8Array;
  readonly prefixes: readonly string[];
  /** in words of the method: how the prefixes were found */
  readonly basis: string;
  /** prefixes that could have been taken instead, heaviest first, with the cum of their widest function */
  readonly alternatives: ReadonlyArray<{ readonly prefix: string; readonly cum: number }>;
}

interface OwnershipInput {
  readonly functions: FunctionTable;
  readonly parsed: readonly ParsedName[];
  /** FuncIndex → row of PATTERNS that its name matches, −1 none */
  readonly row: Int16Array;
  /** FuncIndex → FLAG_… bits; nameless and hidden frames belong to nobody */
  readonly flags: Uint8Array;
  /** FuncIndex → ownership level that the place says, BY_PREFIX where it does not */
  readonly place: Int8Array;
  /** FuncIndex → number of its scope */
  readonly scopeIndex: Int32Array;
  /** number of scope → scope, of all names known */
  readonly scopes: readonly string[];
  /** the scopes that the profile has */
  readonly usedScopes: readonly number[];
  readonly language: Language;
  /** FuncIndex → cum, a stack once: what inference weighs prefixes by */
  readonly cum: ReadonlyFloat64Array;
  readonly ownedPrefixes: readonly string[];
}

/** A prefix of the user with this in front takes code away: `!github.com/acme/generated`. */
const NOT = '!';

export function inferOwnership(given: Omit<OwnershipInput, 'usedScopes'>): OwnershipResult {
  const input = { ...given, usedScopes: scopesOf(given.scopeIndex, given.scopes) };
  const { functions, row, flags, place, scopeIndex, ownedPrefixes } = input;
  const codes = new Uint8Array(functions.length);
  const { byPrefix, alternatives, shown, basis } = inferOwn(input);
  const state: Coding = { row, flags, place, scopeIndex, byPrefix, codes };
  inPieces(codes.length, state, codeByPlace);
  applyPrefixes(input, codes);
  inPieces(codes.length, state, disownInherent);
  // The user's come last: given back as a user's prefixes, the last that fits wins.
  const prefixes = [...shown, ...ownedPrefixes];
  if (!codes.includes(OWNED) && codes.includes(VENDORED)) {
    // A profile of libraries alone still has a place to edit: whoever owns them.
    for (let f = 0; f < codes.length; f++) {
      codes[f] = codes[f] === VENDORED ? OWNED : codes[f];
    }
    const none = 'No code of a service was found: libraries are taken as owned. Name a prefix to change it.';
    return { codes, prefixes, basis: none, alternatives };
  }
  return { codes, prefixes, basis, alternatives };
}

interface Coding extends Pick<OwnershipInput, 'row' | 'flags' | 'place' | 'scopeIndex'>, Pick<InferredOwn, 'byPrefix'> {
  readonly codes: Uint8Array;
}

function codeByPlace({ flags, place, scopeIndex, byPrefix, codes }: Coding, from: number, to: number): void {
  for (let f = from; f < to; f++) {
    const isNobodys = (flags[f] & (FLAG_NAMELESS | FLAG_HIDDEN)) !== 0;
    codes[f] = isNobodys ? UNRESOLVED : place[f] === BY_PREFIX ? byPrefix[scopeIndex[f]] : place[f];
  }
}

/** A package that stretches keys is called for what it costs, whoever wrote it. */
function disownInherent({ row, codes }: Coding, from: number, to: number): void {
  for (let f = from; f < to; f++) {
    codes[f] = row[f] >= 0 && codes[f] === OWNED && PATTERNS[row[f]].inherent === true ? VENDORED : codes[f];
  }
}

/** What the user says is own code or is not; the last prefix that fits wins. */
function applyPrefixes({ functions, parsed, ownedPrefixes }: OwnershipInput, codes: Uint8Array): void {
  const given = ownedPrefixes.map((text) =>
    text.startsWith(NOT) ? { prefix: text.slice(NOT.length), code: VENDORED } : { prefix: text, code: OWNED }
  );
  for (let f = 0; given.length > 0 && f < codes.length; f++) {
    const { scope } = parsed[f];
    for (const { prefix, code } of given) {
      if (
        functions.name[f].startsWith(prefix) ||
        `${scope}::`.startsWith(prefix) ||
        functions.file[f].startsWith(prefix)
      ) {
        codes[f] = code;
      }
    }
  }
}

interface InferredOwn {
  /** number of scope → ownership level, where the place leaves it open */
  readonly byPrefix: Uint8Array;
  /** prefixes as the reader sees them */
  readonly shown: readonly string[];
  readonly basis: string;
  readonly alternatives: OwnershipResult['alternatives'];
}

const MAX_ALTERNATIVES = 3;

/** The service's own prefix, where places do not tell it. */
function inferOwn(input: OwnershipInput): InferredOwn {
  switch (input.language) {
    case 'go':
      return byWeight(input, {
        prefixOf: (scope) => (PUBLIC_GO.test(scope) ? '' : goModule(scope)),
        codeOf: goCode,
        always: ['main.'],
        basis: 'The module that most work passes through, public libraries left aside, and package main.',
      });
    case 'jvm':
      return byWeight(input, {
        prefixOf: (scope) =>
          STD_JVM.test(scope) || PUBLIC_JVM.test(scope) || !/^[a-z][\w-]*\/[a-z]/.test(scope)
            ? ''
            : scope.split('/').slice(0, 2).join('/'),
        codeOf: jvmCode,
        always: [],
        basis: 'The package prefix that most work passes through, public libraries left aside.',
      });
    case 'node':
    case 'python':
    case 'ruby':
      return byPlace('Files outside the folders of installed packages and of the platform.');
    case 'rust':
      return ownCrate(input);
    case 'dotnet':
      return byPlace('Assemblies outside System, Microsoft and well-known public ones.');
    default:
      return ownNamespace(input);
  }
}

const byPlace = (basis: string): InferredOwn => ({ byPrefix: new Uint8Array(0), shown: [], basis, alternatives: [] });

interface PrefixRule {
  /** prefix that a scope could be owned by, '' none */
  readonly prefixOf: (scope: string) => string;
  /** ownership level of a scope once the service's prefix is known */
  readonly codeOf: (scope: string, owned: string) => number;
  /** shown beside the prefix found */
  readonly always: readonly string[];
  readonly basis: string;
}

function byWeight(input: OwnershipInput, { prefixOf, codeOf, always, basis }: PrefixRule): InferredOwn {
  const weights = weighPrefixes(input, prefixOf);
  const owned = heaviest(weights);
  return ownedBy(input, {
    owned,
    weights,
    shown: [...(owned === '' ? [] : [`${narrowed(owned, input)}/`]), ...always],
    separator: '/',
    codeOf,
    basis,
  });
}

interface FoundPrefix extends Pick<PrefixRule, 'codeOf' | 'basis'> {
  readonly owned: string;
  /** prefix → cum of its widest function */
  readonly weights: ReadonlyMap<string, number>;
  readonly shown: readonly string[];
  /** what stands between a prefix and what is below it */
  readonly separator: string;
}

function ownedBy(
  { scopes, usedScopes }: OwnershipInput,
  { owned, weights, shown, separator, codeOf, basis }: FoundPrefix
): InferredOwn {
  const byPrefix = new Uint8Array(scopes.length);
  for (const index of usedScopes) {
    byPrefix[index] = codeOf(scopes[index], owned);
  }
  return {
    byPrefix,
    shown,
    basis,
    alternatives: [...weights]
      .filter(([prefix]) => prefix !== owned)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MAX_ALTERNATIVES)
      .map(([prefix, cum]) => ({ prefix: `${prefix}${separator}`, cum })),
  };
}

/** File that a Rust program starts in; agents write the file into the name. */
const MAIN_FILE = /(^|\/)main\.rs(:|$)/;
/** Part of the widest crate's work that another crate must carry to be the service's for its many functions. */
const MUCH_WORK = 0.5;

/**
 * The crate of `main`; where it is not seen, of the crates that most work passes through the one with the most functions
 * (a framework's wrapper is wide, and one function). Crates that share its first word belong to it. A profile holds
 * dozens of crates that no list of public ones knows; what the service's own crate calls in them is edited there.
 */
function ownCrate(input: OwnershipInput): InferredOwn {
  const { parsed: names, place, functions, cum } = input;
  const crates = new Map<string, { widest: number; functions: number }>();
  let main = '';
  let widestMain = 0;
  for (let f = 0; f < names.length; f++) {
    const parsed = names[f];
    const crate = place[f] === BY_PREFIX && cum[f] > 0 ? namespaceOf(parsed.scope) : '';
    if (crate === '') {
      continue;
    }
    const known = crates.get(crate) ?? { widest: 0, functions: 0 };
    crates.set(crate, { widest: Math.max(known.widest, cum[f]), functions: known.functions + 1 });
    const isMain =
      parsed.shortName === `${crate}::main` || MAIN_FILE.test(functions.name[f]) || MAIN_FILE.test(functions.file[f]);
    if (isMain && cum[f] > widestMain) {
      main = crate;
      widestMain = cum[f];
    }
  }
  let widest = 0;
  for (const crate of crates.values()) {
    widest = Math.max(widest, crate.widest);
  }
  let owned = main;
  for (const [crate, { widest: here, functions: count }] of crates) {
    const isWide = main === '' && here >= MUCH_WORK * widest;
    if (isWide && (owned === '' || count > (crates.get(owned)?.functions ?? 0))) {
      owned = crate;
    }
  }
  return ownedBy(input, {
    owned,
    weights: new Map(Array.from(crates, ([crate, { widest: cumOf }]) => [crate, cumOf])),
    shown: owned === '' ? [] : [`${owned}::`],
    separator: '::',
    codeOf: rustCode,
    basis: 'The crate of main, else the one with most functions of those that most work passes through.',
  });
}

/** Part of the widest C function that a namespace must carry for the service to be written in C++. */
const CPP_SERVICE = 0.5;

/** Every namespace but the platform's and public ones; C functions too, unless the service is written in C++. */
function ownNamespace(input: OwnershipInput): InferredOwn {
  const { flags, place, functions, scopes, cum } = input;
  const namespaces = weighPrefixes(input, (scope) => (nativePlace('', scope) === OWNED ? namespaceOf(scope) : ''));
  const owned = heaviest(namespaces);
  let widestC = 0;
  for (let f = 0; f < place.length; f++) {
    const isStart = (flags[f] & FLAG_SCAFFOLD) !== 0 || functions.name[f] === 'main';
    if (place[f] === BY_PREFIX && !isStart && cum[f] > widestC) {
      widestC = cum[f];
    }
  }
  const isCpp = owned !== '' && (namespaces.get(owned) ?? 0) >= CPP_SERVICE * widestC;
  return {
    byPrefix: new Uint8Array(scopes.length).fill(isCpp ? VENDORED : OWNED),
    shown: [],
    basis: isCpp
      ? "Namespaces outside the platform's and well-known public ones; C functions are libraries of a C++ service."
      : "Everything outside the platform's own names.",
    alternatives: [],
  };
}

/** Scopes of a profile's functions: a package has many, and what its name says is worked out once. */
function scopesOf(scopeIndex: Int32Array, scopes: readonly string[]): readonly number[] {
  const state: UsedScopes = { scopeIndex, isUsed: new Uint8Array(scopes.length), used: [] };
  inPieces(scopeIndex.length, state, addScopes);
  return state.used;
}

interface UsedScopes {
  readonly scopeIndex: Int32Array;
  readonly isUsed: Uint8Array;
  readonly used: number[];
}

function addScopes({ scopeIndex, isUsed, used }: UsedScopes, from: number, to: number): void {
  for (let f = from; f < to; f++) {
    if (isUsed[scopeIndex[f]] === 0) {
      isUsed[scopeIndex[f]] = 1;
      used.push(scopeIndex[f]);
    }
  }
}

function widenScopes(
  {
    flags,
    scopeIndex,
    cum,
    widest,
  }: Pick<OwnershipInput, 'flags' | 'scopeIndex' | 'cum'> & { readonly widest: Float64Array },
  from: number,
  to: number
): void {
  for (let f = from; f < to; f++) {
    if (cum[f] > widest[scopeIndex[f]] && (flags[f] & FLAG_KERNEL) === 0) {
      widest[scopeIndex[f]] = cum[f];
    }
  }
}

/** Prefix → cum of its widest function: a sum would favour many small frames. */
function weighPrefixes(
  { flags, scopeIndex, scopes, usedScopes, cum }: OwnershipInput,
  prefixOf: PrefixRule['prefixOf']
): ReadonlyMap<string, number> {
  const widest = new Float64Array(scopes.length);
  inPieces(scopeIndex.length, { flags, scopeIndex, cum, widest }, widenScopes);
  const weights = new Map<string, number>();
  for (const index of usedScopes) {
    const prefix = widest[index] > 0 ? prefixOf(scopes[index]) : '';
    if (prefix !== '') {
      weights.set(prefix, Math.max(weights.get(prefix) ?? 0, widest[index]));
    }
  }
  return weights;
}

function heaviest(weights: ReadonlyMap<string, number>): string {
  let best = '';
  for (const [key, weight] of weights) {
    if (best === '' || weight > (weights.get(best) ?? 0) || (weight === weights.get(best) && key < best)) {
      best = key;
    }
  }
  return best;
}

/** Longest path that all scopes below a prefix share, classes aside: `example.com` is said as `example.com/shop`. */
function narrowed(prefix: string, { scopes, usedScopes }: OwnershipInput): string {
  let common: readonly string[] | null = null;
  for (const index of usedScopes) {
    const scope = scopes[index];
    if (scope === prefix || scope.startsWith(`${prefix}/`)) {
      const parts = scope.replace(/\/[A-Z][^/]*$/, '').split('/');
      const shared: readonly string[] = common ?? parts;
      const differs = shared.findIndex((part, index) => part !== parts[index]);
      common = differs < 0 ? shared : shared.slice(0, differs);
    }
  }
  return common === null || common.length === 0 ? prefix : common.join('/');
}
