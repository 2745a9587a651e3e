/** The verdict on the whole profile, and what keeps a profile from one. */
import type { AnalysisContext } from './context';
import type { DataQuality, Need, Verdict } from './model';
import type { Priced } from './ordering';

/** Why nothing may be ranked in this profile at all; null where it may. */
export function needOfProfile({ samples, thresholds, kind }: AnalysisContext, quality: DataQuality): Need | null {
  if (samples < thresholds.minSamplesProfile) {
    return { kind: 'samples', more: Math.max(1, Math.ceil(thresholds.minSamplesProfile - samples)) };
  }
  if (kind === 'goroutine') {
    return { kind: 'profile-type', profileKind: 'cpu' };
  }
  const blind = quality.hiddenShare + quality.unknownShare;
  return blind > thresholds.hiddenAbstain ? { kind: 'symbols', unknownShare: blind } : null;
}

/** Turns verdicts of rows that their own number of samples cannot carry into need data. */
export function applySampleFloor({ candidate, saving }: Priced, context: AnalysisContext, need: Need | null): Priced {
  const { samples, thresholds } = context;
  const behind = Math.round(candidate.touched * samples);
  if (candidate.verdict !== 'fix' || (need === null && behind >= thresholds.minSamplesRow)) {
    return { candidate, saving };
  }
  const own: Need = need ?? { kind: 'samples', more: Math.max(1, thresholds.minSamplesRow - behind) };
  return { candidate: { ...candidate, verdict: 'abstain', layer: null, need: own }, saving: null };
}

/**
 * @param ordered  best first
 *
 * `flat` needs a look at what the sites touch, not at what a fix would save: a place that holds little matters little
 * whatever is done there. A setting alone is no place.
 */
export function verdictOf(ordered: readonly Priced[], { thresholds }: AnalysisContext, need: Need | null): Verdict {
  if (need !== null) {
    return 'abstain';
  }
  const worth = ({ candidate }: Priced) => candidate.touched + candidate.collected;
  const largest = Math.max(0, ...ordered.filter(({ candidate }) => candidate.verdict === 'fix').map(worth));
  if (largest >= thresholds.flatBelow) {
    return 'fix';
  }
  const inherent = ordered.filter(({ candidate }) => candidate.verdict === 'no-action').reduce((sum, priced) => sum + worth(priced), 0);
  return inherent >= thresholds.insideSelf ? 'no-action' : 'flat';
}
