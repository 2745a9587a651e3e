/**
 * Numbers to text, the one way for panel, table query and command line.
 *
 * Shares come in as 0..1 and become percent only here. Signs are typographic: U+2212 minus, en dash in ranges, no-break
 * space before `%` and units, em dash for "does not apply" (never for zero).
 */

export const NBSP = '\u00a0';
export const MINUS = '\u2212';
export const EN_DASH = '\u2013';
export const NOT_APPLICABLE = '\u2014';

/** What rounds to zero has no sign. */
const formatter = (minimumFractionDigits: number, maximumFractionDigits: number) => {
  const format = new Intl.NumberFormat('en-US', { minimumFractionDigits, maximumFractionDigits });
  return (value: number) =>
    format
      .format(value)
      .replace(/^-(?=0(\.0+)?$)/, '')
      .replace('-', MINUS);
};
const whole = formatter(0, 0);
const oneDecimal = formatter(1, 1);
const twoDecimals = formatter(2, 2);
const upToOneDecimal = formatter(0, 1);
const upToTwoDecimals = formatter(0, 2);

/** Integer percent with sign of unit: `0.27` → `27 %`; what is above zero and below one percent is `<1 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) {
    return NOT_APPLICABLE;
  }
  if (share > 0 && share < 0.01) {
    return `<1${NBSP}%`;
  }
  return `${whole(100 * share)}${NBSP}%`;
}

/** One decimal for the Self and Cum columns, whose header carries the unit: `0.27` → `27.0`. */
export function formatShareColumn(share: number): string {
  return Number.isFinite(share) ? oneDecimal(100 * share) : NOT_APPLICABLE;
}

/** One decimal with unit, for tooltips that add up: `0.062` → `6.2 %`. */
export function formatSharePrecise(share: number): string {
  return Number.isFinite(share) ? `${formatShareColumn(share)}${NBSP}%` : NOT_APPLICABLE;
}

/** What the interval functions need; `Interval` of the analysis satisfies it. */
interface Range {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** The range alone, in integer percent points: `19–29`. */
export function formatRange(range: Range): string {
  return `${whole(100 * range.p10)}${EN_DASH}${whole(100 * range.p90)}`;
}

/** A saving with its range: `−24 % (19–29)`; what costs more instead has a plus: `+3 % (−5–1)`. */
export function formatInterval(range: Range): string {
  const size = formatShare(Math.abs(range.p50));
  const isSmall = size.startsWith('<') || range.p50 === 0;
  const sign = isSmall ? '' : range.p50 > 0 ? MINUS : '+';
  return `${sign}${size} (${formatRange(range)})`;
}

/** Counts with thousands comma: `9214` → `9,214`. */
export function formatSamples(count: number): string {
  return Number.isFinite(count) ? whole(count) : NOT_APPLICABLE;
}

/** Three significant digits without exponent; thousands commas from four digits on. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  return size >= 99.95 ? whole(value) : size >= 9.995 ? upToOneDecimal(value) : upToTwoDecimals(value);
}

/** The same with its zeros. */
function threeDigitsKept(value: number): string {
  const size = Math.abs(value);
  return size >= 99.95 ? whole(value) : size >= 9.995 ? oneDecimal(value) : twoDecimals(value);
}

/** `[smallest value that uses it, divisor, symbol]`, largest first. */
type UnitStep = readonly [number, number, string];

const NANOSECOND_STEPS: readonly UnitStep[] = [
  [3_600e9, 3_600e9, 'h'],
  [600e9, 60e9, 'min'],
  [1e9, 1e9, 's'],
  [1e6, 1e6, 'ms'],
  [1e3, 1e3, 'µs'],
  [0, 1, 'ns'],
];
const BYTE_STEPS: readonly UnitStep[] = [
  [1024 ** 5, 1024 ** 5, 'PiB'],
  [1024 ** 4, 1024 ** 4, 'TiB'],
  [1024 ** 3, 1024 ** 3, 'GiB'],
  [1024 ** 2, 1024 ** 2, 'MiB'],
  [1024, 1024, 'KiB'],
  [0, 1, 'B'],
];
/** A map, as units are outside text: a profile may call its unit `constructor`. */
const TO_NANOSECONDS = new Map([
  ['nanoseconds', 1],
  ['ns', 1],
  ['microseconds', 1e3],
  ['us', 1e3],
  ['milliseconds', 1e6],
  ['ms', 1e6],
  ['seconds', 1e9],
  ['s', 1e9],
]);

/** Size as its three digits tell it: 999.6 → 1000, 59.96 → 60. */
function roundedSize(value: number): number {
  const size = Math.abs(value);
  const perUnit = size >= 99.95 ? 1 : size >= 9.995 ? 10 : 100;
  return Math.round(size * perUnit) / perUnit;
}

/** What rounds up to the next unit is told in it: 999.6 ms is 1 s, not 1,000 ms. */
function formatSteps(value: number, steps: readonly UnitStep[], toText = threeDigits): string {
  const [, divisor, symbol] =
    steps.find(([from], at) => {
      const below = steps[at + 1]?.[1] ?? 1;
      return roundedSize(value / below) * below >= from;
    }) ?? steps[steps.length - 1];
  return `${toText(value / divisor)}${NBSP}${symbol}`;
}

/**
 * A weight in the unit of its profile: `413e9, 'nanoseconds'` → `413 s`; bytes in binary steps; counts with commas and
 * the unit's own word unless that is just `count`. Three significant digits.
 */
export function formatWeight(value: number, unit: string): string {
  if (!Number.isFinite(value)) {
    return NOT_APPLICABLE;
  }
  const factor = TO_NANOSECONDS.get(unit);
  if (factor !== undefined) {
    return formatSteps(value * factor, NANOSECOND_STEPS);
  }
  if (unit === 'bytes') {
    return formatSteps(value, BYTE_STEPS);
  }
  const count = whole(value);
  return unit === '' || unit === 'count' ? count : `${count}${NBSP}${unit}`;
}

/** How long something took, always three digits, so that a list of them reads as one: `1.86 s`, `1.20 s`, `640 ms`. */
export function formatDurationMs(durationMs: number): string {
  const nanoseconds = durationMs * 1e6;
  return Number.isFinite(nanoseconds) && nanoseconds !== 0
    ? formatSteps(nanoseconds, NANOSECOND_STEPS, threeDigitsKept)
    : formatWeight(durationMs, 'milliseconds');
}

/** A length of time that somebody set, or that an axis has marks at, as short as it can be told: `1 s`, `1.5 s`. */
export const formatLengthMs = (lengthMs: number): string => formatWeight(lengthMs, 'milliseconds');
