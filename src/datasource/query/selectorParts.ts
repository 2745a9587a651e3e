/**
 * A saved selector part by part, for editing: unlike `parseLabelSelector` it knows variables that stand for whole
 * matchers, `{service_name="$service",${filters}}`, and leaves all variables as they are.
 */
import { formatLabelSelector, LabelSelectorError, parseLabelSelector, type Matcher } from './labelSelector';

/** A variable in the place of a matcher, as written: `${filters}`. */
export interface VariablePart {
  readonly variable: string;
}
export type SelectorPart = Matcher | VariablePart;

const inBraces = /^\s*\{([\s\S]*)\}\s*$/;
/** What stands between commas; commas inside quotes don't count. */
const betweenCommas = /(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[^,"'`])+/g;
const wholeVariable = /^(?:\$\w+|\$\{[^}]+\}|\[\[[^\]]+\]\])$/;

export function isVariablePart(part: SelectorPart): part is VariablePart {
  return 'variable' in part;
}

/** @returns null for text that has no such parts: a variable for the whole selector, a mistake */
export function parseSelectorParts(selector: string): SelectorPart[] | null {
  if (selector.trim() === '') {
    return [];
  }
  const body = inBraces.exec(selector)?.[1];
  if (body === undefined || !/^,*$/.test(body.replace(betweenCommas, ''))) {
    return null;
  }
  try {
    return (body.match(betweenCommas) ?? []).flatMap(partsIn);
  } catch (error) {
    if (error instanceof LabelSelectorError) {
      return null;
    }
    throw error;
  }
}

export function formatSelectorParts(parts: readonly SelectorPart[]): string {
  const texts = parts.map((part) => (isVariablePart(part) ? part.variable : formatLabelSelector([part]).slice(1, -1)));
  return `{${texts.join(',')}}`;
}

function partsIn(text: string): SelectorPart[] {
  const trimmed = text.trim();
  return wholeVariable.test(trimmed) ? [{ variable: trimmed }] : parseLabelSelector(`{${trimmed}}`);
}
