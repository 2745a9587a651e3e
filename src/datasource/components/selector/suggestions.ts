/** What a list under the selector's text offers at a cursor's place, and what the text becomes when one is taken. */
import { quotePromString, unquotePromString } from '../../../shared/lib/promString';
import { escapeRegex, quoteName } from '../../query/labelSelector';
import type { CursorPlace, NamePlace, OperatorPlace, ValuePlace } from './cursorPlace';
import { matchOperators } from './matchOperators';

export interface Suggestion {
  readonly text: string;
  readonly description?: string;
  /** what replaces `text.slice(from, to)` of the selector */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** characters from the end of `insert` back to where the cursor stands then; -1 = behind the closing quote there */
  readonly cursorBack: number;
}

/**
 * Those of the known texts that hold what is typed, those that begin with it first. Behind a whole label name its operators
 * come first. O(n log n) in the number of known texts.
 *
 * @param known  label names or values; not read at an operator's place
 * @param showAll  asked for by key: what is typed filters nothing where it is one of the known texts itself
 */
export function suggestionsAt(place: CursorPlace, known: readonly string[], showAll = false): Suggestion[] {
  switch (place.kind) {
    case 'name':
      return namesAt(place, known, showAll);
    case 'operator':
      return operatorsAt(place);
    case 'value':
      return valuesAt(place, known, showAll);
  }
}

/**
 * Whether Enter takes the first suggestion: something is typed that does not stand for itself, and the matcher around it is
 * not whole, for then Enter runs it, as a value that no profile has, say.
 *
 * @param isLed  a suggestion was taken just before: its quotes make the matcher whole before the value is
 */
export function isUnfinished(place: CursorPlace, suggestions: readonly Suggestion[], isLed = false): boolean {
  const typed = place.kind === 'value' ? typedValue(place) : place.typed;
  const isWhole = place.kind === 'value' ? place.isClosed : place.kind === 'name' && place.hasOperator;
  return (isLed || !isWhole) && typed !== '' && suggestions.length > 0 && suggestions[0].text !== typed;
}

/** @returns the selector with the suggestion in place, and where the cursor stands in it */
export function take(text: string, { from, to, insert, cursorBack }: Suggestion): { text: string; cursor: number } {
  return { text: text.slice(0, from) + insert + text.slice(to), cursor: from + insert.length - cursorBack };
}

function namesAt(place: NamePlace, known: readonly string[], showAll: boolean): Suggestion[] {
  const { from, to, typed, hasOperator } = place;
  const isKnown = known.includes(typed);
  const names = matching(known, showAll && isKnown ? '' : typed).map((text): Suggestion => ({
    text,
    insert: quoteName(text),
    from,
    to,
    cursorBack: 0,
  }));
  if (hasOperator || !isKnown || from + typed.length !== to) {
    return names;
  }
  const operators = operatorsAt({ kind: 'operator', from: to, to, typed: '', hasValue: false });
  return [...operators, ...names.filter(({ text }) => text !== typed)];
}

function operatorsAt({ from, to, typed, hasValue }: OperatorPlace): Suggestion[] {
  const fitting = matchOperators().filter(({ value }) => value.startsWith(typed));
  return fitting.map(({ value, description }) => ({
    text: value,
    description,
    insert: hasValue ? value : `${value}""`,
    from,
    to,
    cursorBack: hasValue ? 0 : 1,
  }));
}

function valuesAt(place: ValuePlace, known: readonly string[], showAll: boolean): Suggestion[] {
  const { quote, isClosed } = place;
  const isRegex = place.operator === '=~' || place.operator === '!~';
  const { from, to } = isRegex ? alternativeAt(place) : place;
  const typed = typedValue(place);
  const isEnd = to === place.to;
  const rest = isEnd && !isClosed ? quote || '"' : '';
  // Back quotes have no escapes, not even for themselves.
  const writable = quote === '`' ? known.filter((text) => !text.includes('`')) : known;
  return matching(writable, showAll && known.includes(typed) ? '' : typed).map((text): Suggestion => {
    const value = quoted(isRegex ? escapeRegex(text) : text, quote);
    const opening = quote === '' ? '"' : '';
    return { text, insert: opening + value + rest, from, to, cursorBack: isEnd && isClosed ? -1 : 0 };
  });
}

/** What is typed of the value, as the server would read it; of a regular expression the alternative at the cursor. */
function typedValue(place: ValuePlace): string {
  const isRegex = place.operator === '=~' || place.operator === '!~';
  const written = isRegex ? place.typed.slice(alternativeAt(place).from - place.from) : place.typed;
  const text = place.quote === '' ? written : (unquotePromString(place.quote + written + place.quote) ?? written);
  return isRegex ? text.replace(/\\([\\^$.*+?()[\]{}|])/g, '$1') : text;
}

/** The part of a regular expression between `|` and brackets that holds the cursor; `\\\\|` in quotes is a plain `|`. */
function alternativeAt({ from, typed, behind }: ValuePlace): { from: number; to: number } {
  const before = /(?:\\\\.|\\.|[^\\|()])*$/.exec(typed)?.[0].length ?? 0;
  const after = /^(?:\\\\.|\\.|[^\\|()])*/.exec(behind)?.[0].length ?? 0;
  return { from: from + typed.length - before, to: from + typed.length + after };
}

function quoted(value: string, quote: string): string {
  if (quote === '`') {
    return value;
  }
  const inner = quotePromString(value).slice(1, -1);
  return quote === "'" ? inner.replace(/\\"/g, '"').replace(/'/g, "\\'") : inner;
}

function matching(known: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  const rank = (text: string) => (text === typed ? 0 : text.toLowerCase().startsWith(wanted) ? 1 : 2);
  return known
    .filter((text) => text.toLowerCase().includes(wanted))
    .map((text, index) => ({ text, index, rank: rank(text) }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ text }) => text);
}
