/** What a number of samples allows one to say. */

/** Below this many samples only counts are shown, no percentages. */
export const MIN_SAMPLES_FOR_SHARES = 10;
/** Below this many samples no advice is given. */
export const MIN_SAMPLES_FOR_ADVICE = 30;
/** Below this many samples shares are shown with a caution. */
export const MIN_SAMPLES_WITHOUT_CAUTION = 100;

export interface SampleFloor {
  readonly level: 'none' | 'counts-only' | 'no-advice' | 'caution' | 'enough';
  readonly showShares: boolean;
  readonly showAdvice: boolean;
  /** half width of the 95 % interval of a share of one half, the widest there is; percentage points, rounded */
  readonly accuracyPoints: number;
}

/**
 * Half width of the 95 % interval of a share: 1.96·√(p(1−p)/n), at p = ½, in percentage points.
 * 37 samples → 16 points, 20 → 22, 310 → 6.
 */
export function accuracyPoints(samples: number): number {
  return samples > 0 ? Math.round(196 * Math.sqrt(0.25 / samples)) : 100;
}

export function sampleFloor(samples: number): SampleFloor {
  const level =
    samples <= 0
      ? 'none'
      : samples < MIN_SAMPLES_FOR_SHARES
        ? 'counts-only'
        : samples < MIN_SAMPLES_FOR_ADVICE
          ? 'no-advice'
          : samples < MIN_SAMPLES_WITHOUT_CAUTION
            ? 'caution'
            : 'enough';
  return {
    level,
    showShares: samples >= MIN_SAMPLES_FOR_SHARES,
    showAdvice: samples >= MIN_SAMPLES_FOR_ADVICE,
    accuracyPoints: accuracyPoints(samples),
  };
}

/** Go's and most other CPU profilers take 100 samples per second. */
const DEFAULT_CPU_QUANTUM_NS = 10_000_000;

/**
 * Samples behind a profile whose answer carries weights only: total divided by the weight of one sample, which is the
 * greatest common divisor of all weights (each self weight is a whole number of samples).
 *
 * A divisor below 1 ms does not come from a sampling profiler but from scaled weights; then the usual 10 ms is taken.
 * Units other than time: the weight of one sample is unknown, so the answer is null.
 */
export function samplesFromWeights(self: ArrayLike<number>, unit: string): number | null {
  if (unit !== 'ns' && unit !== 'nanoseconds') {
    return null;
  }
  let total = 0;
  let divisor = 0;
  for (let i = 0; i < self.length; i++) {
    const weight = Math.round(self[i]);
    if (weight > 0) {
      total += weight;
      divisor = greatestCommonDivisor(divisor, weight);
    }
  }
  if (total === 0) {
    return 0;
  }
  const quantum = divisor >= 1_000_000 && divisor <= DEFAULT_CPU_QUANTUM_NS ? divisor : DEFAULT_CPU_QUANTUM_NS;
  return Math.max(1, Math.round(total / quantum));
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) {
    [a, b] = [b, a % b];
  }
  return a;
}
