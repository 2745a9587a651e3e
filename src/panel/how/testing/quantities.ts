/** Quantities in the texts of "How", so that a test can compute a figure from the parts that are told. */

const UNITS: Readonly<Record<string, number>> = { '%': 0.01, ns: 1, µs: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3_600e9 };
/** `24.9 s` → 24.9e9, `9,214 samples` → 9214, `4.2 %` → 0.042, `−99 %` → −0.99 */
export function quantity(text: string): number {
  const found = /([−+]?)<?([\d.,]+)\s*(%|[a-zµ]+)?/.exec(text);
  if (found === null) {
    throw new Error(`no quantity in ${text}`);
  }
  const [, sign, digits, unit = ''] = found;
  return (sign === '−' ? -1 : 1) * Number(digits.replace(/,/g, '')) * (UNITS[unit] ?? 1);
}
const AMOUNT = String.raw`[\d.,]+\s(?:ns|µs|ms|s|min|h|samples?|requests?)\b`;
/** What the text says as A of B, the first one; else as A ÷ B. */
export function ratioIn(how: string): number {
  const found = new RegExp(`(${AMOUNT}|[\\d.,]+) of (?:the )?(${AMOUNT})`).exec(how);
  if (found === null) {
    throw new Error(`no ratio in ${how}`);
  }
  return quantity(found[1]) / quantity(found[2]);
}
/** A whole percent is off by half a point, quantities of three digits by half a percent of themselves. */
export const isClose = (parts: number, shown: number) => Math.abs(parts - shown) < 0.0051 + 0.01 * Math.abs(shown);
