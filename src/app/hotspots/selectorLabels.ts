/**
 * Labels that PromQL expressions fix: the equality matchers of their selectors.
 * Parsed by Prometheus' own grammar, so that strings, comments and nested functions need no care here.
 */
import { parser } from '@prometheus-io/lezer-promql';
import { type LabelValues } from '../../correlate/serviceMapping';

/** Values of all `name="value"` matchers of all expressions; other operators and broken parts say nothing. */
export function labelsOfExpressions(expressions: readonly string[]): LabelValues {
  const found: Record<string, string[]> = {};
  for (const expression of expressions) {
    const cursor = parser.parse(expression).cursor();
    do {
      if (cursor.name !== 'UnquotedLabelMatcher') {
        continue;
      }
      const text = (name: string): string | null => {
        const node = cursor.node.getChild(name);
        return node ? expression.slice(node.from, node.to) : null;
      };
      const label = text('LabelName');
      const operator = text('MatchOp');
      const value = unquote(text('StringLiteral'));
      if (label && operator === '=' && value) {
        const values = (found[label] ??= []);
        if (!values.includes(value)) {
          values.push(value);
        }
      }
    } while (cursor.next());
  }
  return found;
}

/** The value of a PromQL string literal; null for anything that is not one. */
function unquote(literal: string | null): string | null {
  if (literal === null || literal.length < 2) {
    return null;
  }
  const quote = literal[0];
  const body = literal.slice(1, -1);
  return quote === '`' ? body : body.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}
