/** How the GC ledger's figures come about. */
import type { Analysis, GcLedger } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import {
  formatSamples,
  formatShare,
  formatShareColumn,
  formatSharePrecise,
  formatWeight,
  NBSP,
} from '../../shared/lib/format';
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

export function howOfLedger(
  ledger: GcLedger,
  { profile, quality, thresholds }: Pick<Analysis, 'profile' | 'quality' | 'thresholds'>
): HowLine[] {
  const there = LEDGER_PARTS.filter(({ part }) => ledger[part] > 0);
  const total = there.reduce((sum, { part }) => sum + ledger[part], 0);
  const weight = (share: number) => formatWeight(share * profile.total, profile.unit);
  return total <= 0
    ? []
    : [
        {
          name: 'GC ledger',
          value: formatSharePrecise(total),
          how: `${there.map(({ part }) => formatShareColumn(ledger[part])).join(' + ')}${NBSP}% of ${weight(1)}. From ${formatShare(thresholds.gcLedger)} on it is a row of its own.`,
        },
        ...there.map(({ part, name }) => ({
          name,
          value: formatSharePrecise(ledger[part]),
          how: `${weight(ledger[part])} of ${weight(1)} ${TIME_OF[part]}.`,
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
    ? 'Bytes with it as the nearest function of yours, of all bytes in the allocation profile of the same window.'
    : `${formatSamples(samples)} of ${samplesText(Math.round(alloc * ofProfile))} in the allocator have it as the nearest function of yours.`;
