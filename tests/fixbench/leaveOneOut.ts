/** Intervals of every case with the priors fitted on the others: what they would have said of an unseen one. */
import { priorOf, savingByPrior } from '../../src/analysis/saving';
import { fitPriors, type MeasuredRow, type MeasuredSaving } from './fitPriors';
import { type CaseScore, type IntervalScore, scoreInterval } from './score';

export const savingsOf = (scores: readonly CaseScore[]): ReadonlyArray<MeasuredSaving & { readonly case: string }> =>
  scores.flatMap(({ case: name, predicted, first }) =>
    predicted === null || first === null
      ? []
      : [{ case: name, family: first.family, touched: total(first), saving: predicted.measured }]
  );

export const rowsOf = (scores: readonly CaseScore[]): ReadonlyArray<MeasuredRow & { readonly case: string }> =>
  scores.flatMap(({ case: name, predicted }) => {
    if (predicted === null) {
      return [];
    }
    const { family, touched, samples } = predicted.candidate;
    return [{ case: name, family, ...touched, samples, saving: predicted.measured }];
  });

const total = ({ touched }: { touched: { onStack: number; offStack: number } }) => touched.onStack + touched.offStack;

export function leaveOneOut(scores: readonly CaseScore[]): readonly IntervalScore[] {
  const savings = savingsOf(scores);
  const rows = rowsOf(scores);
  return scores.flatMap(({ case: name, predicted }) => {
    if (predicted === null) {
      return [];
    }
    const { touched, family, samples } = predicted.candidate;
    const measured = fitPriors(
      savings.filter((one) => one.case !== name),
      rows.filter((one) => one.case !== name)
    );
    const interval = savingByPrior(
      { share: touched.onStack, collected: touched.offStack, samples },
      priorOf(family, measured)
    );
    return [scoreInterval(interval, predicted.measured)];
  });
}
