/** What PromQL expressions are made of while they are evaluated. */
import type { Labels } from './labels';
import { PromqlError } from './parse';

/** Samples of one series, ascending; `stale[i]` is 1 where the series was marked as gone. */
export interface Samples {
  readonly labels: Labels;
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly stale: ArrayLike<number>;
}

export interface Point {
  readonly labels: Labels;
  readonly value: number;
}
export type Value =
  { readonly kind: 'scalar'; readonly value: number } | { readonly kind: 'vector'; readonly points: readonly Point[] };

/** Most operations drop the metric's name and nothing else. */
export const NAME_ONLY: ReadonlySet<string> = new Set(['__name__']);

export const vector = (points: readonly Point[]): Value => ({ kind: 'vector', points });

/** @throws PromqlError when it is a vector */
export function scalarOf(value: Value, name: string): number {
  if (value.kind !== 'scalar') {
    throw new PromqlError(`1:1: parse error: expected type scalar in call to "${name}", got instant vector`);
  }
  return value.value;
}

/** @throws PromqlError when it is a scalar */
export function pointsOf(value: Value, name: string): readonly Point[] {
  if (value.kind !== 'vector') {
    throw new PromqlError(`1:1: parse error: expected type instant vector in call to "${name}", got scalar`);
  }
  return value.points;
}
