/**
 * Names asked for by a user: what fits as a regular expression, or has the text as it stands.
 *
 * Case never matters: who looks for `applyrules` knows the word, not its spelling. A pattern may come out of a link, so
 * only those are tried that end in time (see `searchedLength`); of a longer name the first part is looked at. What people
 * type most, parts with anything between them, is looked for part by part, which always ends in time.
 */
import { MAX_MATCHED_LENGTH, searchedLength } from './dropFrames';

export type NamePattern =
  | {
      readonly kind: 'ok';
      /** the text is no regular expression and is looked for as it stands */
      readonly literal: boolean;
      matches(name: string): boolean;
    }
  /** a regular expression with more ways to match than can be tried */
  | { readonly kind: 'too-costly' };

export function compileNamePattern(text: string): NamePattern {
  const expression = asExpression(text);
  if (expression === null) {
    return { kind: 'ok', literal: true, matches: hasText(text) };
  }
  const isText = hasText(text);
  const parts = partsOf(text);
  if (parts !== null) {
    return { kind: 'ok', literal: false, matches: (name) => hasInOrder(parts, head(name)) || isText(name) };
  }
  const length = searchedLength(text);
  return length > 0
    ? { kind: 'ok', literal: false, matches: (name) => expression.test(head(name, length)) || isText(name) }
    : { kind: 'too-costly' };
}

/** A pasted name may be an expression that means something else: `Foo$Bar.run`, `operator()`, `main.Key[int].Get`. */
function hasText(text: string): (name: string) => boolean {
  const wanted = text.toLowerCase();
  return (name) => head(name).toLowerCase().includes(wanted);
}

const head = (name: string, length = MAX_MATCHED_LENGTH): string =>
  name.length > length ? name.slice(0, length) : name;

/** A part of a fixed length: an escape that stands for one character or a place, a class, or a character. */
const FIXED_PART = /^(?:\\[^1-9kpPux]|\[\^?(?:\\[^]|[^\]\\])*\]|[^\\[\](){}|*+?])*$/;

/** `parse.*Rules.*` → its parts; null where one of them may be longer or shorter, so that its first place is not enough. */
function partsOf(text: string): readonly RegExp[] | null {
  const parts = text.split('.*').filter((part) => part !== '');
  return parts.every((part) => FIXED_PART.test(part)) ? parts.map((part) => new RegExp(part, 'gi')) : null;
}

/** Each part behind the one before, as early as it can be: no later choice helps the parts that follow. Θ(parts × name). */
function hasInOrder(parts: readonly RegExp[], name: string): boolean {
  let at = 0;
  return parts.every((part) => {
    part.lastIndex = at;
    const found = part.test(name);
    at = part.lastIndex;
    return found;
  });
}

function asExpression(text: string): RegExp | null {
  try {
    return new RegExp(text, 'i');
  } catch {
    return null;
  }
}
