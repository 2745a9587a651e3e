/** Everything about the selected row that is a figure: the row, its path, its ways to fix, the ledger. */
import { howOfLedger } from './howLedger';
import { withLines, type HowSection } from './howLine';
import { howOfEntryPoints, howOfPath } from './howPath';
import { howLines, type HowInput } from './howRow';
import { howOfWays } from './howWays';

export function howOfSelected(input: HowInput): readonly HowSection[] {
  const { row, analysis } = input;
  return withLines([
    { title: 'Row', lines: howLines(input) },
    { title: 'Ways to fix', lines: howOfWays(row, analysis) },
    { title: 'GC ledger', lines: row.ledger === null ? [] : howOfLedger(row.ledger, analysis) },
    { title: 'Path', lines: howOfPath(row, analysis) },
    { title: 'Entry points', lines: howOfEntryPoints(row) },
  ]);
}
