/** How a row's figures come about: from how many samples, by which formula, against which threshold. Pure, for a card. */
import type { Analysis, Row, Thresholds } from '../../analysis/model';
import type { RowChange } from '../../analysis';
import { worthHeader } from '../../analysis/wording';
import { formatInterval, formatSamples, formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { accuracyPoints } from '../../correlate/sampleFloor';
import { rowChangeDetail, rowChangeText } from '../change/changeText';

export interface HowLine {
  /** head of the column */
  readonly name: string;
  /** as it stands in the table */
  readonly value: string;
  readonly how: string;
}

export interface HowInput {
  readonly row: Row;
  readonly analysis: Pick<Analysis, 'profile' | 'quality' | 'thresholds'>;
  /** null without a baseline, or where the row has no change */
  readonly change: { readonly of: RowChange; readonly unit: string; readonly per: 'request' | 'second' } | null;
}

const samplesText = (count: number) => `${formatSamples(count)} ${Math.round(count) === 1 ? 'sample' : 'samples'}`;

export function howLines({ row, analysis, change }: HowInput): readonly HowLine[] {
  const { profile, quality, thresholds } = analysis;
  const whole = `${formatWeight(profile.total, profile.unit)} in ${samplesText(quality.samples)}`;
  const { selfShare, cumShare, selfRaw, cumRaw, fanIn, saving, samples } = row;
  return [
    {
      name: 'Self',
      value: formatSharePrecise(selfShare),
      how: `Samples taken while it ran, with the library internals that it calls, of ${whole}. Its own frames alone: ${formatWeight(selfRaw, profile.unit)}.`,
    },
    {
      name: 'Cum',
      value: formatSharePrecise(cumShare),
      how: `Stacks that contain it, each once however often it recurs: ${formatWeight(cumRaw, profile.unit)}, of ${whole}.`,
    },
    ...(fanIn.owned.length === 0
      ? []
      : [
          {
            name: 'Callers',
            value: formatShare(fanIn.owned[0].share),
            how: `Largest of ${formatSamples(fanIn.owned.length)}: ${samplesText(fanIn.owned[0].samples)} of ${samplesText(samples)}, at the first function of yours above it. From ${formatShare(thresholds.dominantCaller)} on, one caller is the place to fix.`,
          },
        ]),
    ...(saving === null || row.verdict !== 'fix'
      ? []
      : [
          {
            name: `Worth (${worthHeader(profile.kind)})`,
            value: formatInterval(saving),
            how: `${touchedText(row)} The range holds in 8 of 10 fixes. Below ${formatShare(thresholds.minWorth)} a fix goes to the end.`,
          },
        ]),
    ...(change === null
      ? []
      : [
          {
            name: 'Change',
            value: rowChangeText(change.of),
            how: `${rowChangeDetail(change.of, change.unit, change.per)} Corrected for the number of rows.`,
          },
        ]),
    {
      name: 'n',
      value: formatSamples(samples),
      how: `${samplesText(samples)} behind this row: shares of it are good to about ${accuracyPoints(samples)} points. ${verdictsNeed(samples, thresholds)}`,
    },
  ];
}

/** The saving is share touched × part removed, the part with a range of its own. */
function touchedText({ touched }: Row): string {
  if (touched === null) {
    return 'Share that the edit touches × the part of it that such an edit usually removes.';
  }
  const collection = touched.offStack > 0 ? ` and ${formatSharePrecise(touched.offStack)} of collection` : '';
  return `${formatSharePrecise(touched.onStack)} on the stacks that the edit changes${collection} × the part of it that such an edit usually removes.`;
}

const verdictsNeed = (samples: number, { minSamplesRow }: Thresholds) =>
  samples < minSamplesRow
    ? `A verdict needs ${formatSamples(minSamplesRow)}.`
    : `It has the ${formatSamples(minSamplesRow)} that a verdict needs.`;
