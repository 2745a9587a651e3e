/**
 * Label selectors as Pyroscope takes them (PromQL's instant selector without a metric name), read and written.
 *
 * Read here only to say early and in place what is wrong, to add ad-hoc filters, and to tidy what variables left
 * behind; the server stays the judge of regular expressions. Grammar: Prometheus' `ParseMetricSelector`.
 */
import { quotePromString, unquotePromString } from '../../shared/lib/promString';
import { t } from '../../shared/ui/i18n/translate';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  /** label name; a name with other characters than letters, digits and `_` is quoted when written */
  readonly name: string;
  readonly operator: MatchOperator;
  /** value without quotes and escapes */
  readonly value: string;
}

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

const token = {
  space: /\s*/y,
  name: /[a-zA-Z_][a-zA-Z0-9_]*/y,
  operator: /=~|!~|!=|=/y,
  string: /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/y,
};

/**
 * `{a="x", b=~"y|z"}` as matchers. Empty places between commas are skipped: a variable without value leaves them.
 *
 * @returns an empty list for `{}` and for blank text, both of which mean everything
 * @throws LabelSelectorError
 */
export function parseLabelSelector(selector: string): Matcher[] {
  const matchers: Matcher[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(selector)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const expect = (found: string, what: string): string => {
    if (!found) {
      throw new LabelSelectorError(selector, at, what);
    }
    return found;
  };
  const unquoted = (literal: string): string => {
    const text = unquotePromString(literal);
    if (text === null) {
      at -= literal.length;
      throw new LabelSelectorError(
        selector,
        at,
        'escapes such as \\\\ or \\n only (a regular expression needs \\\\d for \\d)'
      );
    }
    return text;
  };
  const takeChar = (char: string): boolean => {
    take(token.space);
    const isThere = selector[at] === char;
    at += isThere ? 1 : 0;
    return isThere;
  };

  take(token.space);
  if (at === selector.length) {
    return [];
  }
  expect(takeChar('{') ? '{' : '', '{');
  while (!takeChar('}')) {
    if (takeChar(',')) {
      continue;
    }
    const quotedName = take(token.string);
    const name = quotedName
      ? unquoted(quotedName)
      : expect(take(token.name), t('query.a-label-name-or', 'a label name or }'));
    take(token.space);
    const operator = expect(take(token.operator), t('query.an-operator', '=, !=, =~ or !~')) as MatchOperator;
    take(token.space);
    const value = unquoted(expect(take(token.string), t('query.a-value-in-quotes', 'a value in quotes')));
    matchers.push({ name, operator, value });
    if (!takeChar(',') && selector[at] !== '}') {
      throw new LabelSelectorError(selector, at, t('query.comma-or-brace', ', or }'));
    }
  }
  take(token.space);
  if (at < selector.length) {
    throw new LabelSelectorError(selector, at, t('query.nothing-after', 'nothing after }'));
  }
  return matchers;
}

export function formatLabelSelector(matchers: readonly Matcher[]): string {
  const texts = matchers.map(({ name, operator, value }) => `${quoteName(name)}${operator}${quotePromString(value)}`);
  return `{${texts.join(',')}}`;
}

/** The matchers and those of `added` that are not among them; all must hold. */
export function withMatchers(matchers: readonly Matcher[], added: readonly Matcher[]): Matcher[] {
  const isThere = (matcher: Matcher) =>
    matchers.some(
      (other) => other.name === matcher.name && other.operator === matcher.operator && other.value === matcher.value
    );
  return [...matchers, ...added.filter((matcher) => !isThere(matcher))];
}

/** Text as a part of a regular expression that matches just this text (RE2 and JavaScript agree on these escapes). */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Alternatives as one regular expression. Pyroscope anchors it at both ends. */
export function oneOf(values: readonly string[]): string {
  return values.length === 1 ? escapeRegex(values[0]) : `(${values.map(escapeRegex).join('|')})`;
}

/** A label name as a selector writes it: in quotes where it has other characters than letters, digits and `_`. */
export function quoteName(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : quotePromString(name);
}
