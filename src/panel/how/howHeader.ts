/** How the figures above the table come about: how much data there is, and what the metrics say. */
import { median } from 'simple-statistics';
import type { Analysis, DataQuality } from '../../analysis/model';
import { DURATION_PARTS, type RedModel } from '../../correlate/red';
import { formatSamples, formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { formatLatency, formatRate, formatRatio } from '../red/formatRed';
import { errorRatioAt, isCounted, rateAt, valueAt } from '../red/RedHeaders';
import { withLines, type HowLine, type HowSection } from './howLine';

export const howOfHeader = (analysis: Analysis, red: RedModel): readonly HowSection[] =>
  withLines([
    { title: 'Profile', lines: howOfQuality(analysis) },
    { title: 'Requests', lines: howOfRed(red) },
  ]);

function howOfQuality({ profile, quality, thresholds }: Analysis): HowLine[] {
  const { samples, hiddenShare, unknownShare, idleShare } = quality;
  const { minSamplesProfile, minSamplesRow, hiddenWarn, hiddenDoubt, hiddenAbstain } = thresholds;
  return [
    {
      name: 'Samples',
      value: formatSamples(samples),
      how: `${samplesFromText(quality, profile)} Under ${formatSamples(minSamplesProfile)} nothing is ranked; a row needs ${formatSamples(minSamplesRow)} of its own.`,
    },
    {
      name: 'Hidden or unknown',
      value: formatSharePrecise(hiddenShare + unknownShare),
      how: `${formatSharePrecise(hiddenShare)} too small to be sent by the store + ${formatSharePrecise(unknownShare)} in frames without a name, of ${formatWeight(profile.total, profile.unit)}. From ${formatShare(hiddenWarn)} hidden on there is a caution, from ${formatShare(hiddenDoubt)} a verdict must hold wherever it belongs, from ${formatShare(hiddenAbstain)} nothing is ranked.`,
    },
    ...(idleShare > 0
      ? [
          {
            name: 'Idle',
            value: formatSharePrecise(idleShare),
            how: 'Threads that wait for work, of the profile as it came. They are set aside before anything is counted.',
          },
        ]
      : []),
  ];
}

function samplesFromText({ samples, samplesFrom }: DataQuality, { total, unit }: Analysis['profile']): string {
  const each = samples > 0 ? `${formatWeight(total, unit)} at ${formatWeight(total / samples, unit)} each` : 'none';
  switch (samplesFrom) {
    case 'source':
      return `Told by the source: ${each}.`;
    case 'quantum':
      return `Found from the weights: ${each}, the largest weight that all others are a multiple of.`;
    case 'nodes':
      return `At least so many: neither source nor weights tell, and each end of a stack took one.`;
  }
}

function howOfRed(red: RedModel): HowLine[] {
  const { sloSeconds, slowSeconds, slow, exemplars, recognised } = red;
  const from = (part: 'rate' | 'errors' | (typeof DURATION_PARTS)[number]) =>
    recognised?.[part] === undefined ? '' : ` From query “${recognised[part]}”, told by name, unit and shape.`;
  const rate = rateAt(red, null);
  const errors = errorRatioAt(red, null);
  return [
    ...(rate === null ? [] : [{ name: 'Rate', value: formatRate(rate), how: `${rateText(red)}${from('rate')}` }]),
    ...(errors === null
      ? []
      : [
          {
            name: 'Errors',
            value: formatRatio(errors),
            how: `${isCounted(red) ? `${formatSamples(red.errorCount)} of ${requestsText(red.requestCount)}: rate × error ratio × step, summed over the view.` : 'Last point in view; without a rate failed requests can’t be counted.'}${from('errors')}`,
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
              how: `Last point in view.${part === 'p99' && sloSeconds !== null ? ` The objective is ${formatLatency(sloSeconds)}.` : ''}${from(part)}`,
            },
          ];
    }),
    ...(slowSeconds === null || exemplars.length === 0
      ? []
      : [
          {
            name: 'Slow requests',
            value: formatSamples(slow.length),
            how: `Of ${formatSamples(exemplars.length)} exemplars in view, those that took ${formatLatency(slowSeconds)} or more.`,
          },
        ]),
  ];
}

const requestsText = (count: number) => `${formatSamples(count)} ${count === 1 ? 'request' : 'requests'}`;

/** Mean of the points; the requests that they count give it again. */
function rateText({ rate, requestCount }: RedModel): string {
  const points = rate.kind === 'lines' ? (rate.lines.rate ?? []).filter((value) => value !== null).length : 0;
  const gaps = rate.kind === 'lines' ? rate.timesMs.slice(1).map((time, at) => time - rate.timesMs[at]) : [];
  return requestCount === null || gaps.length === 0
    ? 'Mean of the points in view.'
    : `Mean of the view: ${requestsText(requestCount)} in ${formatSamples(points)} points of ${formatWeight(median(gaps), 'milliseconds')}.`;
}
