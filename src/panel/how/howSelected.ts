/** Everything about the selected row that is a figure: the row, its path, its ways to fix, the ledger. */
import { t } from '../../shared/ui/i18n/translate';
import { howOfLedger } from './howLedger';
import { withLines, type HowSection } from './howLine';
import { howOfEntryPoints, howOfPath } from './howPath';
import { howLines, type HowInput } from './howRow';
import { howOfWays } from './howWays';

export function howOfSelected(input: HowInput): readonly HowSection[] {
  const { row, analysis } = input;
  return withLines([
    { title: t('how.row', 'Row'), lines: howLines(input) },
    { title: t('how.ways-to-fix', 'Ways to fix'), lines: howOfWays(row, analysis) },
    { title: t('how.gc-ledger', 'GC ledger'), lines: row.ledger === null ? [] : howOfLedger(row.ledger, analysis) },
    { title: t('how.path', 'Path'), lines: howOfPath(row, analysis) },
    { title: t('how.entry-points', 'Entry points'), lines: howOfEntryPoints(row) },
  ]);
}
