/** Intervals of every case with the priors fitted on the others: what they would have said of an unseen one. */
import { priorOf, savingByPrior } from '../../src/analysis/saving';
import { fitPriors, type MeasuredRatio } from './fitPriors';
import { type CaseScore, type IntervalScore, scoreInterval } from './score';

export const ratiosOf = (scores: readonly CaseScore[]): ReadonlyArray<MeasuredRatio & { readonly case: string }> =>
  scores.flatMap(({ case: name, predicted, first }) =>
    predicted === null || first === null
      ? []
      : [{ case: name, family: first.family, ratio: predicted.measured / total(first) }]
  );

const total = ({ touched }: { touched: { onStack: number; offStack: number } }) => touched.onStack + touched.offStack;

export function leaveOneOut(scores: readonly CaseScore[]): readonly IntervalScore[] {
  const ratios = ratiosOf(scores);
  return scores.flatMap(({ case: name, predicted }) => {
    if (predicted === null) {
      return [];
    }
    const { touched, family, samples } = predicted.candidate;
    const measured = fitPriors(ratios.filter((one) => one.case !== name));
    const interval = savingByPrior(
      { share: touched.onStack, collected: touched.offStack, samples },
      priorOf(family, measured)
    );
    return [scoreInterval(interval, predicted.measured)];
  });
}
