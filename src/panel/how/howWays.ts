/** How a predicted saving comes about. */
import { savingParts } from '../../analysis/saving';
import type { Analysis, FixFamily, Interval, Row } from '../../analysis/model';
import { familyText } from '../../analysis/wording';
import { formatInterval, formatSharePrecise, formatShare } from '../../shared/lib/format';
import type { HowLine } from './howLine';

/** What the text's figure may differ from the one on screen: less than its last digit. */
const ALIKE = 0.005;

/** The ways to fix of a row, each with its own prediction. */
export function howOfWays(row: Row, { quality, thresholds }: Pick<Analysis, 'quality' | 'thresholds'>): HowLine[] {
  return row.ways.map(({ family, saving }) => ({
    name: familyText(family, row).title,
    value: formatInterval(saving),
    how: `${savingText(row, family, saving, quality.samples)}${family === 'setting' ? ` A setting stands behind every code change worth ${formatShare(thresholds.policyAfter)}.` : ''}`,
  }));
}

/**
 * Share touched × part removed. Where the engine took another estimate than that of the family (an edit that reaches several
 * callees at once), the parts would not give the figure, and only what holds is said.
 */
export function savingText(row: Row, family: FixFamily | null, saving: Interval, samples: number): string {
  const { touched } = row;
  const range = `8 of 10 such fixes lie between ${formatSharePrecise(saving.p10)} and ${formatSharePrecise(saving.p90)}; the figure is the median.`;
  if (touched === null || family === null) {
    return `Share that the edit touches × the part of it that such an edit usually removes. ${range}`;
  }
  const collected = touched.offStack > 0 ? ` and ${formatSharePrecise(touched.offStack)} of collection` : '';
  const seen = `${formatSharePrecise(touched.onStack)} on the stacks that the edit changes${collected}`;
  const parts = savingParts({ share: touched.onStack, collected: touched.offStack, samples }, family);
  const isSame = Math.abs(parts.interval.p50 - saving.p50) < ALIKE && Math.abs(parts.interval.p90 - saving.p90) < ALIKE;
  return isSame
    ? `${seen}; with what goes along unseen ${formatSharePrecise(parts.touched)} × ${formatShare(parts.removed)} that such an edit removes = ${formatSharePrecise(parts.mean)} on average. ${range}`
    : `${seen} × the part of it that such an edit usually removes. ${range}`;
}
