/**
 * What a fix buys, as an interval: the share it touches × the part of it that such an edit removes.
 *
 * The share on the stack is Beta(k + ½, n − k + ½) of k samples out of n (Jeffreys), widened by a dispersion of 1.5
 * because samples come in bursts. A profile misses some of what an edit touches: cost that a compiler inlined into other
 * functions, collection and scheduling off the stack, work of the same kind elsewhere. It grows with the share t that is
 * seen, lies in the rest, and is small in most cases and large in some: T = t + t·(1 − t)·u. The part removed is known by its mean and spread,
 * by fix family. The product is matched by its first two moments with a Beta: E[Tρ] = E[T]E[ρ], E[(Tρ)²] = E[T²]E[ρ²].
 *
 * ρ starts from the method's notes (`NOTED`) and is moved by what experiments measured, as if the notes were worth
 * {@link NOTED_CASES} cases; u starts from nothing. `tests/fixbench/fitPriors.ts` computes `MEASURED` from the labelled
 * cases, and a test keeps the two equal. They say what the best of several edits buys, not what any edit does.
 */
import { betaQuantile } from './beta';
import type { FixFamily, Interval, Language, ProfileKind } from './model';

/** Part of the touched share that an edit removes. */
export interface Prior {
  readonly mean: number;
  /** standard deviation */
  readonly spread: number;
  /** what goes along unseen, in units of t·(1 − t): mean and standard deviation */
  readonly unseen: Unseen;
  readonly levels: Levels;
}

/** Levels of the distribution at which P10 and P90 are read, 0..1. */
export interface Levels {
  readonly low: number;
  readonly high: number;
}

/**
 * How far the cases may move the ends. The measured edits are the best of several, an ordinary one removes less: the
 * cases would put the low end at 0.3, a plain reading at 0.1; half-way is taken, for every family. Beyond the high bound
 * a range grows wider and holds no further case.
 */
export const LEVEL_BOUNDS: Levels = { low: 0.2, high: 0.995 };

/** Where nothing was measured. */
const NOTED_LEVELS: Levels = { low: LEVEL_BOUNDS.low, high: 0.9 };

export interface Unseen {
  readonly mean: number;
  readonly spread: number;
}

const NOTHING_UNSEEN: Unseen = { mean: 0, spread: 0 };

/** Mean by family before anything was measured. */
export const NOTED: Readonly<Record<FixFamily, number>> = {
  hoist: 0.8,
  cache: 0.8,
  avoid: 0.8,
  batch: 0.7,
  'call-less': 0.7,
  'allocate-less': 0.65,
  'faster-algorithm': 0.65,
  'narrow-work': 0.5,
  'cheaper-library': 0.45,
  setting: 0.45,
};

/** Standard deviation of the part removed before anything was measured: an edit may do next to nothing. */
export const NOTED_SPREAD = 0.32;

/** Standard deviation of what goes along unseen before anything was measured: up to as much again as is seen. */
export const NOTED_UNSEEN_SPREAD = 0.8;

/**
 * How many measured cases the notes weigh as much as. The measured programs were written around one costly place, and
 * services are not: some cases' worth, with a wide spread.
 */
export const NOTED_CASES = 5;

/**
 * What the measured cases say beside the notes: by how much the part removed exceeds its note on average (`shift`), how
 * far single cases lie from note and shift (`spread`), how much more than the touched share was saved (`unseen`), and
 * between which levels of what that makes the measured savings lay (`levels`).
 */
export const MEASURED: Readonly<{ shift: number; spread: number; unseen: Unseen; levels: Levels }> = {
  shift: 0.212,
  spread: 0.156,
  unseen: { mean: 0.168, spread: 0.491 },
  levels: { low: 0.2, high: 0.995 },
};

/**
 * How often the interval held on the cases whose edit was measured, each with the priors fitted without it; a miss of
 * the function counts as a miss. A test computes it again. The aim is eight of ten.
 */
export const INTERVALS_HELD = { held: 24, of: 30 } as const;

/** Families whose edits the experiments did not try as the best one keep their notes. */
const NOT_MEASURED: ReadonlySet<FixFamily> = new Set(['narrow-work', 'cheaper-library', 'setting']);

