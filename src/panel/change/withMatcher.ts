/** A label selector narrowed by one more matcher. */
import type { LabelMatch } from '../../correlate/baseline';
import { formatLabelSelector, readLabelSelector, type Matcher } from '../../shared/lib/labelSelector';
import { quotePromString } from '../../shared/lib/promString';

/** What narrows the panel's selector to one side of a comparison. */
export interface SideMatch extends LabelMatch {
  /** takes the place of the values that the view asks for; else both must hold */
  readonly replaces: boolean;
}

/** An ad-hoc filter of the dashboard. */
export interface ViewFilter {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  /** of the operators for one of several */
  readonly values?: readonly string[];
}

/** Name that the store takes: without its dots. */
const storedName = (label: string) => label.replace(/\W/g, '_');

const isOf = (label: string, name: string) => name === label || name === storedName(label);

/** Matchers of a selector; null where it can't be read, which the store tells better. */
function matchersOf(selector: string): readonly Matcher[] | null {
  const read = readLabelSelector(selector);
  return 'expected' in read ? null : read;
}

/** `{service_name="a"}`, version, 1.5.0 → `{service_name="a",version="1.5.0"}`. Names that the store could not take lose their dots. */
export function withMatcher(selector: string, label: string, value: string, operator: '=' | '!=' = '='): string {
  const name = storedName(label);
  const matchers = matchersOf(selector);
  return matchers === null
    ? `{${selector.trim().replace(/^\{|,?\s*\}$/g, '')},${name}${operator}${quotePromString(value)}}`
    : formatLabelSelector([...matchers, { name, operator, value }]);
}

/** The selector of one value, of all others, or of one in the place of those that it asks for. */
export function withMatch(selector: string, { label, value, isOther, replaces }: SideMatch): string {
  const matchers = replaces && !isOther ? matchersOf(selector) : null;
  return withMatcher(
    matchers === null
      ? selector
      : formatLabelSelector(matchers.filter(({ name, operator }) => !isOf(label, name) || operator.startsWith('!'))),
    label,
    value,
    isOther ? '!=' : '='
  );
}

/** The ad-hoc filters that a side keeps: those of a label whose value it replaces go, as in {@link withMatch}. */
export function filtersBeside<F extends ViewFilter>(
  filters: readonly F[] | undefined,
  matches: readonly SideMatch[]
): F[] | undefined {
  const replaced = matches.filter(({ replaces, isOther }) => replaces && !isOther);
  return filters?.filter(
    ({ key, operator }) => operator.startsWith('!') || !replaced.some(({ label }) => isOf(label, key))
  );
}

/** The ad-hoc filters without the one value of a label that they ask for: of a question that tells all its values apart. */
export const filtersOfAllValues = <F extends ViewFilter>(filters: readonly F[] | undefined, label: string) =>
  filters?.filter(({ key, operator }) => operator !== '=' || !isOf(label, key));

/** The one value of a label that a selector asks for; null where it asks for several or all. */
export function valueInSelector(selector: string, label: string): string | null {
  const found = matchersOf(selector)?.find(({ name, operator }) => operator === '=' && isOf(label, name));
  return found?.value ?? null;
}

/** The same of a view: by its selector, or by the ad-hoc filters that are added to it. */
export function valueInView(
  selector: string | null,
  filters: readonly ViewFilter[] | undefined,
  label: string
): string | null {
  const filter = filters?.find(({ key, operator }) => operator === '=' && isOf(label, key));
  return filter?.value ?? (selector === null ? null : valueInSelector(selector, label));
}

/**
 * Whether a view can hold a value of a label: neither its selector nor an ad-hoc filter surely excludes it. What only the
 * store can tell excludes nothing.
 */
export function viewAllows(
  selector: string,
  filters: readonly ViewFilter[] | undefined,
  { label, value }: Pick<LabelMatch, 'label' | 'value'>
): boolean {
  const matchers = (matchersOf(selector) ?? []).map((matcher) => ({ ...matcher, key: matcher.name }));
  return [...matchers, ...(filters ?? [])].every(({ key, operator, ...asked }) => {
    if (!isOf(label, key)) {
      return true;
    }
    const isNegated = operator.startsWith('!');
    const isThis = takesValue(operator.replace('!', ''), asked, value);
    return isThis === null || (isNegated ? !isThis || isList(asked.value) : isThis);
  });
}

/**
 * @param operator without its negation
 * @returns null where it can't be told here
 */
function takesValue(operator: string, asked: Pick<ViewFilter, 'value' | 'values'>, value: string): boolean | null {
  switch (operator) {
    case '=':
      return isUnresolved(asked.value) ? null : asked.value === value || isListed(value, asked.value);
    case '=|':
    case '|':
      return (asked.values ?? [asked.value]).includes(value);
    case '=~':
    case '~':
      return isList(asked.value) ? isListed(value, asked.value) : matchesInBoth(asked.value, value);
    default:
      return null;
  }
}

/**
 * Several values of a variable as Grafana writes them, `{a,b}`. The store takes that text as it stands: asked for, it finds
 * nothing, and there the values are what was meant; negated, it excludes nothing.
 */
const listPattern = /^\{(.*,.*)\}$/;
const isList = (text: string) => listPattern.test(text);
const isListed = (value: string, text: string) => listPattern.exec(text)?.[1].split(',').includes(value) === true;

/** A variable that has no values here: "All" of one that the dashboard does not list. */
const isUnresolved = (text: string): boolean => /\$(?:__all\b|\{?[A-Za-z_])/.test(text);

/** Flags, named classes, `[]a]`, `\pL`, `\z` and the like: RE2, which the store uses, reads them, JavaScript otherwise or not at all. */
const ONLY_RE2 = /\(\?(?!:)|\[\[?:|\[\^?\]|\\[^dDsSwWbB.*+?()[\]{}|^$/\\-]/;

/** Whether a regular expression takes all of a value, where JavaScript reads it as the store does; else null. */
function matchesInBoth(expression: string, value: string): boolean | null {
  if (ONLY_RE2.test(expression) || isUnresolved(expression)) {
    return null;
  }
  try {
    return new RegExp(`^(?:${expression})$`, 's').test(value);
  } catch {
    return null;
  }
}
