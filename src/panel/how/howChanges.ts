/** How the figures of a comparison come about. */
import { formatChange, formatChangeInterval, qualifiedName } from '../../analysis';
import { wholeText } from '../../analysis/wording';
import type { ProfileKind } from '../../analysis/model';
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import { formatSamples, formatShare, formatSharePrecise, formatWeight, MINUS } from '../../shared/lib/format';
import type { ChangesState } from '../change/useChanges';
import { withLines, type HowLine, type HowSection } from './howLine';

export type ReadyChanges = Extract<ChangesState, { readonly kind: 'ready' }>;

export const howOfChanges = (state: ReadyChanges, kind: ProfileKind): readonly HowSection[] =>
  withLines([
    { title: 'Whole', lines: [howOfWhole(state, kind)] },
    { title: 'Costs less', lines: state.changes.saved.map((each) => howOfPart({ ...each, func: each.site }, state)) },
    { title: 'Costs more', lines: state.changes.rose.map((each) => howOfPart(each, state)) },
  ]);

function howOfWhole({ changes: { total, loads, unit }, per, edges }: ReadyChanges, kind: ProfileKind): HowLine {
  const { costBefore, costAfter, samplesBefore, samplesAfter } = total;
  const side = (cost: number, load: number) =>
    `${formatWeight(cost * load, unit)} ÷ ${formatSamples(load)} ${per === 'request' ? 'requests' : 's'} = ${formatWeight(cost, unit)}`;
  const { drift, minSamplesBefore } = defaultVerifyLimits;
  return {
    name: per === 'request' ? wholeText(kind) : wholeText(kind).replace('per request', 'per second'),
    value: formatChange(total.ratio),
    how: `${side(costBefore, loads.before)} in the baseline; ${side(costAfter, loads.after)} now. 95 % interval ${formatChangeInterval(total)}, from ${formatSamples(samplesBefore)} and ${formatSamples(samplesAfter)} samples, with ±${formatShare(drift)} of the hosts’ own noise and ±${formatSharePrecise(edges)} of the edges of both sides. A baseline needs ${formatSamples(minSamplesBefore)} samples.`,
  };
}

interface ChangedPart {
  readonly func: Parameters<typeof qualifiedName>[0];
  readonly ratio: number | null;
  readonly costBefore: number;
  readonly costAfter: number;
  readonly deltaShare: number;
}

function howOfPart(
  { func, ratio, costBefore, costAfter, deltaShare }: ChangedPart,
  { changes: { total, unit }, per }: ReadyChanges
): HowLine {
  const sign = deltaShare < 0 ? MINUS : '+';
  return {
    name: qualifiedName(func),
    value: formatChange(ratio),
    how: `${formatWeight(costBefore, unit)} to ${formatWeight(costAfter, unit)} per ${per}: ${sign}${formatSharePrecise(Math.abs(deltaShare))} of the baseline’s ${formatWeight(total.costBefore, unit)}. Beyond chance; named from ${formatShare(defaultVerifyLimits.movedShare)} of the whole on.`,
  };
}
