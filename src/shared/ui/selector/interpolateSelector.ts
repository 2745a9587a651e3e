/**
 * Puts the values of dashboard variables into selectors, so that several values and "All" do what they say.
 *
 * Grafana's default for several values is a glob, `{a,b}`, which no label ever equals; so a matcher with several values
 * becomes a regular expression with each value escaped:
 *
 *   {service_name="$service"}   one value   → {service_name="checkout"}
 *                               two values  → {service_name=~"(checkout|catalog\\.v2)"}
 *   {service_name!="$service"}  two values  → {service_name!~"(checkout|catalog\\.v2)"}
 *   {service_name=~"$service"}  a value of a multi-value variable is escaped here too
 *   {service_name="$service"}   All with the custom value `.*` or `.+` → =~
 *   {service_name="$s",${filters}}  the ad-hoc variable → its matchers, nothing where it has none
 */
import { escapeRegex, oneOf, type MatchOperator } from '../../lib/labelSelector';
import { quotePromString, unquotePromString } from '../../lib/promString';
import { adHocMatchers, matchersIfApplicable, type MatchersOf } from './adHocMatchers';

const matcherWithValue = /(=~|!~|!=|=)(\s*)("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)/g;
const variable = /\$(?:\w+|\{[^}]+\})|\[\[[^\]]+\]\]/g;
const everything = /^\.[*+]$/;
const asRegex: Record<MatchOperator, MatchOperator> = { '=': '=~', '!=': '!~', '=~': '=~', '!~': '!~' };

/** What Grafana tells a format function about the variable (both its own and the scenes implementation). */
interface VariableFacts {
  readonly multi?: boolean;
  readonly includeAll?: boolean;
}

/** Grafana's own replacing of variables in a text; the format says what becomes of a value. */
export type ReplaceVariables = (text: string, format?: (chosen: unknown, facts?: VariableFacts) => string) => string;

/**
 * @param matchersOf  what the filters of an ad-hoc variable are; may throw for one that can't be applied
 * @returns the selector with values in place; not checked yet, and its empty places are not tidied
 */
export function interpolateSelector(
  selector: string,
  replace: ReplaceVariables,
  matchersOf: MatchersOf = matchersIfApplicable
): string {
  // Outside the values variables stand for whole matchers, or for the whole selector.
  const replaceBetween = (text: string) =>
    replaceEach(text, (reference) => adHocMatchers(reference, matchersOf) ?? replace(reference));
  let result = '';
  let last = 0;
  for (const match of selector.matchAll(matcherWithValue)) {
    const [whole, operator, space, literal] = match;
    const value = unquotePromString(literal);
    result += replaceBetween(selector.slice(last, match.index));
    // What cannot be read stays as it is: the check of the whole selector then says where.
    result += value === null ? whole : interpolateMatcher(operator as MatchOperator, value, space, replace);
    last = match.index + whole.length;
  }
  return result + replaceBetween(selector.slice(last));
}

/** Text that takes one value, such as a profile type; of several the first. */
export function interpolateText(text: string, replace: ReplaceVariables): string {
  return replace(text, (value) => String(Array.isArray(value) ? (value[0] ?? '') : value));
}

function interpolateMatcher(operator: MatchOperator, value: string, space: string, replace: ReplaceVariables): string {
  let hasSeveral = false;
  const plain = replace(value, (chosen) => {
    const values = listOf(chosen);
    hasSeveral ||= values.length > 1;
    return values.join('|');
  });
  const isEverything = plain !== value && everything.test(plain);
  const isRegex = operator === '=~' || operator === '!~';
  if (!isRegex && isEverything) {
    return `${asRegex[operator]}${space}${quotePromString(plain)}`;
  }
  if (!isRegex && !hasSeveral) {
    return `${operator}${space}${quotePromString(plain)}`;
  }
  return `${asRegex[operator]}${space}${quotePromString(regexOf(value, { isWritten: isRegex, replace }))}`;
}

/** @param isWritten  the text around the variables is a regular expression already, else it is escaped as well */
function regexOf(
  value: string,
  { isWritten, replace }: { readonly isWritten: boolean; readonly replace: ReplaceVariables }
): string {
  const format = (chosen: unknown, facts?: VariableFacts): string => {
    const values = listOf(chosen);
    const isList = Array.isArray(chosen) || facts?.multi === true || facts?.includeAll === true || !isWritten;
    return isList ? oneOf(values) : (values[0] ?? '');
  };
  return replaceEach(
    value,
    (reference) => replace(reference, format),
    (between) => (isWritten ? between : escapeRegex(between))
  );
}

/** Every variable of a text by itself, and what stands between them. */
function replaceEach(
  text: string,
  replace: (reference: string) => string,
  writeBetween: (between: string) => string = (between) => between
): string {
  let result = '';
  let last = 0;
  for (const match of text.matchAll(variable)) {
    result += writeBetween(text.slice(last, match.index)) + replace(match[0]);
    last = match.index + match[0].length;
  }
  return result + writeBetween(text.slice(last));
}

function listOf(chosen: unknown): string[] {
  return (Array.isArray(chosen) ? chosen : [chosen]).map((value) => String(value ?? ''));
}
