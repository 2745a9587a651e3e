/**
 * Did a metric change, told by one value for each sub-window: the Hodges–Lehmann ratio with the interval that inverts
 * the Mann–Whitney test. No form of the distribution is assumed; a spike in one window moves nothing.
 *
 *   before 2.0 1.9 2.1    all ratios after ÷ before, sorted; their median is the estimate, and the interval reaches
 *   after  1.0 1.1 1.0    from the k-th smallest to the k-th largest, k from the exact distribution of U.
 */
import { median } from 'simple-statistics';
import type { RatioInterval } from './model';
import { widen, Z_95 } from './rateRatio';

const ALPHA = 0.05;
/** Windows on each side up to which U is counted exactly; above, its normal limit is as good. */
const EXACT_UP_TO = 30;
/** Values on each side from which the correlation of neighbouring windows is looked at. */
const MIN_FOR_CORRELATION = 8;
/** Windows that overlap almost wholly; more correlation than that cannot be estimated. */
const MAX_CORRELATION = 0.9;

export interface MetricShift extends RatioInterval {
  /** values are too few for any change to show at 95 % */
  readonly tooFew: boolean;
}

/** @param drift half width on the log scale, as for profiles: both sides were measured on some host */
export function metricShift(before: readonly number[], after: readonly number[], drift: number): MetricShift {
  const scale = chooseScale(before, after);
  const differences = after.flatMap((a) => before.map((b) => scale.forth(a) - scale.forth(b))).sort((x, y) => x - y);
  const ratio = scale.back(median(differences));
  const cut = criticalRank(before.length, after.length);
  if (cut < 1) {
    return { ratio, low: 0, high: null, tooFew: true };
  }
  const inflation = correlationInflation(before, after, scale.forth);
  const centre = median(differences);
  const bound = (at: number) => scale.back(centre + (at - centre) * inflation);
  const low = bound(differences[cut - 1]);
  const high = bound(differences[differences.length - cut]);
  return { ...widen({ ratio, low: Math.max(0, low), high }, drift), tooFew: false };
}

interface Scale {
  readonly forth: (value: number) => number;
  /** a difference of two values → their ratio */
  readonly back: (difference: number) => number;
}

/** Logarithms, so that a difference is a ratio; with a zero among the values, parts of the median before. */
function chooseScale(before: readonly number[], after: readonly number[]): Scale {
  if (Math.min(...before, ...after) > 0) {
    return { forth: Math.log, back: Math.exp };
  }
  const whole = median([...before]) || Math.max(...before, ...after) || 1;
  return { forth: (value) => value / whole, back: (difference) => 1 + difference };
}

/** The rank k with P(U < k) ≤ α/2 under equal distributions; 0 where even U = 0 is likelier than that. */
export function criticalRank(before: number, after: number): number {
  if (Math.max(before, after) > EXACT_UP_TO) {
    const mean = (before * after) / 2;
    const deviation = Math.sqrt((before * after * (before + after + 1)) / 12);
    return Math.max(0, Math.floor(mean - Z_95 * deviation));
  }
  const ways = countWays(before, after);
  const all = ways.reduce((sum, count) => sum + count, 0);
  let below = 0;
  let rank = 0;
  while (rank < ways.length && (below + ways[rank]) / all <= ALPHA / 2) {
    below += ways[rank];
    rank++;
  }
  return rank;
}

/**
 * U → number of orderings of m and n values with that U: coefficients of the Gaussian binomial, multiplied out factor
 * by factor (1 − q^(n+i)) ÷ (1 − q^i). O(m² n); exact to 2⁵³, and in floating point to far more than is needed.
 */
function countWays(m: number, n: number): Float64Array {
  const ways = new Float64Array(m * n + 1);
  ways[0] = 1;
  for (let i = 1; i <= m; i++) {
    for (let u = ways.length - 1; u >= n + i; u--) {
      ways[u] -= ways[u - n - i];
    }
    for (let u = i; u < ways.length; u++) {
      ways[u] += ways[u - i];
    }
  }
  return ways;
}

/** Neighbouring windows are alike (overlapping rates, slow waves): √((1 + r) ÷ (1 − r)) widens, r of lag 1, never below 1. */
function correlationInflation(
  before: readonly number[],
  after: readonly number[],
  forth: (value: number) => number
): number {
  if (Math.min(before.length, after.length) < MIN_FOR_CORRELATION) {
    return 1;
  }
  let product = 0;
  let square = 0;
  for (const side of [before, after]) {
    const values = side.map(forth);
    const centre = median(values);
    for (let i = 0; i < values.length; i++) {
      square += (values[i] - centre) ** 2;
      product += i > 0 ? (values[i] - centre) * (values[i - 1] - centre) : 0;
    }
  }
  const correlation = square > 0 ? Math.min(MAX_CORRELATION, Math.max(0, product / square)) : 0;
  return Math.sqrt((1 + correlation) / (1 - correlation));
}
