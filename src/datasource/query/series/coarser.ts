/**
 * What is in use at a moment (heap, goroutines), from fine steps to the step of the panel.
 *
 * Every push holds all that is in use, so pushes of one step must not be added, and servers with v2 storage add whatever
 * they are asked. So the steps asked for are as fine as the pushes are; of those in a step of the panel the median is
 * taken: two pushes that fell into one fine step, and none into the next, do not move it.
 */
import { median } from 'simple-statistics';
import type { Series } from '../../client/selectSeries';

/** @param coarseMs  a multiple of the fine step; times become its multiples (right edges) */
export function medianPerStep({ timesMs, values }: Series, coarseMs: number): Pick<Series, 'timesMs' | 'values'> {
  const steps = new Map<number, number[]>();
  timesMs.forEach((time, i) => {
    const edge = Math.ceil(time / coarseMs) * coarseMs;
    const step = steps.get(edge);
    if (step) {
      step.push(values[i]);
    } else {
      steps.set(edge, [values[i]]);
    }
  });
  return { timesMs: [...steps.keys()], values: [...steps.values()].map(median) };
}
