/** The verdict on the whole profile, and what keeps a profile from one. */
import type { AnalysisContext } from './context';
import type { DataQuality, Need, Thresholds, Verdict } from './model';
import type { Priced } from './ordering';

/** Why nothing may be ranked in this profile at all; null where it may. */
export function needOfProfile({ samples, thresholds, kind }: AnalysisContext, quality: DataQuality): Need | null {
  if (kind === 'goroutine') {
    return { kind: 'profile-type', profileKind: 'cpu' };
  }
  if (samples < thresholds.minSamplesProfile) {
    return { kind: 'samples', more: Math.max(1, Math.ceil(thresholds.minSamplesProfile - samples)) };
  }
  const { hiddenShare, unknownShare } = quality;
  if (hiddenShare + unknownShare <= thresholds.hiddenAbstain) {
    return null;
  }
  return hiddenShare > unknownShare ? { kind: 'node-limit', hiddenShare } : { kind: 'symbols', unknownShare };
}

/** Rules that hang on how a call or a function spreads over its callers. */
const READS_CALLERS: ReadonlySet<string> = new Set(['library-leaf', 'few-callers', 'waist', 'shared-leaf']);

/**
 * Turns verdicts on callers that the hidden part of the profile could overturn into need data: what a node limit or
 * missing symbols hide may all be the same call from elsewhere, or the same function from one caller.
 */
export function applyHiddenPart(
  { candidate, saving }: Priced,
  { thresholds, total }: AnalysisContext,
  { hiddenShare, unknownShare }: DataQuality
): Priced {
  const hidden = hiddenShare + unknownShare;
  const { origin, verdict, group, touched, facts } = candidate;
  if (verdict !== 'fix' || hidden < thresholds.hiddenDoubt || !READS_CALLERS.has(origin)) {
    return { candidate, saving };
  }
  const whole = origin === 'shared-leaf' || group === null ? touched : group.weight / total;
  const largest = origin === 'shared-leaf' ? touched * (facts?.topCallerPart ?? 0) + hidden : touched;
  const stays =
    origin === 'shared-leaf'
      ? largest < thresholds.dominantCaller * (whole + hidden)
      : largest >= thresholds.dominantCaller * (whole + hidden);
  if (stays) {
    return { candidate, saving };
  }
  const need: Need =
    hiddenShare > unknownShare ? { kind: 'node-limit', hiddenShare } : { kind: 'symbols', unknownShare };
  return { candidate: { ...candidate, verdict: 'abstain', layer: null, need }, saving: null };
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
 * Places of one function each that resemble one another in size: the largest is no place to start. Functions that stand
 * for others (several callees, a setting) are left aside.
 */
function areAlike(ordered: readonly Priced[], { flatAlike, flatAlikeBelow }: Thresholds): boolean {
  const single = ordered.filter(
    ({ candidate: { origin, verdict } }) => verdict !== 'flat' && !STANDS_FOR_OTHERS.has(origin)
  );
  const sizes = single.map(({ candidate }) => candidate.touched + candidate.collected);
  const largest = Math.max(0, ...sizes);
  const wider = ordered.some(
    ({ candidate: { origin, touched } }) => STANDS_FOR_OTHERS.has(origin) && touched >= flatAlikeBelow
  );
  return !wider && largest < flatAlikeBelow && sizes.filter((size) => 2 * size >= largest).length >= flatAlike;
}

const STANDS_FOR_OTHERS: ReadonlySet<string> = new Set([
  'hourglass',
  'fan-out',
  'private-helpers',
  'mutual-recursion',
  'waist',
  'collector',
]);

/**
 * @param ordered  best first, all of them: what is shown of it decides nothing
 * @param need     what keeps the whole profile from a verdict
 * @param quality  of the profile
 *
 * `flat` needs a look at what the sites touch, not at what a fix would save: a place that holds little matters little
 * whatever is done there. A large place that could not be judged makes the profile undecided, not flat; so does a large
 * part of it whose callers the profiler cut off.
 */
export function verdictOf(
  ordered: readonly Priced[],
  { thresholds }: AnalysisContext,
  need: Need | null,
  { ownerlessCutShare }: Pick<DataQuality, 'ownerlessCutShare'>
): { verdict: Verdict; need: Need | null } {
  if (need !== null) {
    return { verdict: 'abstain', need };
  }
  const worth = ({ candidate }: Priced) => candidate.touched + candidate.collected;
  const matters = (verdict: Verdict) =>
    ordered.find((priced) => priced.candidate.verdict === verdict && worth(priced) >= thresholds.flatBelow);
  if (matters('fix') !== undefined && !areAlike(ordered, thresholds)) {
    return { verdict: 'fix', need: null };
  }
  const inherent = ordered
    .filter(({ candidate }) => candidate.verdict === 'no-action')
    .reduce((sum, priced) => sum + worth(priced), 0);
  if (inherent >= thresholds.inherent) {
    return { verdict: 'no-action', need: null };
  }
  const undecided = matters('abstain');
  if (undecided !== undefined) {
    return { verdict: 'abstain', need: undecided.candidate.need };
  }
  return ownerlessCutShare >= thresholds.flatBelow
    ? { verdict: 'abstain', need: { kind: 'deeper-stacks' } }
    : { verdict: 'flat', need: null };
}
