/**
 * Ratio of two rates of counted samples, with its interval.
 *
 * Given n₁ + n₂ samples under equal rates, n₂ is binomial with probability load₂ ÷ (load₁ + load₂): the conditional
 * test of two Poisson rates (Przyborowski and Wilenski 1940), exact by Clopper and Pearson, so that five samples
 * against none prove nothing. Overdispersed counts are worth fewer samples: n ÷ dispersion.
 */
import { errorFunction } from 'simple-statistics';
import { betaQuantile } from '../beta';
import type { RatioInterval } from './model';

/** Two sides of a 95 % interval. */
const TAIL = 0.025;
/** Standard deviations of half a 95 % interval. */
export const Z_95 = 1.96;

/**
 * Counts from which the normal limit on the log scale stands for the exact interval: bounds differ by under 0.1 %, and
 * the exact one takes time with the root of the counts (50 rows of 10⁵ samples: 60 ms).
 */
const LARGE = 2_000;

export interface CountedRates {
  readonly samplesBefore: number;
  readonly samplesAfter: number;
  /** (weight of a sample ÷ load) after, over the same before: turns a ratio of counts into one of costs */
  readonly scale: number;
  /** ≥ 1 part of a sample's worth; see {@link VerifyLimits} */
  readonly dispersion: number;
  /** half width of the drift on the log scale */
  readonly drift: number;
}

/** 95 % interval of after ÷ before. Both counts 0: nothing is known, 0 to no bound. */
export function rateRatioInterval({
  samplesBefore,
  samplesAfter,
  scale,
  dispersion,
  drift,
}: CountedRates): RatioInterval {
  const before = samplesBefore / dispersion;
  const after = samplesAfter / dispersion;
  const ratio = before > 0 ? (scale * samplesAfter) / samplesBefore : null;
  if (ratio !== null && Math.min(before, after) >= LARGE) {
    const factor = Math.exp(Z_95 * Math.sqrt(1 / before + 1 / after));
    return widen({ ratio, low: ratio / factor, high: ratio * factor }, drift);
  }
  const odds = (share: number) => share / (1 - share);
  const low = after > 0 ? scale * odds(betaQuantile(TAIL, after, before + 1)) : 0;
  const high = before > 0 ? scale * odds(betaQuantile(1 - TAIL, after + 1, before)) : null;
  return widen({ ratio, low, high }, drift);
}

/** Adds independent noise of the given half width to an interval, on the log scale. */
export function widen({ ratio, low, high }: RatioInterval, halfWidth: number): RatioInterval {
  // Without a ratio on the log scale there is nothing to add squares to: the noise is added whole.
  const known = ratio !== null && ratio > 0;
  return {
    ratio,
    low:
      known && low > 0 ? ratio * Math.exp(-Math.hypot(Math.log(ratio / low), halfWidth)) : low * Math.exp(-halfWidth),
    high:
      high === null
        ? null
        : known
          ? ratio * Math.exp(Math.hypot(Math.log(high / ratio), halfWidth))
          : high * Math.exp(halfWidth),
  };
}

/** Two-sided probability of such a ratio by chance, for lists of many functions: normal on the log scale. */
export function rateRatioPValue({ samplesBefore, samplesAfter, scale, dispersion, drift }: CountedRates): number {
  // Half a sample (Haldane, Anscombe) keeps the logarithm of a zero finite.
  const before = samplesBefore + 0.5;
  const after = samplesAfter + 0.5;
  const deviation = Math.sqrt(dispersion / before + dispersion / after + (drift / Z_95) ** 2);
  return 1 - errorFunction(Math.abs(Math.log((scale * after) / before)) / deviation / Math.SQRT2);
}

/**
 * Which of many p-values to believe when a share `falseRate` of the believed ones may be wrong: all up to the largest
 * pᵢ ≤ falseRate · i ÷ count (Benjamini and Hochberg 1995).
 *
 * @returns the largest p-value to believe; −1 = none
 */
export function benjaminiHochberg(pValues: readonly number[], falseRate: number): number {
  const sorted = [...pValues].sort((a, b) => a - b);
  for (let i = sorted.length - 1; i >= 0; i--) {
    if (sorted[i] <= (falseRate * (i + 1)) / sorted.length) {
      return sorted[i];
    }
  }
  return -1;
}
