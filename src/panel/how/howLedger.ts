/** How the GC ledger's figures come about. */
import type { Analysis, GcLedger } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatShare, formatShareColumn, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { LEDGER_PARTS, LEDGER_SITES } from '../detail/ledgerParts';
import { samplesText, type HowLine } from './howLine';

/** What each part is the time of. */
const TIME_OF = {
  alloc: 'in the allocator, below the code that asks for memory',
  assist: 'in which code that allocates must help to mark',
  mark: 'in which the collector marks on its own threads',
  idleMark: 'in which it marks on cores that nothing else wanted; a saving does not count it as saved',
  sweep: 'in which freed memory is made ready again',
} as const;

export function howOfLedger(ledger: GcLedger, { profile, thresholds }: Pick<Analysis, 'profile' | 'thresholds'>): HowLine[] {
  const there = LEDGER_PARTS.filter(({ part }) => ledger[part] > 0);
  const total = there.reduce((sum, { part }) => sum + ledger[part], 0);
  const weight = (share: number) => formatWeight(share * profile.total, profile.unit);
  return total <= 0
    ? []
    : [
        {
          name: 'GC ledger',
          value: formatSharePrecise(total),
          how: `${there.map(({ part }) => formatShareColumn(ledger[part])).join(' + ')} % of ${weight(1)}. From ${formatShare(thresholds.gcLedger)} on it is a row of its own.`,
        },
        ...there.map(({ part, name }) => ({
          name,
          value: formatSharePrecise(ledger[part]),
          how: `${weight(ledger[part])} of ${weight(1)} ${TIME_OF[part]}.`,
        })),
        ...ledger.sites.slice(0, LEDGER_SITES).map(({ func, share, samples }) => ({
          name: qualifiedName(func),
          value: formatShare(share),
          how:
            ledger.basis === 'alloc-profile'
              ? 'Bytes with it as the nearest function of yours, of all bytes in the allocation profile of the same window.'
              : `${samplesText(samples)} of the ${weight(ledger.alloc)} in the allocator have it as the nearest function of yours.`,
        })),
      ];
}
