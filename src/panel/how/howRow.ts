/** How a row's figures come about: from how many samples, by which formula, against which threshold. */
import type { Analysis, Row, Thresholds } from '../../analysis/model';
import { worthHeader } from '../../analysis/wording';
import { formatInterval, formatSamples, formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { rowChangeDetail, rowChangeText } from '../change/rowChangeText';
import type { howOfChange } from '../change/tableChanges';
import { siteText } from './howLedger';
import { accuracyText, samplesText, type HowLine } from './howLine';
import { savingText } from './howWays';

export interface HowInput {
  readonly row: Row;
  readonly analysis: Pick<Analysis, 'profile' | 'quality' | 'thresholds'>;
  /** null without a baseline, or where the row has no change */
  readonly change: ReturnType<typeof howOfChange>;
}

export function howLines({ row, analysis, change }: HowInput): readonly HowLine[] {
  const { profile, quality, thresholds } = analysis;
  const whole = t('how.in', '{{total}} in {{samples}}', {
    total: formatWeight(profile.total, profile.unit),
    samples: samplesText(quality.samples),
  });
  const weight = (share: number) => formatWeight(share * profile.total, profile.unit);
  const { selfShare, cumShare, selfRaw, fanIn, saving, samples, family } = row;
  return [
    {
      name: t('how.self', 'Self'),
      value: formatSharePrecise(selfShare),
      how: t(
        'how.of-taken-while-it-ran',
        '{{selfShare}} of {{whole}}, taken while it ran, with the library internals that it calls. Its own frames alone: {{selfRaw}}.',
        { selfShare: weight(selfShare), whole, selfRaw: formatWeight(selfRaw, profile.unit) }
      ),
    },
    {
      name: t('how.cum', 'Cum'),
      value: formatSharePrecise(cumShare),
      how: t(
        'how.of-stacks-that-contain-it',
        '{{cumShare}} of {{whole}}: stacks that contain it, each once however often it recurs.',
        { cumShare: weight(cumShare), whole }
      ),
    },
    ...(fanIn.owned.length === 0
      ? []
      : [
          {
            name: t('how.callers', 'Callers'),
            value: formatShare(fanIn.owned[0].share),
            how: t(
              'how.largest-of-from-on-one',
              'Largest of {{owned}}: {{row}} From {{dominantCaller}} on, one caller is the place to fix.',
              {
                owned: formatSamples(fanIn.owned.length),
                row: callerText(row, quality.samples),
                dominantCaller: formatShare(thresholds.dominantCaller),
              }
            ),
          },
        ]),
    ...(saving === null || row.verdict !== 'fix'
      ? []
      : [
          {
            name: t('how.worth', 'Worth ({{kind}})', { kind: worthHeader(profile.kind) }),
            value: formatInterval(saving),
            how: t('how.below-a-fix-goes-to', '{{row}} Below {{minWorth}} a fix goes to the end.', {
              row: savingText(row, family, saving, quality.samples),
              minWorth: formatShare(thresholds.minWorth),
            }),
          },
        ]),
    ...(change === null
      ? []
      : [
          {
            name: t('how.change', 'Change'),
            value: rowChangeText(change.of),
            how: t('how.corrected-for-the-number-of', '{{of}} Corrected for the number of rows.', {
              of: rowChangeDetail(change.of, change),
            }),
          },
        ]),
    {
      name: 'n',
      value: formatSamples(samples),
      how: t(
        'how.behind-this-row-shares-of',
        '{{samples}} behind this row: shares of it are good to about {{samples2}}. {{samples3}}',
        { samples: samplesText(samples), samples2: accuracyText(samples), samples3: verdictsNeed(samples, thresholds) }
      ),
    },
  ];
}

/** The collector's callers are who allocates, counted in the allocator and not in all that the row stands for. */
const callerText = ({ ledger, fanIn: { owned }, samples }: Row, ofProfile: number): string =>
  ledger === null
    ? t('how.of-at-the-first-function', '{{samples}} of {{samples2}}, at the first function of yours above it.', {
        samples: samplesText(owned[0].samples),
        samples2: samplesText(samples),
      })
    : siteText(ledger, owned[0].samples, ofProfile);

const verdictsNeed = (samples: number, { minSamplesRow }: Thresholds) =>
  samples < minSamplesRow
    ? t('how.a-verdict-needs', 'A verdict needs {{minSamplesRow}}.', { minSamplesRow: formatSamples(minSamplesRow) })
    : t('how.it-has-the-that-a', 'It has the {{minSamplesRow}} that a verdict needs.', {
        minSamplesRow: formatSamples(minSamplesRow),
      });
