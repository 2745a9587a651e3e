/**
 * Welch's comparison of two means with unequal variances (Biometrika 34, 1947), by Student's distribution; that one is a
 * Beta in disguise: P(|T| > t) = I(ν ÷ (ν + t²); ν/2, ½) (NIST DLMF 8.17).
 */
import { betaCdf, betaQuantile } from '../beta';

/** An estimated mean: its variance, and the degrees of freedom that the variance was estimated with. */
export interface Mean {
  readonly mean: number;
  readonly variance: number;
  readonly freedom: number;
}

export interface MeanDifference {
  readonly difference: number;
  /** 95 % interval */
  readonly low: number;
  readonly high: number;
  /** two-sided */
  readonly p: number;
}

/** @returns an interval without width and p = 1 where neither mean has a variance */
export function compareMeans(a: Mean, b: Mean): MeanDifference {
  const difference = a.mean - b.mean;
  const variance = a.variance + b.variance;
  if (variance <= 0) {
    return { difference, low: difference, high: difference, p: 1 };
  }
  const freedom = variance ** 2 / (a.variance ** 2 / a.freedom + b.variance ** 2 / b.freedom);
  const t = difference / Math.sqrt(variance);
  const x = betaQuantile(0.05, freedom / 2, 0.5);
  const half = Math.sqrt((freedom * (1 - x)) / x) * Math.sqrt(variance);
  return {
    difference,
    low: difference - half,
    high: difference + half,
    p: betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5),
  };
}
