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

/** Whether a view can hold a value of a label at all: neither its selector nor an ad-hoc filter excludes it. */
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
    const isThis = holdsValue(operator.replace('!', ''), asked, value);
    return operator.startsWith('!') ? !isThis : isThis;
  });
}

/** @param operator without its negation */
function holdsValue(operator: string, asked: Pick<ViewFilter, 'value' | 'values'>, value: string): boolean {
  switch (operator) {
    case '=':
      // Grafana writes several values of a variable as `{a,b}`.
      return asked.value === value || /^\{(.*)\}$/.exec(asked.value)?.[1].split(',').includes(value) === true;
    case '=|':
    case '|':
      return (asked.values ?? [asked.value]).includes(value);
    case '=~':
    case '~':
      try {
        return new RegExp(`^(?:${asked.value})$`).test(value);
      } catch {
        // The store says what is wrong with it.
        return true;
      }
    default:
      return true;
  }
}
