/** How a row's figures come about: from how many samples, by which formula, against which threshold. */
import type { Analysis, Row, Thresholds } from '../../analysis/model';
import { worthHeader } from '../../analysis/wording';
import { formatInterval, formatSamples, formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { rowChangeDetail, rowChangeText } from '../change/changeText';
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
  const whole = `${formatWeight(profile.total, profile.unit)} in ${samplesText(quality.samples)}`;
  const weight = (share: number) => formatWeight(share * profile.total, profile.unit);
  const { selfShare, cumShare, selfRaw, fanIn, saving, samples, family } = row;
  return [
    {
      name: 'Self',
      value: formatSharePrecise(selfShare),
      how: `${weight(selfShare)} of ${whole}, taken while it ran, with the library internals that it calls. Its own frames alone: ${formatWeight(selfRaw, profile.unit)}.`,
    },
    {
      name: 'Cum',
      value: formatSharePrecise(cumShare),
      how: `${weight(cumShare)} of ${whole}: stacks that contain it, each once however often it recurs.`,
    },
    ...(fanIn.owned.length === 0
      ? []
      : [
          {
            name: 'Callers',
            value: formatShare(fanIn.owned[0].share),
            how: `Largest of ${formatSamples(fanIn.owned.length)}: ${callerText(row, quality.samples)} From ${formatShare(thresholds.dominantCaller)} on, one caller is the place to fix.`,
          },
        ]),
    ...(saving === null || row.verdict !== 'fix'
      ? []
      : [
          {
            name: `Worth (${worthHeader(profile.kind)})`,
            value: formatInterval(saving),
            how: `${savingText(row, family, saving, quality.samples)} Below ${formatShare(thresholds.minWorth)} a fix goes to the end.`,
          },
        ]),
    ...(change === null
      ? []
      : [
          {
            name: 'Change',
            value: rowChangeText(change.of),
            how: `${rowChangeDetail(change.of, change)} Corrected for the number of rows.`,
          },
        ]),
    {
      name: 'n',
      value: formatSamples(samples),
      how: `${samplesText(samples)} behind this row: shares of it are good to about ${accuracyText(samples)}. ${verdictsNeed(samples, thresholds)}`,
    },
  ];
}

/** The collector's callers are who allocates, counted in the allocator and not in all that the row stands for. */
const callerText = ({ ledger, fanIn: { owned }, samples }: Row, ofProfile: number): string =>
  ledger === null
    ? `${samplesText(owned[0].samples)} of ${samplesText(samples)}, at the first function of yours above it.`
    : siteText(ledger, owned[0].samples, ofProfile);

const verdictsNeed = (samples: number, { minSamplesRow }: Thresholds) =>
  samples < minSamplesRow
    ? `A verdict needs ${formatSamples(minSamplesRow)}.`
    : `It has the ${formatSamples(minSamplesRow)} that a verdict needs.`;
