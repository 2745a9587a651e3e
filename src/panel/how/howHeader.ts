/** How the figures above the table come about: how much data there is, and what the metrics say. */
import { median } from 'simple-statistics';
import type { Analysis, DataQuality } from '../../analysis/model';
import { DURATION_PARTS, type RedModel } from '../../correlate/red';
import { formatSamples, formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { formatLatency, formatLimit, formatRate, formatRatio } from '../red/formatRed';
import { errorRatioAt, isCounted, rateAt, valueAt } from '../red/RedHeaders';
import { withLines, type HowLine, type HowSection } from './howLine';

export const howOfHeader = (analysis: Analysis, red: RedModel): readonly HowSection[] =>
  withLines([
    { title: t('how.profile', 'Profile'), lines: howOfQuality(analysis) },
    { title: t('how.requests', 'Requests'), lines: howOfRed(red) },
  ]);

function howOfQuality({ profile, quality, thresholds }: Analysis): HowLine[] {
  const { samples, hiddenShare, unknownShare, idleShare } = quality;
  const { minSamplesProfile, minSamplesRow, hiddenWarn, hiddenDoubt, hiddenAbstain } = thresholds;
  return [
    {
      name: t('how.samples', 'Samples'),
      value: formatSamples(samples),
      how: t(
        'how.under-nothing-is-ranked-a',
        '{{quality}} Under {{minSamplesProfile}} nothing is ranked; a row needs {{minSamplesRow}} of its own.',
        {
          quality: samplesFromText(quality, profile),
          minSamplesProfile: formatSamples(minSamplesProfile),
          minSamplesRow: formatSamples(minSamplesRow),
        }
      ),
    },
    {
      name: t('how.hidden-or-unknown', 'Hidden or unknown'),
      value: formatSharePrecise(hiddenShare + unknownShare),
      how: t(
        'how.too-small-to-be-sent',
        '{{hiddenShare}} too small to be sent by the store + {{unknownShare}} in frames without a name, of {{total}}. From {{hiddenWarn}} hidden on there is a caution, from {{hiddenDoubt}} a verdict must hold wherever it belongs, from {{hiddenAbstain}} nothing is ranked.',
        {
          hiddenShare: formatSharePrecise(hiddenShare),
          unknownShare: formatSharePrecise(unknownShare),
          total: formatWeight(profile.total, profile.unit),
          hiddenWarn: formatShare(hiddenWarn),
          hiddenDoubt: formatShare(hiddenDoubt),
          hiddenAbstain: formatShare(hiddenAbstain),
        }
      ),
    },
    ...(idleShare > 0
      ? [
          {
            name: t('how.idle', 'Idle'),
            value: formatSharePrecise(idleShare),
            how: t(
              'how.threads-that-wait-for-work',
              'Threads that wait for work, of the profile as it came. They are set aside before anything is counted.'
            ),
          },
        ]
      : []),
  ];
}

function samplesFromText({ samples, samplesFrom }: DataQuality, { total, unit }: Analysis['profile']): string {
  const each =
    samples > 0
      ? t('how.at-each', '{{total}} at {{each}} each', {
          total: formatWeight(total, unit),
          each: formatWeight(total / samples, unit),
        })
      : t('how.none', 'none');
  switch (samplesFrom) {
    case 'source':
      return t('how.told-by-the-source', 'Told by the source: {{each}}.', { each });
    case 'quantum':
      return t(
        'how.found-from-the-weights-the',
        'Found from the weights: {{each}}, the largest weight that all others are a multiple of.',
        { each }
      );
    case 'nodes':
      return t(
        'how.at-least-so-many-neither',
        'At least so many: neither source nor weights tell, and each end of a stack took one.'
      );
  }
}

function howOfRed(red: RedModel): HowLine[] {
  const { sloSeconds, slowSeconds, slow, exemplars, recognised } = red;
  const from = (part: 'rate' | 'errors' | (typeof DURATION_PARTS)[number]) =>
    recognised?.[part] === undefined
      ? ''
      : t('how.from-query-told-by-name', ' From query “{{refId}}”, told by name, unit and shape.', {
          refId: recognised[part],
        });
  const rate = rateAt(red, null);
  const errors = errorRatioAt(red, null);
  return [
    ...(rate === null
      ? []
      : [{ name: t('how.rate', 'Rate'), value: formatRate(rate), how: `${rateText(red)}${from('rate')}` }]),
    ...(errors === null
      ? []
      : [
          {
            name: t('how.errors', 'Errors'),
            value: formatRatio(errors),
            how:
              (isCounted(red)
                ? t(
                    'how.errors-counted',
                    '{{errors}} of {{requests}}: rate × error ratio × step, summed over the view.',
                    { errors: formatSamples(red.errorCount), requests: requestsText(red.requestCount) }
                  )
                : t('how.errors-not-counted', 'Last point in view; without a rate failed requests can’t be counted.')) +
              from('errors'),
          },
        ]),
    ...DURATION_PARTS.flatMap((part) => {
      const value = valueAt(red.duration, part, null);
      return value === null
        ? []
        : [
            {
              name: part,
              value: formatLatency(value),
              how:
                (part === 'p99' && sloSeconds !== null
                  ? t('how.last-point-objective', 'Last point in view. The objective is {{objective}}.', {
                      objective: formatLimit(sloSeconds),
                    })
                  : t('how.last-point', 'Last point in view.')) + from(part),
            },
          ];
    }),
    ...(slowSeconds === null || exemplars.length === 0
      ? []
      : [
          {
            name: t('how.slow-requests', 'Slow requests'),
            value: formatSamples(slow.length),
            how: t(
              'how.of-exemplars-in-view-those',
              'Of {{exemplars}} exemplars in view, those that took {{slowSeconds}} or more.',
              { exemplars: formatSamples(exemplars.length), slowSeconds: formatLimit(slowSeconds) }
            ),
          },
        ]),
  ];
}

const requestsText = (count: number) =>
  t('how.request-count', '', {
    count,
    amount: formatSamples(count),
    defaultValue_one: '{{amount}} request',
    defaultValue_other: '{{amount}} requests',
  });

/** Mean of the points; the requests that they count give it again. */
function rateText({ rate, requestCount }: RedModel): string {
  const points = rate.kind === 'lines' ? (rate.lines.rate ?? []).filter((value) => value !== null).length : 0;
  const gaps = rate.kind === 'lines' ? rate.timesMs.slice(1).map((time, at) => time - rate.timesMs[at]) : [];
  return requestCount === null || gaps.length === 0
    ? t('how.mean-of-the-points-in', 'Mean of the points in view.')
    : t('how.mean-of-the-view', 'Mean of the view: {{requests}} in {{points}} points of {{step}}.', {
        requests: requestsText(requestCount),
        points: formatSamples(points),
        step: formatWeight(median(gaps), 'milliseconds'),
      });
}
