/**
 * Whether an expression counts failed requests or those that went well: both are often written with the failures in them.
 *
 *   sum(rate(x{code=~"5.."}[5m])) / sum(rate(x[5m]))        failures
 *   sum(rate(x{code!~"5.."}[5m])) / sum(rate(x[5m]))        successes
 *   1 - errors / total,  (total - errors) / total           successes
 */

/** Names of failures, and the conditions that the conventions use for them. */
const ERROR_WORDS =
  /\berr(or)?s?\b|_errors?_|fail(ed|ure|ures)?\b|\b5xx\b|5\.\.|5\[0-9\]|STATUS_CODE_ERROR|status\s*=\s*error|error_type\s*!=|grpc_(?:status_)?code\s*!/i;
const SUCCESS_WORDS = /availab|success|non-?error|\bsli\b/i;

const NEGATED = /([\w.]+)\s*!(?:=|~)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[\w.]+)/g;
const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
/** What is taken from all: `1 -`, `100 * (1 -`, `sum(…) -`. */
const MINUS = /(?:\)|^[\s(]*(?:100\s*\*[\s(]*)?1(?:00)?(?:\.0+)?)\s*-/;

export type FailureSense = 'failures' | 'successes';

/** @returns null where neither is told. O(length). */
export function failureSense(name: string, expr: string): FailureSense | null {
  // A series without a legend is called by its expression: that is no second opinion.
  const legend = name.trim() === expr.trim() ? '' : name;
  if (SUCCESS_WORDS.test(legend)) {
    return 'successes';
  }
  if (ERROR_WORDS.test(withoutNegated(legend))) {
    return 'failures';
  }
  // Of a ratio its upper part says what is counted.
  const ratio = withoutStrings(expr).search(/\)\s*\//);
  return (ratio < 0 ? null : senseOf(expr.slice(0, ratio + 1))) ?? senseOf(expr);
}

function senseOf(expr: string): FailureSense | null {
  const minus = MINUS.exec(withoutStrings(expr));
  if (minus !== null) {
    const from = minus.index + minus[0].length;
    const rest = wordsOf(expr.slice(from));
    if (rest !== null && wordsOf(expr.slice(0, from)) === null) {
      return rest === 'failures' ? 'successes' : 'failures';
    }
  }
  return wordsOf(expr);
}

function wordsOf(expr: string): FailureSense | null {
  const positive = withoutNegated(expr);
  if (ERROR_WORDS.test(positive)) {
    return 'failures';
  }
  return SUCCESS_WORDS.test(positive) || ERROR_WORDS.test(expr) ? 'successes' : null;
}

/** Without `code!~"5.."`; "has an error" (`error_type!=""`) and "gRPC, but not OK" are failures and stay. */
const withoutNegated = (text: string): string =>
  text.replace(NEGATED, (matcher, label: string, value: string) => {
    const bare = value.replace(/^["'`]|["'`]$/g, '');
    const isFailure =
      (/err|exception/i.test(label) && bare === '') ||
      (/grpc_(?:status_)?code$/i.test(label) && /^(?:0|ok)\b/i.test(bare));
    return isFailure ? matcher : '';
  });

/** Same length, so that places in it are places in the text. */
const withoutStrings = (text: string): string => text.replace(STRINGS, (string) => '_'.repeat(string.length));
