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
import type { ScopedVars } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { quotePromString, unquotePromString } from '../../shared/lib/promString';
import { adHocMatchers } from './adHocVariables';
import { escapeRegex, oneOf, type MatchOperator } from './labelSelector';

const matcherWithValue = /(=~|!~|!=|=)(\s*)("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)/g;
const variable = /\$(?:\w+|\{[^}]+\})|\[\[[^\]]+\]\]/g;
const everything = /^\.[*+]$/;
const asRegex: Record<MatchOperator, MatchOperator> = { '=': '=~', '!=': '!~', '=~': '=~', '!~': '!~' };

/** What Grafana tells a format function about the variable (both its own and the scenes implementation). */
interface VariableFacts {
  readonly multi?: boolean;
  readonly includeAll?: boolean;
}

/** @returns the selector with values in place; not checked yet, and its empty places are not tidied */
export function interpolateSelector(selector: string, scopedVars?: ScopedVars): string {
  let result = '';
  let last = 0;
  for (const match of selector.matchAll(matcherWithValue)) {
    const [whole, operator, space, literal] = match;
    const value = unquotePromString(literal);
    result += interpolateBetween(selector.slice(last, match.index), scopedVars);
    // What cannot be read stays as it is: the check of the whole selector then says where.
    result += value === null ? whole : interpolateMatcher(operator as MatchOperator, value, space, scopedVars);
    last = match.index + whole.length;
  }
  return result + interpolateBetween(selector.slice(last), scopedVars);
}

/** Text outside the values: variables in it stand for whole matchers, or for the whole selector. */
function interpolateBetween(text: string, scopedVars?: ScopedVars): string {
  let result = '';
  let last = 0;
  for (const match of text.matchAll(variable)) {
    result += text.slice(last, match.index);
    result += adHocMatchers(match[0]) ?? getTemplateSrv().replace(match[0], scopedVars);
    last = match.index + match[0].length;
  }
  return result + text.slice(last);
}

/** Ids of a selector list: several values of a variable are several ids. @returns blank ones left out */
export function interpolateIds(ids: readonly string[] | undefined, scopedVars?: ScopedVars): string[] {
  return (ids ?? [])
    .flatMap((id) => getTemplateSrv().replace(id, scopedVars, 'csv').split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** Text that takes one value, such as a profile type; of several the first. */
export function interpolateText(text: string, scopedVars?: ScopedVars): string {
  return getTemplateSrv().replace(text, scopedVars, (value: unknown) =>
    String(Array.isArray(value) ? (value[0] ?? '') : value)
  );
}

function interpolateMatcher(operator: MatchOperator, value: string, space: string, scopedVars?: ScopedVars): string {
  let hasSeveral = false;
  const plain = getTemplateSrv().replace(value, scopedVars, (chosen: unknown) => {
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
  return `${asRegex[operator]}${space}${quotePromString(regexOf(value, { isWritten: isRegex, scopedVars }))}`;
}

/** @param isWritten  the text around the variables is a regular expression already, else it is escaped as well */
function regexOf(value: string, { isWritten, scopedVars }: { isWritten: boolean; scopedVars?: ScopedVars }): string {
  const format = (chosen: unknown, facts?: VariableFacts): string => {
    const values = listOf(chosen);
    const isList = Array.isArray(chosen) || facts?.multi === true || facts?.includeAll === true || !isWritten;
    return isList ? oneOf(values) : (values[0] ?? '');
  };
  let result = '';
  let last = 0;
  for (const match of value.matchAll(variable)) {
    const between = value.slice(last, match.index);
    result += isWritten ? between : escapeRegex(between);
    result += getTemplateSrv().replace(match[0], scopedVars, format);
    last = match.index + match[0].length;
  }
  const rest = value.slice(last);
  return result + (isWritten ? rest : escapeRegex(rest));
}

function listOf(chosen: unknown): string[] {
  return (Array.isArray(chosen) ? chosen : [chosen]).map((value) => String(value ?? ''));
}
