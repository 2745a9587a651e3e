/** How the figures of a comparison come about. */
import { formatChange, formatChangeInterval, qualifiedName } from '../../analysis';
import { wholeText } from '../../analysis/wording';
import type { ProfileKind } from '../../analysis/model';
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import { formatSamples, formatShare, formatSharePrecise, formatWeight, MINUS } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { ChangesState } from '../change/useChanges';
import { withLines, type HowLine, type HowSection } from './howLine';

export type ReadyChanges = Extract<ChangesState, { readonly kind: 'ready' }>;

export const howOfChanges = (state: ReadyChanges, kind: ProfileKind): readonly HowSection[] =>
  withLines([
    { title: t('how.whole', 'Whole'), lines: [howOfWhole(state, kind)] },
    {
      title: t('how.costs-less', 'Costs less'),
      lines: state.changes.saved.map((each) => howOfPart({ ...each, func: each.site }, state)),
    },
    { title: t('how.costs-more', 'Costs more'), lines: state.changes.rose.map((each) => howOfPart(each, state)) },
  ]);

function howOfWhole(
  { comparison, changes: { total, loads, unit }, per, edges }: ReadyChanges,
  kind: ProfileKind
): HowLine {
  const { costBefore, costAfter, samplesBefore, samplesAfter } = total;
  const side = (cost: number, load: number) => {
    const figures = {
      weight: formatWeight(cost * load, unit),
      load: formatSamples(load),
      cost: formatWeight(cost, unit),
    };
    return per === 'request'
      ? t('how.cost-of-requests', '{{weight}} ÷ {{load}} requests = {{cost}}', figures)
      : t('how.cost-of-seconds', '{{weight}} ÷ {{load}} s = {{cost}}', figures);
  };
  const { drift, minSamplesBefore } = defaultVerifyLimits;
  return {
    name: wholeText(kind, per),
    value: formatChange(total.ratio),
    how: t(
      'how.in-the-baseline-and-then-95',
      '{{costBefore}} in the baseline; {{costAfter}} {{when}}. 95 % interval {{total}}, from {{samplesBefore}} and {{samplesAfter}} samples, with ±{{drift}} of the hosts’ own noise and ±{{edges}} of the edges of both sides. A baseline needs {{minSamplesBefore}} samples.',
      {
        costBefore: side(costBefore, loads.before),
        costAfter: side(costAfter, loads.after),
        when: comparison.id === 'label' ? t('how.in-the-view', 'in the view') : t('how.now', 'now'),
        total: formatChangeInterval(total),
        samplesBefore: formatSamples(samplesBefore),
        samplesAfter: formatSamples(samplesAfter),
        drift: formatShare(drift),
        edges: formatSharePrecise(edges),
        minSamplesBefore: formatSamples(minSamplesBefore),
      }
    ),
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
  const figures = {
    costBefore: formatWeight(costBefore, unit),
    costAfter: formatWeight(costAfter, unit),
    sign: deltaShare < 0 ? MINUS : '+',
    deltaShare: formatSharePrecise(Math.abs(deltaShare)),
    costBefore2: formatWeight(total.costBefore, unit),
    movedShare: formatShare(defaultVerifyLimits.movedShare),
  };
  return {
    name: qualifiedName(func),
    value: formatChange(ratio),
    how:
      per === 'request'
        ? t(
            'how.to-per-request-of-the-baselines',
            '{{costBefore}} to {{costAfter}} per request: {{sign}}{{deltaShare}} of the baseline’s {{costBefore2}}. Beyond chance; named from {{movedShare}} of the whole on.',
            figures
          )
        : t(
            'how.to-per-second-of-the-baselines',
            '{{costBefore}} to {{costAfter}} per second: {{sign}}{{deltaShare}} of the baseline’s {{costBefore2}}. Beyond chance; named from {{movedShare}} of the whole on.',
            figures
          ),
  };
}
