/** What a label can be compared with a value by, in the order in which it is offered. */
import { t } from '../../../shared/ui/i18n/translate';
import type { MatchOperator } from '../../query/labelSelector';

export const matchOperators = (): Array<{ readonly value: MatchOperator; readonly description: string }> => [
  { value: '=', description: t('editor.equals', 'Equals') },
  { value: '!=', description: t('editor.does-not-equal', 'Does not equal') },
  {
    value: '=~',
    description: t('editor.matches-the-whole-regular-expression', 'Matches the whole regular expression'),
  },
  {
    value: '!~',
    description: t('editor.does-not-match-the-regular', 'Does not match the regular expression'),
  },
];
