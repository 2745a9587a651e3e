/**
 * String literals of PromQL and of Pyroscope's label selectors, which are Go's: in double or single quotes with
 * escapes, or in back quotes without.
 */

const ESCAPE = /\\(?:([abfnrtv\\'"])|x([0-7][0-9a-fA-F])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([01][0-7]{2})|([^]|$))/g;

const CONTROL = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** Text as a literal in double quotes. */
export function quotePromString(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`;
}

/**
 * The text of a literal, quotes included in the argument.
 *
 * @returns null where the servers refuse the literal too: an escape that does not exist, such as the `\d` of a regular
 *   expression, which has to be written `\\d`; or where it stands for a byte that is no character
 */
export function unquotePromString(literal: string): string | null {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) {
    return inner;
  }
  let isValid = true;
  const text = inner.replace(ESCAPE, (_, char?: string, x?: string, u?: string, U?: string, octal?: string) => {
    if (char !== undefined) {
      return CONTROL.get(char) ?? char;
    }
    const hex = x ?? u ?? U;
    const codePoint = hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) : NaN;
    if (codePoint <= 0x10ffff) {
      return String.fromCodePoint(codePoint);
    }
    isValid = false;
    return '';
  });
  return isValid ? text : null;
}
