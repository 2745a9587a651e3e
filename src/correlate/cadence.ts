/**
 * How often the agents push, read from the answer.
 *
 * A point holds what was pushed in one step. An agent that pushes every 30 s, asked in steps of 15 s, has a point in
 * every second step and nothing between: divided by the step, its rate would be twice the truth (one recorded Go service
 * pushes CPU so, and Grafana's own datasource shows 1.5 cores for its 0.77).
 */

/** @returns usual distance of two points in seconds, at least the step */
export function cadenceSeconds(timesMs: readonly number[], stepSeconds: number): number {
  const gaps = timesMs
    .slice(1)
    .map((time, i) => time - timesMs[i])
    .sort((a, b) => a - b);
  const median = gaps.length === 0 ? 0 : gaps[(gaps.length - 1) >> 1] / 1000;
  return Math.max(stepSeconds, median);
}

/**
 * How much of a window has points: a version that was deployed in the middle of it covers a half.
 *
 * @param timesMs  of what is there, ascending; none makes 0
 * @returns seconds. A point or two less than fit are the window's edges and count as covered.
 */
export function coveredSeconds(timesMs: readonly number[], stepSeconds: number, windowSeconds: number): number {
  const cadence = cadenceSeconds(timesMs, stepSeconds);
  // Pushes every 20 s in steps of 15 s lie 15, 15 and 30 s apart: a gap is a pause only where it is longer than two of them.
  let covered = timesMs.length === 0 ? 0 : cadence;
  for (let i = 1; i < timesMs.length; i++) {
    const gap = (timesMs[i] - timesMs[i - 1]) / 1000;
    covered += gap > 2 * cadence ? cadence : gap;
  }
  return covered > 0 && covered >= windowSeconds - 2 * cadence ? windowSeconds : covered;
}
