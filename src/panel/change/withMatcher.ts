/** A label selector narrowed by one more matcher. */
import type { LabelMatch } from '../../correlate/baseline';
import { quotePromString, unquotePromString } from '../../shared/lib/promString';

const MATCHER = /([a-zA-Z_][\w.]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\[^])*"|`[^`]*`)/g;

/** Name that the store takes: without its dots. */
const storedName = (label: string) => label.replace(/\W/g, '_');

const bodyOf = (selector: string) =>
  selector
    .trim()
    .replace(/^\{|\}$/g, '')
    .replace(/,\s*$/, '')
    .trim();

/** `{service_name="a"}`, version, 1.5.0 → `{service_name="a",version="1.5.0"}`. Names that the store could not take lose their dots. */
export function withMatcher(selector: string, label: string, value: string, operator: '=' | '!=' = '='): string {
  const matcher = `${storedName(label)}${operator}${quotePromString(value)}`;
  const body = bodyOf(selector);
  return `{${body === '' ? matcher : `${body},${matcher}`}}`;
}

/** The selector of one value in the place of those that it asks for; of all other values, among those that it asks for. */
export function withMatch(selector: string, { label, value, isOther }: LabelMatch): string {
  if (isOther) {
    return withMatcher(selector, label, value, '!=');
  }
  const matchers = [...bodyOf(selector).matchAll(MATCHER)];
  const kept = matchers.filter(([, name, operator]) => name !== storedName(label) || operator.startsWith('!'));
  return withMatcher(
    kept.length === matchers.length ? selector : `{${kept.map(([text]) => text).join(',')}}`,
    label,
    value
  );
}

/** The one value of a label that a selector asks for; null where it asks for several or all. */
export function valueInSelector(selector: string, label: string): string | null {
  const found = [...bodyOf(selector).matchAll(MATCHER)].find(
    ([, name, operator]) => name === storedName(label) && operator === '='
  );
  return found === undefined ? null : unquotePromString(found[3]);
}
