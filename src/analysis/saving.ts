/**
 * What a fix buys, as an interval: the share it can touch × the part of it that such a fix usually removes.
 *
 * The share is Beta(k + ½, n − k + ½) of k samples out of n (Jeffreys), widened by a dispersion of 1.5 because samples
 * come in bursts. The part removed is a Beta prior by fix family. The product is matched by its first two moments with
 * a Beta again: E[sρ] = E[s]E[ρ], E[(sρ)²] = E[s²]E[ρ²].
 *
 * Priors: order of the families from the method notes; their level from experiments in which the best of several edits
 * was measured (CPU per request, base against edit): it saved 0.7 to 1.27 times the touched share, 0.93 in the median.
 * They say what a good edit of that kind buys, not what any edit does.
 */
import { betaQuantile } from './beta';
import type { FixFamily, Interval, Language, ProfileKind } from './model';

export interface Prior {
  readonly a: number;
  readonly b: number;
}

export const FAMILY_PRIORS: Readonly<Record<FixFamily, Prior>> = {
  hoist: { a: 6, b: 1 },
  cache: { a: 5, b: 1 },
  batch: { a: 5, b: 1 },
  'call-less': { a: 4, b: 1.2 },
  avoid: { a: 6, b: 1 },
  'allocate-less': { a: 4, b: 1 },
  'faster-algorithm': { a: 4, b: 1 },
  'narrow-work': { a: 4, b: 4 },
  'cheaper-library': { a: 4, b: 5 },
  setting: { a: 18, b: 22 },
};

/**
 * What the experiments ran on: Go by CPU profiles, Node by wall profiles; V8's CPU type comes from the same samples.
 */
const CALIBRATED_ON: Partial<Record<Language, readonly ProfileKind[]>> = { go: ['cpu'], node: ['cpu', 'wall'] };

/**
 * Whether the priors were measured on profiles like this one; elsewhere they are carried over, and the result says
 * so.
 */
export const isCalibrated = (language: Language, kind: ProfileKind): boolean =>
  CALIBRATED_ON[language]?.includes(kind) === true;

/**
 * Work that goes takes a little more along than its own stacks: caches, the scheduler, idle marking. Without it one in
 * four measured savings lay above everything the stacks could explain.
 */
const TAKEN_ALONG = 1.1;

/** Samples come in bursts: one busy pod, one heavy request. One window cannot measure it. */
const DISPERSION = 1.5;

export interface Touched {
  /** share of the profile that the fix touches on the stack, 0..1 */
  readonly share: number;
  /** share of collection off the stack that goes with it (half of it is uncertain), 0..1 */
  readonly collected: number;
  /** samples of the whole profile */
  readonly samples: number;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** First two moments of the touched share. */
function touchedMoments({ share, collected, samples }: Touched): { mean: number; square: number } {
  const n = Math.max(1, samples / DISPERSION);
  const k = clamp(share) * n;
  const mean = (k + 0.5) / (n + 1);
  const variance = (mean * (1 - mean)) / (n + 2);
  // The collector's part is proportional to allocation, known to about a third of itself.
  const total = clamp(mean + collected);
  return { mean: total, square: total * total + variance + (collected / 3) ** 2 };
}

export function savingInterval(touched: Touched, family: FixFamily): Interval {
  const { mean, square } = touchedMoments(touched);
  const { a, b } = FAMILY_PRIORS[family];
  const priorMean = (TAKEN_ALONG * a) / (a + b);
  const priorSquare = (TAKEN_ALONG ** 2 * (a * (a + 1))) / ((a + b) * (a + b + 1));
  const first = Math.min(mean * priorMean, 1 - 1e-6);
  const variance = Math.max(square * priorSquare - first * first, 1e-12);
  // A Beta needs variance < mean (1 − mean); the product of two shares always has it, rounding aside.
  const strength = Math.max((first * (1 - first)) / variance - 1, 1e-3);
  const quantile = (p: number) =>
    betaQuantile(p, Math.max(first * strength, 1e-3), Math.max((1 - first) * strength, 1e-3));
  return { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9) };
}
