/** How one request's figures come about; few samples, so each stands with its range. */
import {
  MIN_SAMPLES_FOR_ADVICE,
  MIN_SAMPLES_FOR_SHARES,
  MIN_SAMPLES_WITHOUT_CAUTION,
} from '../../correlate/sampleFloor';
import { EN_DASH, formatSamples, formatShare, formatSharePrecise } from '../../shared/lib/format';
import type { RequestRow, RequestView } from '../hotspots/requestView';
import { accuracyText, samplesText, withLines, type HowLine, type HowSection } from './howLine';

export function howOfRequest(request: RequestView, rowId: string): readonly HowSection[] {
  const each = request.rows.find(({ row }) => row.id === rowId);
  return withLines([
    { title: upperFirst(request.subject), lines: howOfSamples(request) },
    { title: each?.row.subject.shortName ?? '', lines: each === undefined ? [] : howOfRow(each, request) },
  ]);
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function howOfSamples({ samples, otherSamples }: RequestView): HowLine[] {
  return [
    {
      name: 'Samples',
      value: formatSamples(samples),
      how: `Shares are good to about ${accuracyText(samples)}. Under ${MIN_SAMPLES_FOR_SHARES} only counts are shown, under ${MIN_SAMPLES_FOR_ADVICE} nothing is advised, under ${MIN_SAMPLES_WITHOUT_CAUTION} it carries a caution.`,
    },
    {
      name: 'In these functions',
      value: formatSamples(samples - otherSamples),
      how: `${samplesText(samples)} − ${formatSamples(otherSamples)} in none of them.`,
    },
  ];
}

function howOfRow(each: RequestRow, { samples: total, subject }: RequestView): HowLine[] {
  const { samples, share, range, serviceSelfShare, confirmation } = each;
  return [
    {
      name: 'Self, 95 % range',
      value:
        range === null
          ? `${formatSamples(samples)} of ${formatSamples(total)}`
          : `${formatShare(share)} (${rangeText(range)})`,
      how:
        range === null
          ? `A share needs ${MIN_SAMPLES_FOR_SHARES} samples in the function.`
          : `${formatSamples(samples)} of ${samplesText(total)} were taken while it ran. The range is Wilson's, which holds for few samples.`,
    },
    ...(serviceSelfShare === null
      ? []
      : [
          {
            name: 'Service self',
            value: formatSharePrecise(serviceSelfShare),
            how: 'Of the whole service in this window. Fix layer, place and worth are the service’s: a handful of samples confirms and does not rank.',
          },
        ]),
    ...(confirmation === null
      ? []
      : [
          {
            name: 'On the path through the fix site',
            value: formatShare(confirmation.share),
            how: `${formatSamples(confirmation.onPath)} of ${samplesText(confirmation.samples)} of ${subject}, ${rangeText(confirmation)}; in the service ${formatShare(confirmation.serviceShare)}. “same here” from half of that on, “not here” where the whole range lies below.`,
          },
        ]),
  ];
}

const rangeText = ({ low, high }: { readonly low: number; readonly high: number }) =>
  `${Math.round(100 * low)}${EN_DASH}${Math.round(100 * high)}`;
