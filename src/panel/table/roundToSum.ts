/**
 * Rounding of parts beside their rounded sum: read as numbers, the lines add up.
 *
 *   parts  4.96  4.96  5.08        each to tenths: 5.0 + 5.0 + 5.1 = 15.1
 *   sum   15.0                     largest remainder: 5.0 + 4.9 + 5.1 = 15.0
 */

/**
 * @param parts amounts ≥ 0 in units of the last shown digit, whose sum is `sum` up to rounding
 * @param sum   integer: the rounded sum as it is shown
 * @returns integers that add up to `sum`: every part rounded down, and what is missing goes to the largest remainders, one
 *   unit each; what is too much is taken from the smallest. Ties by index. No part gets below 0 while another has more.
 * Θ(n log n). Rule: largest remainder (Hamilton).
 */
export function roundToSum(parts: readonly number[], sum: number): readonly number[] {
  const rounded = parts.map(Math.floor);
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part - rounded[index] }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let missing = sum - rounded.reduce((total, part) => total + part, 0);
  while (missing > 0 && parts.length > 0) {
    for (const { index } of byRemainder.slice(0, missing)) {
      rounded[index] += 1;
      missing -= 1;
    }
  }
  while (missing < 0 && rounded.some((part) => part > 0)) {
    const from = byRemainder.filter(({ index }) => rounded[index] > 0).slice(missing);
    for (const { index } of from) {
      rounded[index] -= 1;
      missing += 1;
    }
  }
  return rounded;
}
