/** Answers against measured truth: the figures that `npm run fixbench` prints, one record a case and their sums. */
import { type Answer, type AnswerCandidate } from './answers';
import { acceptedAnswers, bestSaving, type CaseTruth } from './cases';

export interface CaseScore {
  readonly case: string;
  readonly isFix: boolean;
  /** function and layer of the first candidate */
  readonly right: boolean;
  readonly rightFunction: boolean;
  readonly verdictRight: boolean;
  readonly forbiddenFirst: boolean;
  readonly forbiddenInThree: boolean;
  /** first candidate where it is right: what the priors are fitted on */
  readonly first: AnswerCandidate | null;
  /** candidate that edits the right function, and what the best edit saved; null where there is none */
  readonly predicted: { readonly candidate: AnswerCandidate; readonly measured: number } | null;
}

export function scoreCase(truth: CaseTruth, { verdict, candidates }: Answer): CaseScore {
  const { expected } = truth;
  const accepted = acceptedAnswers(truth);
  const first = verdict === 'fix' ? candidates[0] : undefined;
  const isForbidden = (candidate: AnswerCandidate | undefined) =>
    candidate !== undefined && expected.forbidden.includes(candidate.function);
  const named = candidates.filter((candidate) => expected.functions.includes(candidate.function));
  const candidate = named.find(({ layer }) => layer === expected.layer) ?? named[0];
  const isFix = expected.verdict === 'fix';
  const isRight = (one: AnswerCandidate | undefined): one is AnswerCandidate =>
    one !== undefined &&
    accepted.some(({ layer, functions }) => layer === one.layer && functions.includes(one.function));
  return {
    case: truth.case,
    isFix,
    first: isFix && isRight(first) ? first : null,
    right: isFix ? isRight(first) : verdict === expected.verdict,
    rightFunction: isFix && first !== undefined && accepted.some(({ functions }) => functions.includes(first.function)),
    verdictRight: verdict === expected.verdict,
    forbiddenFirst: isForbidden(first),
    forbiddenInThree: verdict === 'fix' && candidates.slice(0, 3).some(isForbidden),
    predicted: isFix && candidate !== undefined ? { candidate, measured: bestSaving(truth) } : null,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0
    ? NaN
    : sorted.length % 2 === 1
      ? sorted[middle]
      : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One interval against what was measured. */
export interface IntervalScore {
  readonly holds: boolean;
  readonly width: number;
  readonly error: number;
}

export const scoreInterval = (
  { p10, p50, p90 }: { p10: number; p50: number; p90: number },
  measured: number
): IntervalScore => ({
  holds: p10 <= measured && measured <= p90,
  width: p90 - p10,
  error: Math.abs(p50 - measured),
});
