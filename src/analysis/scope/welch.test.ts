import { compareMeans } from './welch';
import { wilsonInterval } from './wilson';

// Expected values: R 4.2, pt() and qt().
describe('compareMeans', () => {
  it.each([
    // t, degrees of freedom of each side (equal variances: the sum) and P(|T| > t)
    [2.0, 5, 0.07338803],
    [2.228139, 5, 0.05],
    [0.5, 2, 0.643330],
  ])('t = %d with %d degrees of freedom a side', (t, freedom, p) => {
    const side = { variance: 0.5, freedom };
    const compared = compareMeans({ mean: t, ...side }, { mean: 0, ...side });
    expect(compared.p).toBeCloseTo(p, 5);
    expect(compared.difference).toBe(t);
  });

  it('ends its interval at 0 where p is 0.05', () => {
    const side = { variance: 0.5, freedom: 5 };
    expect(compareMeans({ mean: 2.228139, ...side }, { mean: 0, ...side }).low).toBeCloseTo(0, 5);
  });

  it('claims nothing without a variance', () =>
    expect(
      compareMeans({ mean: 1, variance: 0, freedom: 1 }, { mean: 0, variance: 0, freedom: 1 })
    ).toEqual({ difference: 1, low: 1, high: 1, p: 1 }));
});

// Expected values: Brown, Cai, DasGupta 2001; R binom::binom.wilson.
describe('wilsonInterval', () => {
  it.each([
    [0, 10, 0, 0.2775328],
    [5, 10, 0.2365931, 0.7634069],
    [10, 10, 0.7224672, 1],
  ])('%d of %d', (k, n, low, high) => {
    const interval = wilsonInterval(k, n);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });
  it('knows nothing of nothing', () => expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 }));
});
