/**
 * The order of rows, the same everywhere: low end of the saving, largest first; a setting after every code
 * change worth its threshold; small fixes, need data, no action and spread cost last.
 */
import type { Interval, Thresholds } from './model';
import type { Candidate } from './candidate';

export interface Priced {
  readonly candidate: Candidate;
  /** null unless the verdict is `fix` */
  readonly saving: Interval | null;
}

/** 0 code worth it, 1 setting, 2 worth less, 3 need data, 4 no action, 5 spread. */
function band({ candidate: { verdict, layer }, saving }: Priced, thresholds: Thresholds): number {
  switch (verdict) {
    case 'fix':
      return (saving?.p50 ?? 0) < thresholds.minWorth ? 2 : layer === 'policy' ? 1 : 0;
    case 'abstain':
      return 3;
    case 'no-action':
      return 4;
    case 'flat':
      return 5;
  }
}

/** A setting stands behind code changes worth `policyAfter`, but before smaller ones. */
function rank(priced: Priced, thresholds: Thresholds): number {
  const own = band(priced, thresholds);
  return own === 0 && (priced.saving?.p50 ?? 0) < thresholds.policyAfter ? 1 : own;
}

/** One site, one row: of candidates with the same site the one worth most stays. */
export function orderCandidates(priced: readonly Priced[], thresholds: Thresholds): readonly Priced[] {
  const inOrder = [...priced].sort(
    (a, b) =>
      rank(a, thresholds) - rank(b, thresholds) ||
      (b.saving?.p10 ?? 0) - (a.saving?.p10 ?? 0) ||
      b.candidate.touched - a.candidate.touched ||
      a.candidate.subject - b.candidate.subject
  );
  const sites = new Set<number>();
  const subjects = new Set<string>();
  return inOrder.filter(({ candidate: { site, verdict, subject, subjectKind } }) => {
    const id = `${subjectKind} ${subject}`;
    if (subjects.has(id) || (verdict === 'fix' && sites.has(site))) {
      return false;
    }
    subjects.add(id);
    if (verdict === 'fix') {
      sites.add(site);
    }
    return true;
  });
}
