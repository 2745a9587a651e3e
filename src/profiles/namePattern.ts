/**
 * Names asked for by a user: what fits as a regular expression, or has the text as it stands.
 *
 * Case never matters: who looks for `applyrules` knows the word, not its spelling. A pattern may come out of a link, so
 * only those are tried that end in time (see `isBoundedPattern`); of a longer name the first part is looked at.
 */
import { isBoundedPattern, MAX_MATCHED_LENGTH } from './dropFrames';

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
    const wanted = text.toLowerCase();
    return { kind: 'ok', literal: true, matches: (name) => head(name).toLowerCase().includes(wanted) };
  }
  return isBoundedPattern(text)
    ? { kind: 'ok', literal: false, matches: expressionOrText(expression, text) }
    : { kind: 'too-costly' };
}

/** A pasted name may be an expression that means something else: `Foo$Bar.run`, `operator()`, `main.Key[int].Get`. */
function expressionOrText(expression: RegExp, text: string): (name: string) => boolean {
  const wanted = text.toLowerCase();
  return (name) => expression.test(head(name)) || head(name).toLowerCase().includes(wanted);
}

const head = (name: string): string => (name.length > MAX_MATCHED_LENGTH ? name.slice(0, MAX_MATCHED_LENGTH) : name);

function asExpression(text: string): RegExp | null {
  try {
    return new RegExp(text, 'i');
  } catch {
    return null;
  }
}
