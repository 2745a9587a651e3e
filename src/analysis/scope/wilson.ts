/** Two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of a share, 95 %: never outside 0..1, and honest at 0 of n, where ±1.96·SE claims certainty.
 * Source: Wilson, JASA 22 (1927); Brown, Cai, DasGupta, Statistical Science 16 (2001).
 *
 * @param k  successes, may be fractional, 0 ≤ k ≤ n
 */
export function wilsonInterval(k: number, n: number): { low: number; high: number } {
  if (!(n > 0)) {
    return { low: 0, high: 1 };
  }
  const share = k / n;
  const centre = (share + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
