/**
 * The priors of the savings, fitted on measured cases: how much of the touched share the best of several edits removed.
 *
 *   shift  = Σ (ratio − note) / (n + n₀)
 *   spread = √((Σ (ratio − note − shift)² + n₀ σ₀²) / (n + n₀))
 *
 * with the notes and σ₀ of `src/analysis/saving.ts` worth n₀ cases: a mean and a variance shrunk towards the notes.
 */
import { type MEASURED, NOTED, NOTED_CASES, NOTED_SPREAD } from '../../src/analysis/saving';
import { type FixFamily } from '../../src/analysis';

export interface MeasuredRatio {
  readonly family: FixFamily;
  /** measured saving ÷ touched share */
  readonly ratio: number;
}

export function fitPriors(ratios: readonly MeasuredRatio[]): typeof MEASURED {
  const weight = ratios.length + NOTED_CASES;
  const above = ratios.map(({ family, ratio }) => ratio - NOTED[family]);
  const shift = above.reduce((sum, one) => sum + one, 0) / weight;
  const squares = above.reduce((sum, one) => sum + (one - shift) ** 2, 0);
  return { shift, spread: Math.sqrt((squares + NOTED_CASES * NOTED_SPREAD ** 2) / weight) };
}
