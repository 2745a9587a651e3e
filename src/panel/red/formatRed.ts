/** Numbers of the RED strip as text. */
import { formatDurationMs, formatLengthMs, formatSamples, NBSP } from '../../shared/lib/format';

/** A measured latency: `1.86 s`, `640 ms`. */
export const formatLatency = (seconds: number): string => formatDurationMs(seconds * 1000);

/** A limit, or a mark of an axis: `1 s`, `400 ms`. */
export const formatLimit = (seconds: number): string => formatLengthMs(seconds * 1000);

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
