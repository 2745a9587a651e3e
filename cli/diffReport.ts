/** `--base` as text: the total, then the functions whose cost changed, largest change first. */
import { type Colors } from 'picocolors/types';
import {
  comparedName,
  type DiffReport,
  type DiffRow,
  diffStatusText,
  formatChange,
  formatChangeInterval,
  wholeText,
} from '../src/analysis';
import { formatWeight, NOT_APPLICABLE } from '../src/shared/lib/format';
import { safeText } from '../src/shared/lib/markdown';
import { createTable } from './table';

export interface DiffReportOptions {
  readonly paint: Colors;
  readonly maxRows: number;
}

export function formatDiffReport(diff: DiffReport, { paint, maxRows }: DiffReportOptions): string {
  const changed = changedRows(diff);
  const lines = [paint.bold('Against the base'), diffTotalText(diff)];
  if (changed.length === 0) {
    return `${[...lines, NOTHING_CHANGED].join('\n')}\n`;
  }
  const table = createTable([
    { head: paint.dim('Function') },
    { head: paint.dim('Base'), align: 'right' },
    { head: paint.dim('Now'), align: 'right' },
    { head: paint.dim('Change'), align: 'right' },
    { head: paint.dim('95 % interval') },
    { head: paint.dim('') },
  ]);
  for (const row of changed.slice(0, maxRows)) {
    table.push([
      safeText(comparedName(row.func)),
      formatWeight(row.costBefore, diff.unit),
      formatWeight(row.costAfter, diff.unit),
      formatChange(row.ratio),
      // What is new has no ratio, and a lower bound of it says nothing.
      row.ratio === null ? NOT_APPLICABLE : formatChangeInterval(row),
      diffStatusText(row.status),
    ]);
  }
  const left = changed.length - maxRows;
  const more = left > 0 ? [paint.dim(`${left} more changed: --top ${changed.length}`)] : [];
  return `${[...lines, '', table.toString(), ...more].join('\n')}\n`;
}

const NOTHING_CHANGED = 'No function changed beyond chance.';

/** Rows beyond chance; what stayed the same says nothing. */
export const changedRows = ({ rows }: DiffReport): readonly DiffRow[] => rows.filter(({ status }) => status !== 'same');

/** What is compared, and how the whole changed, in one sentence. */
export function diffTotalText({ total, unit, loads, kind }: DiffReport): string {
  const perLoad = loads.before !== 1 || loads.after !== 1;
  const what = perLoad ? `Total ${wholeText(kind)}` : 'Total of each profile as it is (not per request)';
  const from = `${formatWeight(total.costBefore, unit)} to ${formatWeight(total.costAfter, unit)}`;
  return `${what}: ${from}, ${formatChange(total.ratio)} (${formatChangeInterval(total)}).`;
}
