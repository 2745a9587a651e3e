/**
 * What stands at the cursor of a label selector that is being typed: a label name, an operator or a value, and which whole
 * matchers stand beside it. Reads text that is still broken, which `parseLabelSelector` refuses.
 */
import { unquotePromString } from '../../../shared/lib/promString';
import type { MatchOperator } from '../../query/labelSelector';
import type { SelectorPart } from '../../query/selectorParts';

interface Span {
  /** index of the first character that a completion replaces */
  readonly from: number;
  /** index behind the last one */
  readonly to: number;
  /** what is typed of it, up to the cursor */
  readonly typed: string;
}

export interface NamePlace extends Span {
  readonly kind: 'name';
  /** the matcher goes on after the name */
  readonly hasOperator: boolean;
  readonly others: readonly SelectorPart[];
}

export interface OperatorPlace extends Span {
  readonly kind: 'operator';
  readonly hasValue: boolean;
}

export interface ValuePlace extends Span {
  readonly kind: 'value';
  readonly name: string;
  readonly operator: MatchOperator;
  /** `"`, `'` or a backtick; '' = nothing opened yet */
  readonly quote: string;
  /** the value is closed by its quote */
  readonly isClosed: boolean;
  /** what stands of the value behind the cursor */
  readonly behind: string;
  readonly others: readonly SelectorPart[];
}

export type CursorPlace = NamePlace | OperatorPlace | ValuePlace;

/** One piece between two commas, with the indices at which its parts begin and end; an absent part has the length 0. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly nameFrom: number;
  readonly nameTo: number;
  readonly operatorFrom: number;
  readonly operatorTo: number;
  /** the opening quote */
  readonly valueFrom: number;
  readonly valueTo: number;
  readonly isClosed: boolean;
}

const space = /\s*/y;
/** Dots and the like are no part of a name without quotes, but typed all the same by who looks for such a name. */
const name = /"(?:[^"\\\n]|\\.)*"|[a-zA-Z_][\w./-]*|\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\]/y;
const operator = /=~|!~|!=|=|!/y;
const closedValue = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/y;
/** What follows a value whose closing quote is still missing: the next matcher, else the end of the selector. */
const afterOpenValue = /,\s*[a-zA-Z_$[{"][^,"'`]*(?:=|!)|\}\s*$|$/;
const junk = /[^,}]*/y;

/** @returns null where nothing can be completed: outside the braces, behind a whole matcher */
export function placeAtCursor(text: string, cursor: number): CursorPlace | null {
  const open = text.indexOf('{');
  if (open === -1 || cursor <= open) {
    return null;
  }
  const pieces = piecesOf(text, open + 1, cursor);
  const piece = pieces.find(({ from, to }) => from <= cursor && cursor <= to);
  if (!piece) {
    return null;
  }
  const others = pieces.flatMap((other) => (other === piece ? [] : partOf(text, other)));
  return placeIn(text, piece, cursor, others);
}

function placeIn(text: string, piece: Piece, cursor: number, others: SelectorPart[]): CursorPlace | null {
  const { nameFrom, nameTo, operatorFrom, operatorTo, valueFrom, valueTo, isClosed } = piece;
  const hasOperator = operatorTo > operatorFrom;
  const hasValue = valueTo > valueFrom;
  if (cursor <= nameTo || nameTo === nameFrom) {
    const from = Math.min(nameFrom, cursor);
    return nameTo > nameFrom || piece.to === cursor || /^\s*$/.test(text.slice(piece.from, piece.to))
      ? { kind: 'name', from, to: Math.max(nameTo, from), typed: text.slice(from, cursor), hasOperator, others }
      : null;
  }
  const written = text.slice(operatorFrom, operatorTo);
  const isWhole = isOperator(written);
  if (!hasOperator || cursor < operatorTo || !isWhole) {
    const from = hasOperator ? operatorFrom : cursor;
    return cursor < from || (hasOperator && cursor > operatorTo)
      ? null
      : { kind: 'operator', from, to: hasOperator ? operatorTo : from, typed: text.slice(from, cursor), hasValue };
  }
  const of = { kind: 'value' as const, name: unquotedName(text.slice(nameFrom, nameTo)), operator: written, others };
  if (!hasValue) {
    const isBlank = /^\s*$/.test(text.slice(operatorTo, piece.to));
    return isBlank ? { ...of, from: cursor, to: cursor, typed: '', behind: '', quote: '', isClosed: false } : null;
  }
  const to = isClosed ? valueTo - 1 : valueTo;
  if (cursor <= valueFrom || cursor > to) {
    return null;
  }
  const from = valueFrom + 1;
  const [typed, behind] = [text.slice(from, cursor), text.slice(cursor, to)];
  return { ...of, from, to, typed, behind, quote: text[valueFrom], isClosed };
}

function piecesOf(text: string, start: number, cursor: number): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  const take = (pattern: RegExp): number => {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length ?? 0;
    at += length;
    return at;
  };
  for (;;) {
    const from = at;
    const nameFrom = take(space);
    const nameTo = take(name);
    take(space);
    const operatorFrom = nameTo > nameFrom ? at : nameTo;
    const operatorTo = nameTo > nameFrom ? take(operator) : operatorFrom;
    take(space);
    const valueFrom = operatorTo > operatorFrom ? at : operatorTo;
    const value = operatorTo > operatorFrom ? valueEnd(text, valueFrom, cursor) : { to: operatorTo, isClosed: false };
    at = Math.max(at, value.to);
    take(junk);
    pieces.push({
      from,
      to: at,
      nameFrom,
      nameTo,
      operatorFrom,
      operatorTo,
      valueFrom,
      valueTo: value.to,
      isClosed: value.isClosed,
    });
    if (text[at] !== ',') {
      return pieces;
    }
    at += 1;
  }
}

/** A quote that is just being typed would take the next matcher's opening quote for its end: the next matcher wins. */
function valueEnd(text: string, from: number, cursor: number): { to: number; isClosed: boolean } {
  if (!/["'`]/.test(text[from] ?? '')) {
    return { to: from, isClosed: false };
  }
  closedValue.lastIndex = from;
  const closed = closedValue.exec(text)?.[0];
  const isBeingTyped = cursor > from;
  const next = cursor + text.slice(cursor).search(afterOpenValue);
  if (closed === undefined) {
    return { to: isBeingTyped ? next : text.length, isClosed: false };
  }
  const to = from + closed.length;
  const swallowsNext = isBeingTyped && cursor < to && next < to - 1;
  return swallowsNext ? { to: next, isClosed: false } : { to, isClosed: true };
}

/** A piece as a matcher or variable; none while something of it is missing. */
function partOf(text: string, piece: Piece): SelectorPart[] {
  const written = text.slice(piece.nameFrom, piece.nameTo);
  const operatorText = text.slice(piece.operatorFrom, piece.operatorTo);
  if (/^[$[]/.test(written)) {
    return [{ variable: written }];
  }
  const value = piece.isClosed ? unquotePromString(text.slice(piece.valueFrom, piece.valueTo)) : null;
  return value === null || !isOperator(operatorText)
    ? []
    : [{ name: unquotedName(written), operator: operatorText, value }];
}

function unquotedName(written: string): string {
  return written.startsWith('"') ? (unquotePromString(written) ?? written) : written;
}

function isOperator(text: string): text is MatchOperator {
  return text === '=' || text === '!=' || text === '=~' || text === '!~';
}
