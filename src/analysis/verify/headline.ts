/** Did what the user looks at move: a metric of theirs, else total cost per request. */
import { metricShift } from './metricShift';
import {
  type CostChange,
  type HeadlineChange,
  type HeadlineMetric,
  type HeadlineResult,
  type LocalChange,
  VerifyInputError,
} from './model';
import { changeOf } from './sides';

/** Values a side: the interval looks at all pairs of them. */
const MAX_VALUES = 2_000;

/** @throws VerifyInputError on values that are no metric */
export function judgeMetric(
  metric: HeadlineMetric,
  drift: number
): { readonly headline: HeadlineResult; readonly tooFew: boolean } {
  const { before, after, better, name } = metric;
  checkValues(before, 'before');
  checkValues(after, 'after');
  const { tooFew, ...interval } = metricShift(before, after, drift);
  const change = changeOf(interval);
  return {
    tooFew,
    headline: {
      change: change === 'same' ? 'same' : (change === 'shrank') === (better === 'lower') ? 'improved' : 'worse',
      metric: 'given',
      name: name ?? null,
      better,
      ...interval,
      countBefore: before.length,
      countAfter: after.length,
    },
  };
}

function checkValues(values: readonly number[], side: string): void {
  if (values.length === 0 || values.length > MAX_VALUES) {
    throw new VerifyInputError(
      `The headline ${side} has ${values.length} values: give one for each sub-window, 1 to ${MAX_VALUES} of them.`
    );
  }
  const odd = values.find((value) => !(value >= 0 && Number.isFinite(value)));
  if (odd !== undefined) {
    throw new VerifyInputError(`The headline ${side} has the value ${odd}: leave windows without a value out.`);
  }
}

const OF_COST: Readonly<Record<LocalChange, HeadlineChange>> = { shrank: 'improved', same: 'same', grew: 'worse' };

export function judgeCost(total: CostChange & { readonly change: LocalChange }): HeadlineResult {
  const { change, ratio, low, high, samplesBefore, samplesAfter } = total;
  return {
    change: OF_COST[change],
    metric: 'cost-per-request',
    name: null,
    better: 'lower',
    ratio,
    low,
    high,
    countBefore: samplesBefore,
    countAfter: samplesAfter,
  };
}
