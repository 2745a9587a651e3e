/**
 * Quantiles of the Beta distribution, the one distribution the engine needs.
 *
 * Regularised incomplete beta by Lentz's continued fraction (NIST DLMF 8.17.22, Numerical Recipes 6.4), inverted by
 * Newton's method.
 * (@stdlib's beta quantile is some two hundred packages deep for these forty lines.)
 */

/** ln Γ(x), Lanczos approximation with g = 7, n = 9; relative error below 1e-13 for x > 0. */
const LANCZOS: readonly number[] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

export function lnGamma(x: number): number {
  if (x < 0.5) {
    return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  }
  const z = x - 1;
  let sum = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) {
    sum += LANCZOS[i] / (z + i);
  }
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const TINY = 1e-300;
const MAX_TERMS = 500;

const awayFromZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) {
      break;
    }
  }
  return result;
}

interface Beta {
  readonly a: number;
  readonly b: number;
  /** −ln B(a, b): the three gammas, most of a call, are computed once for many x */
  readonly lnFront: number;
}

const createBeta = (a: number, b: number): Beta => ({ a, b, lnFront: lnGamma(a + b) - lnGamma(a) - lnGamma(b) });

/** x^a (1 − x)^b / B(a, b); the density is this over x (1 − x). */
const frontAt = (x: number, { a, b, lnFront }: Beta) => Math.exp(lnFront + a * Math.log(x) + b * Math.log1p(-x));

/** P(X ≤ x) for X ~ Beta(a, b); a, b > 0. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) {
    return x <= 0 ? 0 : 1;
  }
  const beta = createBeta(a, b);
  return cdfOf(x, beta, frontAt(x, beta));
}

const cdfOf = (x: number, { a, b }: Beta, front: number): number =>
  x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;

/** A step shorter than this is far below what a share is known to. */
const MIN_STEP = 1e-11;
const MAX_ITERATIONS = 60;

/**
 * The x with P(X ≤ x) = p: Newton's steps inside a bracket, halved where a step would leave it. Some six evaluations
 * instead of the 34 of plain halving; a table of rows asks for some thousand quantiles.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  const beta = createBeta(a, b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let i = 0; i < MAX_ITERATIONS; i++) {
    const front = frontAt(x, beta);
    const error = cdfOf(x, beta, front) - p;
    if (error < 0) {
      low = x;
    } else {
      high = x;
    }
    const wanted = x - (error * x * (1 - x)) / front;
    const next = wanted > low && wanted < high ? wanted : (low + high) / 2;
    const step = Math.abs(next - x);
    x = next;
    if (step < MIN_STEP) {
      break;
    }
  }
  return x;
}
