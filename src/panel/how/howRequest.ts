/** How one request's figures come about; few samples, so each stands with its range. */
import {
  MIN_SAMPLES_FOR_ADVICE,
  MIN_SAMPLES_FOR_SHARES,
  MIN_SAMPLES_WITHOUT_CAUTION,
} from '../../correlate/sampleFloor';
import { EN_DASH, formatSamples, formatShare, formatSharePrecise } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
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
      name: t('how.samples', 'Samples'),
      value: formatSamples(samples),
      how: t(
        'how.shares-are-good-to-about',
        'Shares are good to about {{samples}}. Under {{minSamplesForShares}} only counts are shown, under {{minSamplesForAdvice}} nothing is advised, under {{minSamplesWithoutCaution}} it carries a caution.',
        {
          samples: accuracyText(samples),
          minSamplesForShares: MIN_SAMPLES_FOR_SHARES,
          minSamplesForAdvice: MIN_SAMPLES_FOR_ADVICE,
          minSamplesWithoutCaution: MIN_SAMPLES_WITHOUT_CAUTION,
        }
      ),
    },
    {
      name: t('how.in-these-functions', 'In these functions'),
      value: formatSamples(samples - otherSamples),
      how: t('how.in-none-of-them', '{{samples}} − {{otherSamples}} in none of them.', {
        samples: samplesText(samples),
        otherSamples: formatSamples(otherSamples),
      }),
    },
  ];
}

function howOfRow(each: RequestRow, { samples: total, subject }: RequestView): HowLine[] {
  const { samples, share, range, serviceSelfShare, confirmation } = each;
  return [
    {
      name: t('how.self-95-percent-range', 'Self, 95 % range'),
      value:
        range === null
          ? t('how.samples-of-all', '{{samples}} of {{total}}', {
              samples: formatSamples(samples),
              total: formatSamples(total),
            })
          : `${formatShare(share)} (${rangeText(range)})`,
      how:
        range === null
          ? t('how.a-share-needs-samples-in', 'A share needs {{minSamplesForShares}} samples in the function.', {
              minSamplesForShares: MIN_SAMPLES_FOR_SHARES,
            })
          : t(
              'how.of-were-taken-while-it',
              "{{samples}} of {{total}} were taken while it ran. The range is Wilson's, which holds for few samples.",
              { samples: formatSamples(samples), total: samplesText(total) }
            ),
    },
    ...(serviceSelfShare === null
      ? []
      : [
          {
            name: t('how.service-self', 'Service self'),
            value: formatSharePrecise(serviceSelfShare),
            how: t(
              'how.of-the-whole-service-in',
              'Of the whole service in this window. Fix layer, place and worth are the service’s: a handful of samples confirms and does not rank.'
            ),
          },
        ]),
    ...(confirmation === null
      ? []
      : [
          {
            name: t('how.on-the-path-through-the', 'On the path through the fix site'),
            value: formatShare(confirmation.share),
            how: t(
              'how.of-of-in-the-service',
              '{{onPath}} of {{samples}} of {{subject}}, {{confirmation}}; in the service {{serviceShare}}. “same here” from half of that on, “not here” where the whole range lies below.',
              {
                onPath: formatSamples(confirmation.onPath),
                samples: samplesText(confirmation.samples),
                subject,
                confirmation: rangeText(confirmation),
                serviceShare: formatShare(confirmation.serviceShare),
              }
            ),
          },
        ]),
  ];
}

const rangeText = ({ low, high }: { readonly low: number; readonly high: number }) =>
  `${Math.round(100 * low)}${EN_DASH}${Math.round(100 * high)}`;
