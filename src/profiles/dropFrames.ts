/**
 * pprof's `drop_frames` and `keep_frames`: frames of the profiler or the allocator that a profile asks to leave out.
 *
 * pprof applies them to every profile before it counts (`RemoveUninteresting`, `Prune` in google/pprof profile/prune.go),
 * so equal numbers need the same here: from the root down, the first matching frame behind a frame that stays is cut
 * off with everything below it, and its caller gets the self weight.
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

/** Longer names are kept: with the patterns allowed here, time grows with the square of the length. */
const MAX_MATCHED_LENGTH = Math.min(2048, MAX_NAME_LENGTH);

/**
 * A pattern as pprof writes them (alternatives of literals, `.*`, optional groups), anchored at both ends; null where
 * it is anything else: a repeated group, a back reference, a look-around, several unbounded repeats in one alternative.
 */
export function compileFramePattern(pattern: string): RegExp | null {
  const isRepeatedGroup = /\)[*+{]/.test(pattern);
  const isLookAroundOrReference = /\(\?(?!:)|\\[1-9k]/.test(pattern);
  const hasManyRepeats = pattern.split('|').some((part) => (part.match(/[^\\][*+{]/g) ?? []).length > 2);
  if (isRepeatedGroup || isLookAroundOrReference || hasManyRepeats || pattern.length > MAX_NAME_LENGTH) {
    return null;
  }
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return null;
  }
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
