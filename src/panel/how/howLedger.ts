/** How the GC ledger's figures come about. */
import type { Analysis, GcLedger } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import {
  formatSamples,
  formatShare,
  formatShareColumn,
  formatSharePrecise,
  formatWeight,
} from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { ledgerParts, LEDGER_SITES } from '../detail/ledgerParts';
import { samplesText, type HowLine } from './howLine';

/** What each part is the time of. */
const timeOf = () =>
  ({
    alloc: t('how.in-the-allocator-below-the', 'in the allocator, below the code that asks for memory'),
    assist: t('how.in-which-code-that-allocates', 'in which code that allocates must help to mark'),
    mark: t('how.in-which-the-collector-marks', 'in which the collector marks on its own threads'),
    idleMark: t(
      'how.in-which-it-marks-on',
      'in which it marks on cores that nothing else wanted; a saving does not count it as saved'
    ),
    sweep: t('how.in-which-freed-memory-is', 'in which freed memory is made ready again'),
  }) as const;

export function howOfLedger(
  ledger: GcLedger,
  { profile, quality, thresholds }: Pick<Analysis, 'profile' | 'quality' | 'thresholds'>
): HowLine[] {
  const there = ledgerParts().filter(({ part }) => ledger[part] > 0);
  const total = there.reduce((sum, { part }) => sum + ledger[part], 0);
  const weight = (share: number) => formatWeight(share * profile.total, profile.unit);
  return total <= 0
    ? []
    : [
        {
          name: t('how.gc-ledger', 'GC ledger'),
          value: formatSharePrecise(total),
          how: t(
            'how.percent-of-from-on-it',
            '{{there}}\u00a0% of {{value}}. From {{gcLedger}} on it is a row of its own.',
            {
              there: there.map(({ part }) => formatShareColumn(ledger[part])).join(' + '),
              value: weight(1),
              gcLedger: formatShare(thresholds.gcLedger),
            }
          ),
        },
        ...there.map(({ part, name }) => ({
          name,
          value: formatSharePrecise(ledger[part]),
          how: t('how.part-of-value', '{{part}} of {{value}} {{part2}}.', {
            part: weight(ledger[part]),
            value: weight(1),
            part2: timeOf()[part],
          }),
        })),
        ...ledger.sites.slice(0, LEDGER_SITES).map(({ func, share, samples }) => ({
          name: qualifiedName(func),
          value: formatShare(share),
          how: siteText(ledger, samples, quality.samples),
        })),
      ];
}

/** @param samples of the site in the allocator @param ofProfile samples of the whole profile */
export const siteText = ({ basis, alloc }: GcLedger, samples: number, ofProfile: number): string =>
  basis === 'alloc-profile'
    ? t(
        'how.bytes-with-it-as-the',
        'Bytes with it as the nearest function of yours, of all bytes in the allocation profile of the same window.'
      )
    : t(
        'how.of-in-the-allocator-have',
        '{{samples}} of {{alloc}} in the allocator have it as the nearest function of yours.',
        { samples: formatSamples(samples), alloc: samplesText(Math.round(alloc * ofProfile)) }
      );
