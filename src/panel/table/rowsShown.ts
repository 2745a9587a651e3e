/** Which rows the table shows before "Show all": every row with a fix, then the best others up to a handful. */
import type { Row } from '../../analysis/model';

export const ROWS_AT_FIRST = 9;
/** Fewer rows than this are not worth a control. */
const WORTH_HIDING = 3;

/** Order is the analysis' own; nothing is sorted here. A selected row is always among them. */
export function rowsShown(rows: readonly Row[], showAll: boolean, selectedId: string | null): readonly Row[] {
  if (showAll || rows.length <= ROWS_AT_FIRST) {
    return rows;
  }
  const fixes = rows.filter((row) => row.verdict === 'fix').length;
  let others = Math.max(0, ROWS_AT_FIRST - fixes);
  const shown = rows.filter((row) => row.verdict === 'fix' || others-- > 0 || row.id === selectedId);
  return rows.length - shown.length < WORTH_HIDING ? rows : shown;
}
