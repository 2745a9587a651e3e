/** Parts of the GC ledger in the order in which they stand. */
import type { GcLedger } from '../../analysis/model';
import { t } from '../../shared/ui/i18n/translate';

export type LedgerPart = keyof Pick<GcLedger, 'alloc' | 'assist' | 'mark' | 'idleMark' | 'sweep'>;

export const ledgerParts = (): ReadonlyArray<{
  readonly part: LedgerPart;
  readonly name: string;
  readonly note: string;
}> => [
  { part: 'alloc', name: t('detail.alloc', 'Alloc'), note: '' },
  { part: 'assist', name: t('detail.assist', 'Assist'), note: '' },
  { part: 'mark', name: t('detail.mark', 'Mark'), note: '' },
  {
    part: 'idleMark',
    name: t('detail.idle-mark', 'Idle mark'),
    note: t('detail.runs-on-spare-cores', 'runs on spare cores'),
  },
  { part: 'sweep', name: t('detail.sweep', 'Sweep'), note: '' },
];

/** Allocating sites that are named. */
export const LEDGER_SITES = 3;
