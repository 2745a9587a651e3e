/** Changes as the table takes them. */
import type { TimeZone } from '@grafana/data';
import type { Row, RowChange } from '../../analysis';
import { baselineText } from './baselineText';
import type { ChangesState } from './useChanges';

export interface TableChanges {
  /** id of the row → its change; null while they are read */
  readonly rows: ReadonlyMap<string, RowChange> | null;
  readonly unit: string;
  readonly per: 'request' | 'second';
  /** the baseline by name; '' while it is read */
  readonly against: string;
}

/** null where the table has no column of changes. */
export function tableChangesOf(state: ChangesState, timeZone: TimeZone): TableChanges | null {
  switch (state.kind) {
    case 'reading':
      return { rows: null, unit: '', per: 'request', against: '' };
    case 'ready':
      return {
        rows: new Map(state.changes.rows.map((change) => [change.id, change])),
        unit: state.changes.unit,
        per: state.per,
        against: baselineText(state.comparison, timeZone),
      };
    default:
      return null;
  }
}

/** One row's change with what it is measured in; null without a baseline, and for a row that has none. */
export function howOfChange(changes: TableChanges | null, rowId: string) {
  const of = changes?.rows?.get(rowId);
  return changes === null || of === undefined
    ? null
    : { of, unit: changes.unit, per: changes.per, against: changes.against };
}

/** Largest growth first, what shrank last; what is not known stays where it is, behind. */
export function sortByChange(rows: readonly Row[], changes: TableChanges | null): readonly Row[] {
  const known = changes?.rows;
  if (!known) {
    return rows;
  }
  const growth = ({ id }: Row) => {
    const change = known.get(id);
    return change === undefined ? -Infinity : change.costAfter - change.costBefore;
  };
  return [...rows].sort((a, b) => growth(b) - growth(a) || 0);
}
