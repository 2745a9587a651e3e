import { betaCdf, betaQuantile, lnGamma } from './beta';

it('has the logarithm of the gamma function', () => {
  expect(lnGamma(1)).toBeCloseTo(0, 12);
  expect(lnGamma(5)).toBeCloseTo(Math.log(24), 12);
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
});

// Values of R's qbeta.
it.each([
  [0.1, 8, 2, 0.6315821],
  [0.5, 8, 2, 0.8203759],
  [0.9, 8, 2, 0.9391742],
  [0.1, 0.5, 0.5, 0.02447174],
  [0.9, 270.5, 730.5, 0.2883403],
  [0.5, 1, 1, 0.5],
])('quantile %p of Beta(%p, %p)', (p, a, b, expected) => expect(betaQuantile(p, a, b)).toBeCloseTo(expected, 3));

it('inverts the distribution function', () => {
  for (const [a, b] of [
    [0.7, 3],
    [5, 1],
    [40, 60],
    [2000, 8000],
  ]) {
    for (const p of [0.01, 0.1, 0.5, 0.9, 0.99]) {
      expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 8);
    }
  }
});

it('is 0 and 1 outside its interval', () => {
  expect([betaCdf(-1, 2, 2), betaCdf(0, 2, 2), betaCdf(1, 2, 2), betaCdf(2, 2, 2)]).toEqual([0, 0, 1, 1]);
});
