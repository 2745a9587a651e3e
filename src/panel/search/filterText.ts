/** Filters in words. */
import type { StackFilter } from '../../analysis';
import { formatShare } from '../../shared/lib/format';

const what: Record<StackFilter['by'], string> = { function: '', package: 'package ', pattern: 'matching ' };

/** `Hidden: regexp.Compile`, `Only: package crypto/tls`, `Hidden: handle in src/a.js` */
export const filterText = ({ effect, by, text, file }: StackFilter): string =>
  `${effect === 'hide' ? 'Hidden' : 'Only'}: ${what[by]}${text}${file === undefined ? '' : ` in ${file || 'no file'}`}`;

/** What it took; null while that is being found out. */
export const removedText = (removed: number | null): string =>
  removed === null ? '…' : removed > 0 ? `${formatShare(removed)} removed` : 'nothing removed';

export const leftText = (share: number): string =>
  share > 0
    ? `Shares and savings are of the ${formatShare(share)} that is left.`
    : 'Nothing is left. Take a filter away to see a profile again.';
