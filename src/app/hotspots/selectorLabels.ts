/**
 * Labels that PromQL expressions fix: the equality matchers of their selectors.
 * Parsed by Prometheus' own grammar, so that strings, comments and nested functions need no care here.
 */
import { parser } from '@prometheus-io/lezer-promql';
import { collectLabelValues, type LabelValues } from '../../correlate/labelValues';
import { unquotePromString } from '../../shared/lib/promString';

/** Values of all `name="value"` matchers of all expressions; other operators and broken parts say nothing. */
export function labelsOfExpressions(expressions: readonly string[]): LabelValues {
  return collectLabelValues(matchersOf(expressions));
}

function* matchersOf(expressions: readonly string[]): Generator<[string, string]> {
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
      const value = unquotePromString(text('StringLiteral') ?? '');
      if (label && operator === '=' && value) {
        yield [label, value];
      }
    } while (cursor.next());
  }
}
