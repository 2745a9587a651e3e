/** What another kind of datasource can understand of a query, and we of theirs: the label matchers. */
import { AbstractLabelOperator, type AbstractQuery } from '@grafana/data';
import type { PyroscopeQuery } from '../types';
import { formatLabelSelector, type MatchOperator } from './labelSelector';
import { normalizeQuery } from './normalizeQuery';
import { isVariablePart, parseSelectorParts } from './selectorParts';

const operators: ReadonlyArray<readonly [MatchOperator, AbstractLabelOperator]> = [
  ['=', AbstractLabelOperator.Equal],
  ['!=', AbstractLabelOperator.NotEqual],
  ['=~', AbstractLabelOperator.EqualRegEx],
  ['!~', AbstractLabelOperator.NotEqualRegEx],
];

/** Variables that stand for whole matchers are left out: only Grafana knows what they hold. */
export function toAbstractQuery({ refId, labelSelector }: PyroscopeQuery): AbstractQuery {
  const parts = parseSelectorParts(labelSelector) ?? [];
  return {
    refId,
    labelMatchers: parts.flatMap((part) => {
      const operator = isVariablePart(part) ? undefined : operators.find(([ours]) => ours === part.operator)?.[1];
      return isVariablePart(part) || !operator ? [] : [{ name: part.name, operator, value: part.value }];
    }),
  };
}

/** Without profile type: the editor chooses one when it is opened. */
export function fromAbstractQuery({ refId, labelMatchers }: AbstractQuery): PyroscopeQuery {
  const matchers = labelMatchers.flatMap(({ name, operator, value }) => {
    const ours = operators.find(([, theirs]) => theirs === operator)?.[0];
    return ours ? [{ name, operator: ours, value }] : [];
  });
  return normalizeQuery({ refId, labelSelector: formatLabelSelector(matchers) });
}
