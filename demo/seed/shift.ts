/**
 * How far the recording moves so that it ends now. Pure: the clock is handed in.
 *
 * Servers find data by time, and Pyroscope's v2 index by the time of the push: old stamps would be invisible to a narrow
 * window (and Prometheus refuses them), so everything is loaded as if it had just happened.
 */
import type { Dataset } from '../standins/dataset';

/** The range queries of the dashboards have steps that divide this, so they meet the samples where the recording did. */
const STEP_MS = 15_000;
export const NANOS_PER_MS = BigInt(1_000_000);

export interface Shift {
  /** added to every recorded moment, whole {@link STEP_MS} */
  readonly shiftMs: number;
  /** the recorded window and deploy in the servers' time, epoch milliseconds */
  readonly window: { readonly startMs: number; readonly endMs: number };
  readonly deployMs: number;
}

/** @returns the shift that puts the latest recorded moment at `nowMs` or up to one step before it */
export function shiftToEndAt(nowMs: number, dataset: Dataset): Shift {
  const shiftMs = Math.floor((nowMs - latestMomentMs(dataset)) / STEP_MS) * STEP_MS;
  const { window, deployMs } = dataset.times;
  return {
    shiftMs,
    window: { startMs: window.startMs + shiftMs, endMs: window.endMs + shiftMs },
    deployMs: deployMs + shiftMs,
  };
}

/** Pushes and scrapes go on for some seconds after the load has ended. */
function latestMomentMs(dataset: Dataset): number {
  let latest = dataset.times.window.endMs;
  const see = (ms: number) => {
    latest = Math.max(latest, ms);
  };
  dataset.pushes.forEach((push) => see(nanosToMs(push.timeNanos)));
  dataset.series.forEach(({ values }) => values.length > 0 && see(values[values.length - 1][0] * 1000));
  for (const { exemplars } of dataset.exemplars) {
    exemplars.forEach((exemplar) => see(exemplar.timestamp * 1000));
  }
  for (const { trace } of dataset.traces) {
    for (const span of trace.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))) {
      see(nanosToMs(span.endTimeUnixNano));
    }
  }
  return latest;
}

function nanosToMs(nanos: string): number {
  return Number(BigInt(nanos) / NANOS_PER_MS);
}

/** Decimal nanoseconds, as JSON carries 64-bit integers, moved by whole milliseconds. */
export function shiftNanos(nanos: string, shiftMs: number): string {
  return String(BigInt(nanos) + BigInt(shiftMs) * NANOS_PER_MS);
}
