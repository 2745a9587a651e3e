/**
 * Label selectors as Pyroscope takes them (PromQL's instant selector without a metric name), read and written.
 * Grammar: Prometheus' `ParseMetricSelector`.
 */
import { quotePromString, unquotePromString } from './promString';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  /** label name; a name with other characters than letters, digits and `_` is quoted when written */
  readonly name: string;
  readonly operator: MatchOperator;
  /** value without quotes and escapes */
  readonly value: string;
}

/** What a selector lacks at the place where reading it ends. */
export type SelectorPart = 'open' | 'name' | 'operator' | 'value' | 'escapes' | 'separator' | 'end';

/** A selector that can't be read: what is missing, and where (`at` = index of a character, 0 = the first). */
export interface SelectorFault {
  readonly at: number;
  readonly expected: SelectorPart;
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
 */
export function readLabelSelector(selector: string): readonly Matcher[] | SelectorFault {
  const matchers: Matcher[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(selector)?.[0] ?? '';
    at += found.length;
    return found;
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
  if (!takeChar('{')) {
    return { at, expected: 'open' };
  }
  while (!takeChar('}')) {
    if (takeChar(',')) {
      continue;
    }
    const nameAt = at;
    const quotedName = take(token.string);
    const name = quotedName ? unquotePromString(quotedName) : take(token.name);
    if (name === null) {
      return { at: nameAt, expected: 'escapes' };
    }
    if (!quotedName && name === '') {
      return { at, expected: 'name' };
    }
    take(token.space);
    const operator = take(token.operator);
    if (!operator) {
      return { at, expected: 'operator' };
    }
    take(token.space);
    const valueAt = at;
    const literal = take(token.string);
    if (!literal) {
      return { at, expected: 'value' };
    }
    const value = unquotePromString(literal);
    if (value === null) {
      return { at: valueAt, expected: 'escapes' };
    }
    matchers.push({ name, operator: operator as MatchOperator, value });
    if (!takeChar(',') && selector[at] !== '}') {
      return { at, expected: 'separator' };
    }
  }
  take(token.space);
  return at < selector.length ? { at, expected: 'end' } : matchers;
}

export function formatLabelSelector(matchers: readonly Matcher[]): string {
  const texts = matchers.map(({ name, operator, value }) => `${quoteName(name)}${operator}${quotePromString(value)}`);
  return `{${texts.join(',')}}`;
}

/** A label name as a selector writes it: in quotes where it has other characters than letters, digits and `_`. */
export function quoteName(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : quotePromString(name);
}

/** Text as a part of a regular expression that matches just this text (RE2 and JavaScript agree on these escapes). */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Alternatives as one regular expression. Pyroscope anchors it at both ends. */
export function oneOf(values: readonly string[]): string {
  return values.length === 1 ? escapeRegex(values[0]) : `(${values.map(escapeRegex).join('|')})`;
}
