/** How a predicted saving comes about. */
import { INTERVALS_HELD, savingParts } from '../../analysis/saving';
import type { Analysis, FixFamily, Interval, Row } from '../../analysis/model';
import { familyText } from '../../analysis/wording';
import { formatInterval, formatSharePrecise, formatShare } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { HowLine } from './howLine';

/** What the text's figure may differ from the one on screen: less than its last digit. */
const ALIKE = 0.005;

/** The ways to fix of a row, each with its own prediction. */
export function howOfWays(row: Row, { quality, thresholds }: Pick<Analysis, 'quality' | 'thresholds'>): HowLine[] {
  return row.ways.map(({ family, saving }) => ({
    name: familyText(family, row).title,
    value: formatInterval(saving),
    how:
      family === 'setting'
        ? t(
            'how.setting-stands-behind',
            '{{saving}} A setting stands behind every code change worth {{policyAfter}}.',
            {
              saving: savingText(row, family, saving, quality.samples),
              policyAfter: formatShare(thresholds.policyAfter),
            }
          )
        : savingText(row, family, saving, quality.samples),
  }));
}

/**
 * Share touched × part removed. Where the engine took another estimate than that of the family (an edit that reaches several
 * callees at once), the parts would not give the figure, and only what holds is said.
 */
export function savingText(row: Row, family: FixFamily | null, saving: Interval, samples: number): string {
  const { touched } = row;
  const range = t(
    'how.the-range-and-how-often-it-held',
    'It lies between {{p10}} and {{p90}}, the figure is the median. Such ranges held in {{held}} of {{of}} measured fixes.',
    { p10: formatSharePrecise(saving.p10), p90: formatSharePrecise(saving.p90), ...INTERVALS_HELD }
  );
  if (touched === null || family === null) {
    return t(
      'how.share-that-the-edit-touches',
      'Share that the edit touches × the part of it that such an edit usually removes. {{range}}',
      { range }
    );
  }
  const collected =
    touched.offStack > 0
      ? t('how.and-of-collection', ' and {{offStack}} of collection', {
          offStack: formatSharePrecise(touched.offStack),
        })
      : '';
  const seen = t('how.on-the-stacks-that-the', '{{onStack}} on the stacks that the edit changes{{collected}}', {
    onStack: formatSharePrecise(touched.onStack),
    collected,
  });
  const parts = savingParts({ share: touched.onStack, collected: touched.offStack, samples }, family);
  const isSame = Math.abs(parts.interval.p50 - saving.p50) < ALIKE && Math.abs(parts.interval.p90 - saving.p90) < ALIKE;
  return isSame
    ? t(
        'how.with-what-goes-along-unseen',
        '{{seen}}; with what goes along unseen {{touched}} × {{removed}} that such an edit removes = {{mean}} on average. {{range}}',
        {
          seen,
          touched: formatSharePrecise(parts.touched),
          removed: formatShare(parts.removed),
          mean: formatSharePrecise(parts.mean),
          range,
        }
      )
    : t('how.the-part-of-it-that', '{{seen}} × the part of it that such an edit usually removes. {{range}}', {
        seen,
        range,
      });
}
