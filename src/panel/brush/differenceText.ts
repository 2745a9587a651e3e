/** A difference per request with its interval, as the table shows it. */
import type { FunctionDifference } from '../../analysis';
import { EN_DASH, formatWeight, MINUS } from '../../shared/lib/format';

/** `+12.1 ms (+9.5 ms – +14.7 ms)` */
export function differenceText({ difference, low, high }: FunctionDifference, unit: string): string {
  const signed = (value: number) => `${value < 0 ? MINUS : '+'}${formatWeight(Math.abs(value), unit)}`;
  return `${signed(difference)} (${signed(low)} ${EN_DASH} ${signed(high)})`;
}
