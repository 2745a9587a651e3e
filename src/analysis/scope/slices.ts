/**
 * Slices of one tree set: the profiles of a service as they arrived (one push, one instance, one span), told apart by
 * labels and time. A scope picks some of them; what it picks is merged and analysed like any other profile.
 *
 *   labels    any label of the store or of the trace: version, instance, route, span
 *   time      a slice belongs to a window when most of it lies inside: a push that straddles the edge is not cut
 */
import type { CallTree } from '../../profiles/callTree';
import { mergeCallTrees } from '../../profiles/mergeCallTrees';

export interface ProfileSlice {
  readonly labels: Readonly<Record<string, string>>;
  /** epoch milliseconds, `fromMs ≤ toMs` */
  readonly fromMs: number;
  readonly toMs: number;
  readonly tree: CallTree;
}

export interface Scope {
  /** label → values, any of which fits; a label that a slice does not have counts as '' */
  readonly labels?: Readonly<Record<string, readonly string[]>>;
  /** epoch milliseconds, from inclusive, to exclusive */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Slices of the scope, in their order. O(slices × labels of the scope). */
export function slicesIn(slices: readonly ProfileSlice[], scope: Scope): readonly ProfileSlice[] {
  const wanted = Object.entries(scope.labels ?? {});
  const from = scope.fromMs ?? -Infinity;
  const to = scope.toMs ?? Infinity;
  return slices.filter((slice) => {
    const middle = (slice.fromMs + slice.toMs) / 2;
    return middle >= from && middle < to && wanted.every(([label, values]) => values.includes(labelOf(slice, label)));
  });
}

export const labelOf = ({ labels }: ProfileSlice, label: string): string =>
  Object.hasOwn(labels, label) ? labels[label] : '';

/**
 * @returns one tree of all slices
 * @throws Error when units differ: a scope never mixes profile types
 */
export const treeOf = (slices: readonly ProfileSlice[]): CallTree =>
  slices.length === 1 ? slices[0].tree : mergeCallTrees(slices.map(({ tree }) => tree));
