/** Parts of the GC ledger in the order in which they stand. */
import type { GcLedger } from '../../analysis/model';

export type LedgerPart = keyof Pick<GcLedger, 'alloc' | 'assist' | 'mark' | 'idleMark' | 'sweep'>;

export const LEDGER_PARTS: ReadonlyArray<{ readonly part: LedgerPart; readonly name: string; readonly note: string }> =
  [
    { part: 'alloc', name: 'Alloc', note: '' },
    { part: 'assist', name: 'Assist', note: '' },
    { part: 'mark', name: 'Mark', note: '' },
    { part: 'idleMark', name: 'Idle mark', note: 'runs on spare cores' },
    { part: 'sweep', name: 'Sweep', note: '' },
  ];

/** Allocating sites that are named. */
export const LEDGER_SITES = 3;
