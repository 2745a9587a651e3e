import { accuracyPoints, sampleFloor, samplesFromWeights } from './sampleFloor';

describe('sampleFloor', () => {
  it.each([
    [0, 'none', false, false],
    [9, 'counts-only', false, false],
    [10, 'no-advice', true, false],
    [29, 'no-advice', true, false],
    [30, 'caution', true, true],
    [99, 'caution', true, true],
    [100, 'enough', true, true],
  ] as const)('with %i samples: %s', (samples, level, showShares, showAdvice) => {
    expect(sampleFloor(samples)).toMatchObject({ level, showShares, showAdvice });
  });

  it.each([
    [37, 16],
    [100, 10],
    [20, 22],
    [0, 100],
  ])('%i samples are good to about %i points', (samples, points) => {
    expect(accuracyPoints(samples)).toBe(points);
  });
});

describe('samplesFromWeights', () => {
  it('counts in units of the smallest common weight', () => {
    expect(samplesFromWeights([0, 320e6, 20e6, 10e6], 'ns')).toBe(35);
  });
  it('takes a faster profiler by its own interval', () => {
    expect(samplesFromWeights([5e6, 15e6], 'nanoseconds')).toBe(4);
  });
  it('does not take one repeated weight for one sample', () => {
    expect(samplesFromWeights([320e6, 320e6], 'ns')).toBe(64);
  });
  it('falls back to 10 ms where weights were scaled', () => {
    expect(samplesFromWeights([10_000_001, 19_999_999], 'ns')).toBe(3);
  });
  it('says null for units that are no time and 0 for nothing', () => {
    expect([samplesFromWeights([512], 'bytes'), samplesFromWeights([0, 0], 'ns')]).toEqual([null, 0]);
  });
});
