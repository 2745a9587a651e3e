/** Filters in words. */
import type { StackFilter } from '../../analysis';
import { formatShare } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';

/** `Hidden: regexp.Compile`, `Only: package crypto/tls`, `Hidden: handle in src/a.js` */
export function filterText({ effect, by, text, file }: StackFilter): string {
  const what =
    file === undefined
      ? whatText(by, text)
      : t('search.in-file', '{{what}} in {{file}}', {
          what: whatText(by, text),
          file: file || t('search.no-file', 'no file'),
        });
  return effect === 'hide'
    ? t('search.hidden', 'Hidden: {{what}}', { what })
    : t('search.only-what', 'Only: {{what}}', { what });
}

function whatText(by: StackFilter['by'], text: string): string {
  switch (by) {
    case 'function':
      return text;
    case 'package':
      return t('search.package-name', 'package {{name}}', { name: text });
    case 'pattern':
      return t('search.matching', 'matching {{pattern}}', { pattern: text });
  }
}

/** What it took; null while that is being found out. */
export const removedText = (removed: number | null): string =>
  removed === null
    ? '…'
    : removed > 0
      ? t('search.removed', '{{removed}} removed', { removed: formatShare(removed) })
      : t('search.nothing-removed', 'nothing removed');

export const leftText = (share: number): string =>
  share > 0
    ? t('search.shares-and-savings-are-of', 'Shares and savings are of the {{share}} that is left.', {
        share: formatShare(share),
      })
    : t('search.nothing-is-left-take-a', 'Nothing is left. Take a filter away to see a profile again.');