/** A function that calls several things: an edit rarely reaches all of them, and none of them alone. */
const SEVERAL: Prior = { mean: 0.6, spread: 0.3, unseen: NOTHING_UNSEEN, levels: NOTED_LEVELS };

/** @param origin  rule that made the candidate */
export const priorOfRule = (origin: string, family: FixFamily): Prior =>
  origin === 'fan-out' ? SEVERAL : priorOf(family);

/** @param measured  see {@link MEASURED}; another one where a case is left out of the fit */
export const priorOf = (family: FixFamily, measured = MEASURED): Prior =>
  NOT_MEASURED.has(family)
    ? { mean: NOTED[family], spread: NOTED_SPREAD, unseen: NOTHING_UNSEEN, levels: NOTED_LEVELS }
    : {
        mean: Math.min(NOTED[family] + measured.shift, MOST),
        spread: measured.spread,
        unseen: measured.unseen,
        levels: measured.levels,
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

/** First two moments of what the edit touches, seen and unseen. */
function touchedMoments({ share, collected, samples }: Touched, unseen: Unseen): { mean: number; square: number } {
  const n = Math.max(1, samples / DISPERSION);
  const k = clamp(share) * n;
  const mean = (k + 0.5) / (n + 1);
  const variance = (mean * (1 - mean)) / (n + 2);
  // The collector's part is proportional to allocation, known to about a third of itself.
  const seen = clamp(mean + collected);
  const total = clamp(seen + seen * (1 - seen) * unseen.mean);
  const spread = variance + (collected / 3) ** 2 + (seen * (1 - seen) * unseen.spread) ** 2;
  return { mean: total, square: total * total + spread };
}

export const savingInterval = (touched: Touched, family: FixFamily): Interval =>
  savingByPrior(touched, priorOf(family));

/** What an interval is made of: `touched` × `removed` = `mean`, and the interval is spread round that mean. */
export interface SavingParts {
  /** 0..1 of the profile, with what goes along unseen */
  readonly touched: number;
  /** mean part of it that an edit of the family removes */
  readonly removed: number;
  /** 0..1 of the profile; the product, unless it would be all */
  readonly mean: number;
  readonly interval: Interval;
}

/** The arithmetic behind {@link savingInterval}, for who asks how. */
export function savingParts(touched: Touched, family: FixFamily): SavingParts {
  const prior = priorOf(family);
  const { mean } = touchedMoments(touched, prior.unseen);
  return {
    touched: mean,
    removed: prior.mean,
    mean: Math.min(mean * prior.mean, MOST),
    interval: savingByPrior(touched, prior),
  };
}

/** What saves more than so many times the share that it touches, on and off the stack, is a larger edit than the one named. */
export const ANOTHER_EDIT = 2;

export function savingByPrior(touched: Touched, prior: Prior): Interval {
  const { first, second } = savingShape(touched, prior);
  const p50 = betaQuantile(0.5, first, second);
  const most = ANOTHER_EDIT * (touched.share + touched.collected);
  return {
    p10: betaQuantile(prior.levels.low, first, second),
    p50,
    p90: Math.max(p50, Math.min(betaQuantile(prior.levels.high, first, second), most)),
  };
}

/** Parameters of the Beta that the saving is expected to follow. */
export function savingShape(touched: Touched, prior: Omit<Prior, 'levels'>): { first: number; second: number } {
  const { mean, square } = touchedMoments(touched, prior.unseen);
  // No edit saves everything: what is measured is CPU per request, and a request costs something.
  const expected = Math.min(mean * prior.mean, MOST);
  const variance = Math.max(square * (prior.mean ** 2 + prior.spread ** 2) - (mean * prior.mean) ** 2, 1e-12);
  // A Beta needs variance < mean (1 − mean); and one that piles up at 1 would call "everything" the likeliest saving.
  const strength = Math.max((expected * (1 - expected)) / variance - 1, MIN_STRENGTH, 1 / (1 - expected));
  return { first: Math.max(expected * strength, 1e-3), second: Math.max((1 - expected) * strength, 1e-3) };
}

/** Most that an edit is expected to remove of what it touches, and most of a request that it is expected to save. */
const MOST = 0.97;
/** Weakest Beta that still has a peak away from both ends for most means. */
const MIN_STRENGTH = 2;
