/**
 * The priors of the savings, fitted on measured cases: how much of the touched share t the best of several edits removed,
 * and how much more than t was saved. b = measured saving, n₀ = worth of the notes in cases.
 *
 *   ρ      = min(1, b ÷ t)                       shift  = Σ (ρ − note) / (n + n₀)
 *                                                spread = √((Σ (ρ − note − shift)² + n₀ σ₀²) / (n + n₀))
 *   u      = max(0, b − t) ÷ (t (1 − t))         mean   = Σ u / (n + n₀)
 *                                                spread = √((Σ (u − mean)² + n₀ τ₀²) / (n + n₀))
 *
 * Cases in which more than twice the touched share was saved are left out: their best edit was a larger one than the place
 * that was named. All with the notes, σ₀ and τ₀ of `src/analysis/saving.ts`: means and variances shrunk towards the notes, u towards nothing.
 *
 * The levels of P10 and P90 are the tenth and the ninetieth percent of where the measured savings lie in the Betas that
 * these priors make, beside n₀ cases that lie evenly; here every row counts that names the right function, first or not.
 */
import { betaCdf } from '../../src/analysis/beta';
import {
  ANOTHER_EDIT,
  LEVEL_BOUNDS,
  type Levels,
  type MEASURED,
  NOTED,
  NOTED_CASES,
  NOTED_SPREAD,
  NOTED_UNSEEN_SPREAD,
  priorOf,
  savingShape,
} from '../../src/analysis/saving';
import { type FixFamily } from '../../src/analysis';

export interface MeasuredSaving {
  readonly family: FixFamily;
  /** share that the edit touches, on and off the stack */
  readonly touched: number;
  readonly saving: number;
}

/** A row that names the right function, and what its edit saved. */
export interface MeasuredRow {
  readonly family: FixFamily;
  readonly onStack: number;
  readonly offStack: number;
  readonly samples: number;
  readonly saving: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export function fitPriors(measured: readonly MeasuredSaving[], rows: readonly MeasuredRow[]): typeof MEASURED {
  const moments = fitMoments(measured);
  return { ...moments, levels: fitLevels(rows, moments) };
}

type Moments = Omit<typeof MEASURED, 'levels'>;

function fitMoments(measured: readonly MeasuredSaving[]): Moments {
  const cases = measured.filter(({ touched, saving }) => saving <= ANOTHER_EDIT * touched);
  const weight = cases.length + NOTED_CASES;
  const above = cases.map(({ family, touched, saving }) => Math.min(1, saving / touched) - NOTED[family]);
  const shift = sum(above) / weight;
  const unseen = cases.map(({ touched, saving }) => 
    touched < 1 ? Math.max(0, saving - touched) / (touched * (1 - touched)) : 0
  );
  const mean = sum(unseen) / weight;
  return {
    shift,
    spread: Math.sqrt((sum(above.map((one) => (one - shift) ** 2)) + NOTED_CASES * NOTED_SPREAD ** 2) / weight),
    unseen: {
      mean,
      spread: Math.sqrt((sum(unseen.map((one) => (one - mean) ** 2)) + NOTED_CASES * NOTED_UNSEEN_SPREAD ** 2) / weight),
    },
  };
}

const NO_LEVELS: Levels = { low: 0, high: 1 };

function fitLevels(rows: readonly MeasuredRow[], moments: Moments): Levels {
  const places = rows.map(({ family, onStack, offStack, samples, saving }) => {
    const prior = priorOf(family, { ...moments, levels: NO_LEVELS });
    const { first, second } = savingShape({ share: onStack, collected: offStack, samples }, prior);
    return betaCdf(saving, first, second);
  });
  return {
    low: Math.min(LEVEL_BOUNDS.low, levelAt(0.1, places)),
    high: Math.min(LEVEL_BOUNDS.high, levelAt(0.9, places)),
  };
}

/** Level below which a part `p` of the places lies, {@link NOTED_CASES} more of which are spread evenly. By halving. */
function levelAt(p: number, places: readonly number[]): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const level = (low + high) / 2;
    const below = places.filter((place) => place < level).length + NOTED_CASES * level;
    [low, high] = below < p * (places.length + NOTED_CASES) ? [level, high] : [low, level];
  }
  return high;
}
