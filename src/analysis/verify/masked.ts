/**
 * What sets the headline now, when a fix saved cost and the metric did not follow. A CPU profile can't see waiting, so
 * the slow requests' own spans come first; the next place by cost stands beside them.
 */
import type { AnalysisOptions } from '../model';
import { analyze } from '../analyze';
import { weightThrough } from './costs';
import { findFunctions, type ResolvedFrame } from './frame';
import type { Masked, SlowSpan, VerifyInput } from './model';
import type { Sides } from './sides';

const MS_IN_NANOSECONDS = 1e6;

export function findWhatMasks(input: VerifyInput, sides: Sides, frame: ResolvedFrame): Masked {
  const slowSpan = input.slowSpans?.[0] ?? null;
  return {
    slowSpan,
    cpuShareOfSpan: slowSpan === null ? null : cpuShareOf(slowSpan, sides),
    nextByCost: nextByCost(input, frame),
  };
}

/** CPU of the function that the span is named after, for each span; null without such a function or count. */
function cpuShareOf({ name, occurrences, medianMs }: SlowSpan, { pairing, after, kind }: Sides): number | null {
  const pairs = findFunctions(name, pairing);
  if (kind !== 'cpu' || after.tree.unit !== 'nanoseconds' || !occurrences || !(medianMs > 0) || pairs.size === 0) {
    return null;
  }
  const isAsked = Uint8Array.from(pairing.after, (pair) => (pairs.has(pair) ? 1 : 0));
  const cpuMs = weightThrough(after.tree, isAsked) / MS_IN_NANOSECONDS / occurrences;
  return Math.min(1, cpuMs / medianMs);
}

function nextByCost({ after, profileTypeId, ownedPrefixes }: VerifyInput, frame: ResolvedFrame): Masked['nextByCost'] {
  const options: AnalysisOptions = { profileTypeId: profileTypeId ?? null, ownedPrefixes };
  const own = new Set(frame.found.after);
  for (const { verdict, site, saving } of analyze(after, options).rows) {
    if (verdict === 'fix' && site !== null && saving !== null && !own.has(site.name)) {
      const { name, shortName, packageName, file } = site;
      return { func: { name, shortName, packageName, file }, share: saving.p50 };
    }
  }
  return null;
}
