/**
 * Which functions are "the frame" that was edited: a full name, a short one that is the only one of its kind, or a name
 * whose number the edit has changed.
 */
import type { FuncIndex, FunctionTable } from '../../profiles/callTree';
import { parseName } from '../names';
import { type FrameFound, type FrameMatch, VerifyInputError } from './model';
import { comparedFunction, type PairIndex, type Pairing, withoutNumbers } from './pairing';

export interface ResolvedFrame {
  readonly found: FrameFound;
  readonly pairs: ReadonlySet<PairIndex>;
  /** FuncIndex of a side → 1 for the frame */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** @throws VerifyInputError where neither profile has the frame, or several functions could be meant */
export function resolveFrame(asked: string, pairing: Pairing): ResolvedFrame {
  const { pairs, match } = findPairs(asked, pairing);
  const before = flag(pairing.before, pairs);
  const after = flag(pairing.after, pairs);
  const first = Math.min(...pairs);
  const names = {
    before: flaggedNames(pairing.functions.before, before),
    after: flaggedNames(pairing.functions.after, after),
  };
  const isRenumbered = match === 'exact' && [...names.before, ...names.after].some((name) => name !== asked);
  return {
    found: { asked, match: isRenumbered ? 'renumbered' : match, ...names, func: comparedFunction(pairing, first) },
    pairs,
    before,
    after,
  };
}

/** All functions of a full or a short name; none where there is no such function. */
export function findFunctions(name: string, pairing: Pairing): ReadonlySet<PairIndex> {
  const exact = pairsWhere(pairing, (candidate) => candidate === name);
  return exact.size > 0
    ? exact
    : pairsWhere(pairing, (candidate, file) => isShortNameOf(name, candidate, file, pairing));
}

function findPairs(asked: string, pairing: Pairing): { pairs: Set<PairIndex>; match: FrameMatch } {
  const exact = pairsWhere(pairing, (name) => name === asked);
  if (exact.size > 0) {
    return { pairs: exact, match: 'exact' };
  }
  const short = pairsWhere(pairing, (name, file) => isShortNameOf(asked, name, file, pairing));
  if (short.size > 0) {
    const names = [...new Set([...short].map((pair) => comparedFunction(pairing, pair).name))];
    if (names.length > 1) {
      throw new VerifyInputError(
        `${names.length} functions are called "${asked}": ${list(names)}; give the full name of one.`,
        names
      );
    }
    return { pairs: short, match: 'short' };
  }
  const key = withoutNumbers(asked);
  const renumbered = pairsWhere(pairing, (name) => withoutNumbers(name) === key);
  if (renumbered.size > 0) {
    return { pairs: renumbered, match: 'renumbered' };
  }
  const near = nearNames(asked, [pairing.functions.before, pairing.functions.after], pairing);
  const hint = near.length > 0 ? `names close to it: ${list(near)}` : 'give the name as pprof prints it';
  throw new VerifyInputError(`Neither profile has a function "${asked}"; ${hint}.`, near);
}

/** Names shown in a sentence. */
const MAX_LISTED = 5;
const list = (names: readonly string[]): string =>
  names.length > MAX_LISTED
    ? `${names.slice(0, MAX_LISTED).join(', ')} and ${names.length - MAX_LISTED} more`
    : names.join(', ');

function pairsWhere(pairing: Pairing, holds: (name: string, file: string) => boolean): Set<PairIndex> {
  const pairs = new Set<PairIndex>();
  for (const side of ['before', 'after'] as const) {
    const { name, file, length } = pairing.functions[side];
    for (let f = 0; f < length; f++) {
      if (holds(name[f], file[f])) {
        pairs.add(pairing[side][f]);
      }
    }
  }
  return pairs;
}

/** `ApplyRules`, `pricing.ApplyRules`, `(*Server).checkout`, `loadShard`: the end of the full name, or the name on screen. */
function isShortNameOf(asked: string, name: string, file: string, { language }: Pairing): boolean {
  if (asked === '' || !name.includes(asked.slice(asked.lastIndexOf('.') + 1))) {
    return false;
  }
  const { shortName, packageName } = parseName(name, file, language);
  return (
    shortName === asked ||
    `${packageName}.${shortName}` === asked ||
    (name.endsWith(asked) && /[./:]/.test(name.charAt(name.length - asked.length - 1)))
  );
}

function flag(pairOf: Int32Array, pairs: ReadonlySet<PairIndex>): Uint8Array {
  return Uint8Array.from(pairOf, (pair) => (pairs.has(pair) ? 1 : 0));
}

const flaggedNames = ({ name }: FunctionTable, isAsked: Uint8Array): string[] => [
  ...new Set(name.filter((_, func: FuncIndex) => isAsked[func] === 1)),
];

/** Trigrams in common, from which two names count as close (Dice coefficient). */
const MIN_LIKENESS = 0.4;

/** Names of the profiles that look like the one asked for, closest first: Dice coefficient of their trigrams. */
export function nearNames(
  asked: string,
  tables: readonly FunctionTable[],
  { language }: Pick<Pairing, 'language'>
): string[] {
  const wanted = trigrams(asked);
  const likeness = new Map<string, number>();
  for (const { name, file, length } of tables) {
    for (let f = 0; f < length; f++) {
      if (!likeness.has(name[f])) {
        const { shortName } = parseName(name[f], file[f], language);
        // A method asked for without its receiver is still close.
        const forms = [name[f], shortName, shortName.slice(shortName.lastIndexOf('.') + 1)];
        likeness.set(name[f], Math.max(...forms.map((form) => dice(wanted, trigrams(form)))));
      }
    }
  }
  return [...likeness]
    .filter(([, like]) => like >= MIN_LIKENESS)
    .sort(([a, likeA], [b, likeB]) => likeB - likeA || (a < b ? -1 : 1))
    .slice(0, MAX_LISTED)
    .map(([name]) => name);
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, i) => padded.slice(i, i + 3)));
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const part of a) {
    common += b.has(part) ? 1 : 0;
  }
  return a.size + b.size > 0 ? (2 * common) / (a.size + b.size) : 0;
}
