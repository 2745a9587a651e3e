/** Numbers of the RED strip as text. */
import { formatDurationMs, formatSamples, NBSP } from '../../shared/lib/format';

/** Three digits: `1.86 s`, `640 ms`. */
export function formatLatency(seconds: number): string {
  return formatDurationMs(seconds * 1000);
}

/** Axis labels: as short as the value allows (`400 ms`, `1.5 s`, `1 s`). */
export function formatLatencyTick(seconds: number): string {
  const [value, unit] = seconds < 1 ? [seconds * 1000, 'ms'] : [seconds, 's'];
  return `${Number(value.toPrecision(2))}${NBSP}${unit}`;
}

/** Requests: per second, below one per second per minute. */
export function formatRate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 1) {
    return `${Number((perSecond * 60).toPrecision(2))}${NBSP}req/min`;
  }
  return `${perSecond >= 100 ? formatSamples(perSecond) : Number(perSecond.toPrecision(3))}${NBSP}req/s`;
}

/** Error ratio: one decimal; what is there but below it is not rounded to nothing. */
export function formatRatio(ratio: number): string {
  const percent = ratio * 100;
  return percent > 0 && percent < 0.05 ? `<0.1${NBSP}%` : `${percent.toFixed(1)}${NBSP}%`;
}
