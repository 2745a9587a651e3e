/** Numbers of the RED strip as text (DESIGN-VISUAL, "Numbers"). */
const NBSP = '\u00a0';
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Three digits: `1.86 s`, `640 ms`, `18.2 ms`. */
export function formatLatency(seconds: number): string {
  const milliseconds = seconds * 1000;
  if (milliseconds < 999.5) {
    return `${threeDigits(milliseconds)}${NBSP}ms`;
  }
  return seconds < 99.95 ? `${threeDigits(seconds)}${NBSP}s` : `${threeDigits(seconds / 60)}${NBSP}min`;
}

/** Axis labels: as short as the value allows (`400 ms`, `1.5 s`, `1 s`). */
export function formatLatencyTick(seconds: number): string {
  const [value, unit] = seconds < 1 ? [seconds * 1000, 'ms'] : [seconds, 's'];
  return `${Number(value.toPrecision(2))}${NBSP}${unit}`;
}

function threeDigits(value: number): string {
  return value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

/** Requests: per second, below one per second per minute. */
export function formatRate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 1) {
    return `${Number((perSecond * 60).toPrecision(2))}${NBSP}req/min`;
  }
  return `${perSecond >= 100 ? grouped.format(perSecond) : Number(perSecond.toPrecision(3))}${NBSP}req/s`;
}

/** Error ratio: one decimal; what is there but below it is not rounded to nothing. */
export function formatRatio(ratio: number): string {
  const percent = ratio * 100;
  return percent > 0 && percent < 0.05 ? `<0.1${NBSP}%` : `${percent.toFixed(1)}${NBSP}%`;
}

export function formatCount(count: number): string {
  return grouped.format(count);
}
