/** How the figures of one function by label, and of the slowest traces through it, come about. */
import { MIN_VALUES, OUTLIER_SCORE, OUTLIER_TIMES, type LabelRow, type LabelSplit } from '../../correlate/labelSplit';
import { MIN_SAMPLES_FOR_SHARES } from '../../correlate/sampleFloor';
import type { TraceShare, TraceShares } from '../evidence/loadTraces';
import { formatLatency } from '../red/formatRed';
import { formatSamples, formatShare, formatWeight } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { samplesText, withLines, type HowLine, type HowSection } from './howLine';

export interface SplitAsked {
  readonly split: LabelSplit;
  /** of a weight */
  readonly unit: string;
}

export function howOfLabels({ split, unit }: SplitAsked): readonly HowSection[] {
  return withLines([
    { title: t('how.unusual', 'Unusual'), lines: [unusualLine(split, unit)] },
    { title: t('how.values', 'Values'), lines: split.top.map((row) => valueLine(row, split, unit)) },
  ]);
}

function unusualLine({ limit, median, values, comparedBy, top }: LabelSplit, unit: string): HowLine {
  const name = t('how.stand-out', 'Stand out');
  const value = formatSamples(top.filter(({ standsOut }) => standsOut).length);
  if (limit === null) {
    return {
      name,
      value,
      how:
        values < MIN_VALUES
          ? t('how.too-few-values', 'With {{values}} values, under {{least}}, none is called unusual.', {
              values: formatSamples(values),
              least: MIN_VALUES,
            })
          : t('how.all-alike', 'All {{values}} values are alike.', { values: formatSamples(values) }),
    };
  }
  const figures = {
    limit: formatWeight(limit, unit),
    median: formatWeight(median, unit),
    values: formatSamples(values),
    score: OUTLIER_SCORE,
    times: OUTLIER_TIMES,
  };
  return {
    name,
    value,
    how:
      comparedBy === 'request'
        ? t(
            'how.limit-per-request',
            'Above {{limit}} per request: {{score}} times the usual distance from the median of {{values}} values, {{median}} (modified z-score), and at least {{times}} times the median.',
            figures
          )
        : t(
            'how.limit-per-second',
            'Above {{limit}} per second: {{score}} times the usual distance from the median of {{values}} values, {{median}} (modified z-score), and at least {{times}} times the median.',
            figures
          ),
  };
}

function valueLine(
  { value, perSecond, perRequest }: LabelRow,
  { comparedBy, median }: LabelSplit,
  unit: string
): HowLine {
  const byRequest = comparedBy === 'request' && perRequest !== null && perRequest > 0;
  const size = byRequest ? perRequest : perSecond;
  const figures = {
    perSecond: formatWeight(perSecond, unit),
    size: formatWeight(size, unit),
    median: formatWeight(median, unit),
  };
  const amount = byRequest
    ? t(
        'how.value-per-request',
        '{{perSecond}} a second of stacks through the function ÷ {{rate}} requests a second.',
        { ...figures, rate: Number((perSecond / perRequest).toPrecision(3)) }
      )
    : t('how.value-per-second', '{{perSecond}} a second of stacks through the function.', figures);
  // Where most values have nothing of the function, no value is a number of times as much.
  const against =
    median > 0
      ? t('how.times-the-median', 'Of the median {{median}} it is {{times}} times.', {
          ...figures,
          times: Number((size / median).toPrecision(3)),
        })
      : t('how.median-is-zero', 'The median is {{median}}.', figures);
  return {
    name: value === '' ? t('evidence.empty', '(empty)') : value,
    value: figures.size,
    how: `${amount} ${against}`,
  };
}

export function howOfTraces(shares: TraceShares): readonly HowSection[] {
  return withLines([
    { title: t('how.requests', 'Requests'), lines: shares.traces.map((trace) => traceLine(trace, shares.unit)) },
    { title: t('how.read', 'Read'), lines: [readLine(shares)] },
  ]);
}

function traceLine({ exemplar, total, weight, samples }: TraceShare, unit: string): HowLine {
  const figures = {
    weight: formatWeight(weight, unit),
    total: formatWeight(total, unit),
    samples: samplesText(samples),
  };
  return {
    name: `${exemplar.traceId.slice(0, 8)}, ${formatLatency(exemplar.valueSeconds)}`,
    value: samples < MIN_SAMPLES_FOR_SHARES ? figures.samples : formatShare(total > 0 ? weight / total : 0),
    how:
      samples < MIN_SAMPLES_FOR_SHARES
        ? t(
            'how.trace-counts',
            '{{weight}} of {{total}} are stacks through the function. Of {{samples}} no share is given; {{least}} are needed.',
            { ...figures, least: MIN_SAMPLES_FOR_SHARES }
          )
        : t(
            'how.trace-share',
            '{{weight}} of {{total}} are stacks through the function, each once. The request has {{samples}}.',
            figures
          ),
  };
}

function readLine({
  traces,
  routes,
  routesLeftOut,
  read,
  withoutFunction,
  withoutSamples,
  unnamed,
}: TraceShares): HowLine {
  const figures = {
    traces: formatSamples(traces.length),
    withoutFunction: formatSamples(withoutFunction),
    withoutSamples: formatSamples(withoutSamples),
  };
  const parts =
    routes > 0
      ? t(
          'how.requests-read-of-routes',
          '{{traces}} with the function + {{withoutFunction}} without it + {{withoutSamples}} without any sample: the slowest in view of the routes that run it.',
          figures
        )
      : t(
          'how.requests-read-of-all',
          '{{traces}} with the function + {{withoutFunction}} without it + {{withoutSamples}} without any sample: the slowest in view.',
          figures
        );
  return {
    name: t('how.requests-read', 'Requests read'),
    value: formatSamples(read),
    how: [parts, ...notAsked({ unnamed, routes, routesLeftOut })].join(' '),
  };
}

/** What is in view and was not asked, however slow it is. */
const notAsked = ({ unnamed, routes, routesLeftOut }: Pick<TraceShares, 'unnamed' | 'routes' | 'routesLeftOut'>) => [
  ...(routesLeftOut > 0
    ? [
        t(
          'how.routes-not-asked',
          'Asked are the {{routes}} routes with the slowest requests; not asked: {{routesLeftOut}}.',
          { routes: formatSamples(routes), routesLeftOut: formatSamples(routesLeftOut) }
        ),
      ]
    : []),
  ...(unnamed > 0
    ? [
        t('how.requests-not-asked', 'Requests that name no span, which this data source can’t read: {{unnamed}}.', {
          unnamed: formatSamples(unnamed),
        }),
      ]
    : []),
];
