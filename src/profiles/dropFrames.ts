/**
 * pprof's `drop_frames` and `keep_frames`: frames of the profiler or the allocator that a profile asks to leave out.
 *
 * pprof applies them to every profile before it counts (`RemoveUninteresting`, `Prune` in google/pprof
 * profile/prune.go), so equal numbers need the same here: from the root down, the first matching frame behind a frame
 * that stays is cut off with everything below it, and its caller gets the self weight.
 *
 * The patterns come out of the file, so they are untrusted: JavaScript's engine backtracks, Go's does not. Patterns are
 * used only when they cannot blow up (see {@link compileFramePattern}).
 */
import { MAX_NAME_LENGTH } from './limits';

/** Function name → whether the frame is dropped. */
export type FrameFilter = (name: string) => boolean;

/** Both patterns of a profile as one filter; null where the profile drops nothing. */
export function createFrameFilter(dropFrames: string, keepFrames: string): FrameFilter | null {
  const drop = dropFrames === '' ? null : compileFramePattern(dropFrames);
  if (drop === null) {
    return null;
  }
  const keep = keepFrames === '' ? null : compileFramePattern(keepFrames);
  return (name) => {
    const simple = simplifyFunctionName(name);
    return simple.length <= MAX_MATCHED_LENGTH && drop.test(simple) && !(keep?.test(simple) ?? false);
  };
}

/** Longer names are kept: the time of a match grows with a power of the length. */
export const MAX_MATCHED_LENGTH = 512;

/**
 * Steps that one match may take at worst. The list of allocators that pprof's own converters write needs 2 000; a
 * hostile pattern at this limit costs about half a millisecond a function.
 */
const MAX_STEPS = 300_000;

/**
 * A pattern as pprof writes them (alternatives of literals, `.*`, optional groups), anchored at both ends; null where
 * it is anything else: a repeated group, a back reference, a look-around, or more ways to match than can be tried.
 */
export function compileFramePattern(pattern: string): RegExp | null {
  if (pattern.length > MAX_NAME_LENGTH || worstSteps(pattern, MAX_MATCHED_LENGTH) > MAX_STEPS) {
    return null;
  }
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return null;
  }
}

/** Below this a cut name says too little to be looked for. */
const MIN_MATCHED_LENGTH = 128;

/**
 * Length to which names are cut, so that a search for the pattern anywhere in them ends in time, whatever they are; 0
 * where it can't.
 */
export function searchedLength(pattern: string): number {
  if (pattern.length > MAX_NAME_LENGTH || worstSearchSteps(pattern, MIN_MATCHED_LENGTH) > MAX_STEPS) {
    return 0;
  }
  // Steps grow with the length, so the longest that ends in time is found by halving: each look reads the whole pattern.
  let fits = MIN_MATCHED_LENGTH;
  let ends = MAX_MATCHED_LENGTH + 1;
  while (ends - fits > 1) {
    const length = Math.floor((fits + ends) / 2);
    if (worstSearchSteps(pattern, length) > MAX_STEPS) {
      ends = length;
    } else {
      fits = length;
    }
  }
  return fits;
}

/** A search begins anew at each character of the name, unless the pattern says where it begins. */
const worstSearchSteps = (pattern: string, length: number): number =>
  worstSteps(pattern, length, (alternative) => (alternative.startsWith('^') ? 1 : length));

/** An escape, a class (`[]` is a whole one here, other than in POSIX), the beginning of a group, or one character. */
const TOKEN = /\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|\(\?:|[^]/g;

/**
 * Upper bound of the steps that a backtracking matcher takes: alternatives at the top add up; inside one, each optional
 * part and each inner alternative doubles the ways and each unbounded repeat multiplies them by the length. Infinity for
 * what pprof never writes.
 *
 * @param length    of the name
 * @param startsOf  how often an alternative is begun
 */
function worstSteps(pattern: string, length: number, startsOf: (alternative: string) => number = () => 1): number {
  let steps = 0;
  let ways = 1;
  let start = 0;
  let depth = 0;
  let before = '';
  for (const { 0: token, index } of pattern.matchAll(TOKEN)) {
    const isRepeat = token === '*' || token === '+' || token === '{';
    if (/^\\[1-9k]/.test(token) || (before === '(' && token === '?') || (before === ')' && isRepeat)) {
      return Infinity;
    }
    if (token === '|' && depth === 0) {
      steps += ways * startsOf(pattern.slice(start, index));
      ways = 1;
      start = index + 1;
    } else if (isRepeat) {
      ways *= length;
    } else if (token === '?' || token === '|') {
      ways *= 2;
    } else if (token === '(' || token === '(?:') {
      depth++;
    } else if (token === ')') {
      depth--;
    }
    before = token;
  }
  return steps + ways * startsOf(pattern.slice(start));
}

/** Names with these keep their first bracket. */
const BRACKETED = /\(anonymous namespace\)|operator\(\)|\(/g;

/** As pprof's `simplifyFunc`: without the leading dot of PPC ELF and without the argument list. */
function simplifyFunctionName(name: string): string {
  const undotted = name.startsWith('.') ? name.slice(1) : name;
  for (const match of undotted.matchAll(BRACKETED)) {
    if (match[0] === '(') {
      return undotted.slice(0, match.index);
    }
  }
  return undotted;
}
