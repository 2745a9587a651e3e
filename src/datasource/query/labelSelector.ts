/**
 * Label selectors with what is wrong with them in words, ad-hoc filters added.
 *
 * Read here only to say early and in place what is wrong, to add ad-hoc filters, and to tidy what variables left
 * behind; the server stays the judge of regular expressions.
 */
import { readLabelSelector, type Matcher, type SelectorPart } from '../../shared/lib/labelSelector';
import { t } from '../../shared/ui/i18n/translate';

export {
  escapeRegex,
  formatLabelSelector,
  oneOf,
  quoteName,
  type Matcher,
  type MatchOperator,
} from '../../shared/lib/labelSelector';

/** What is wrong with a selector, and where (`at` = index of a character, 0 = the first). */
export class LabelSelectorError extends Error {
  constructor(
    readonly selector: string,
    readonly at: number,
    readonly expected: string
  ) {
    const found = at < selector.length ? `“${selector.slice(at, at + 12)}”` : t('query.the-end', 'the end');
    super(
      t('query.expected-at-position-found', 'expected {{expected}} at position {{at}}, found {{found}}', {
        expected,
        at: at + 1,
        found,
      })
    );
    this.name = 'LabelSelectorError';
  }
}

/**
 * {@link readLabelSelector}, for those who can't go on with a selector that is wrong.
 * @throws LabelSelectorError
 */
export function parseLabelSelector(selector: string): Matcher[] {
  const read = readLabelSelector(selector);
  if ('expected' in read) {
    throw new LabelSelectorError(selector, read.at, partText(read.expected));
  }
  return [...read];
}

function partText(part: SelectorPart): string {
  switch (part) {
    case 'open':
      return '{';
    case 'name':
      return t('query.a-label-name-or', 'a label name or }');
    case 'operator':
      return t('query.an-operator', '=, !=, =~ or !~');
    case 'value':
      return t('query.a-value-in-quotes', 'a value in quotes');
    case 'escapes':
      return 'escapes such as \\\\ or \\n only (a regular expression needs \\\\d for \\d)';
    case 'separator':
      return t('query.comma-or-brace', ', or }');
    case 'end':
      return t('query.nothing-after', 'nothing after }');
  }
}

/** The matchers and those of `added` that are not among them; all must hold. */
export function withMatchers(matchers: readonly Matcher[], added: readonly Matcher[]): Matcher[] {
  const isThere = (matcher: Matcher) =>
    matchers.some(
      (other) => other.name === matcher.name && other.operator === matcher.operator && other.value === matcher.value
    );
  return [...matchers, ...added.filter((matcher) => !isThere(matcher))];
}
