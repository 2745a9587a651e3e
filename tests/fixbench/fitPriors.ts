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
 */
import { type MEASURED, NOTED, NOTED_CASES, NOTED_SPREAD, NOTED_UNSEEN_SPREAD } from '../../src/analysis/saving';
import { type FixFamily } from '../../src/analysis';

export interface MeasuredSaving {
  readonly family: FixFamily;
  /** share that the edit touches, on and off the stack */
  readonly touched: number;
  readonly saving: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Saving ÷ touched share from which on it was another edit. */
const ANOTHER_EDIT = 2;

export function fitPriors(measured: readonly MeasuredSaving[]): typeof MEASURED {
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
