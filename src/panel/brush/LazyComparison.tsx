/** The card is loaded when the first comparison is asked for. */
import React, { lazy, Suspense } from 'react';
import type { Analysis } from '../../analysis';
import type { ComparisonCardProps } from './ComparisonCard';
import type { RequestComparison } from './useComparison';

const Card = lazy(async () => ({ default: (await import('./ComparisonCard')).ComparisonCard }));

interface Props extends Omit<ComparisonCardProps, 'rowOf' | 'kind'> {
  readonly comparison: RequestComparison;
  /** of the service */
  readonly analysis: Analysis | null;
}

export function LazyComparison({ analysis, ...props }: Props) {
  const rowOf = (key: string) =>
    (analysis?.rows.find(({ subject }) => subject.key === key) ?? analysis?.rows.find(({ site }) => site?.key === key))
      ?.id ?? null;
  return props.comparison.state.kind === 'closed' ? null : (
    <Suspense fallback={null}>
      <Card {...props} kind={analysis?.profile.kind ?? 'other'} rowOf={rowOf} />
    </Suspense>
  );
}
