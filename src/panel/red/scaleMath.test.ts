import { durationRange, durationTicks, nearestIndex, niceMaximum } from './scaleMath';

describe('niceMaximum', () => {
  it.each([
    [31, 40],
    [46, 60],
    [0.0054, 0.006],
    [0.99, 2],
    [100, 200],
    [0, 1],
    [NaN, 1],
  ])('%d → %d', (max, nice) => {
    expect(niceMaximum(max)).toBe(nice);
  });
});

describe('duration axis', () => {
  it('holds all values with room at both edges', () => {
    const { min, max } = durationRange([0.018, null, 3.6, NaN, undefined]);
    expect(min).toBeLessThan(0.018);
    expect(max).toBeGreaterThan(3.6);
  });
  it('gives one value a decade of its own', () => {
    const { min, max } = durationRange([2]);
    expect(max / min).toBeCloseTo(9);
  });
  it('has a range even for nothing, zero and negative values', () => {
    expect(durationRange([0, -1, null])).toEqual({ min: 0.1, max: 1 });
  });
  it('shows the limit and drops a tick that would touch it', () => {
    expect(durationTicks({ min: 0.08, max: 3 }, 1.5)).toEqual([0.1, 0.4, 1.5]);
  });
  it('prefers decades, then fills in where there is room', () => {
    expect(durationTicks({ min: 0.01, max: 5 }, 1)).toEqual([0.01, 0.1, 1, 4]);
  });
  it('leaves out a limit beyond the axis', () => {
    expect(durationTicks({ min: 0.08, max: 0.5 }, 1.5)).toEqual([0.1, 0.4]);
  });
});

describe('nearestIndex', () => {
  it.each([
    [[10, 20, 30], 24, 1],
    [[10, 20, 30], 26, 2],
    [[10, 20, 30], 0, 0],
    [[10, 20, 30], 99, 2],
    [[], 5, -1],
  ])('in %j nearest to %d: %d', (times, time, index) => {
    expect(nearestIndex(times, time)).toBe(index);
  });
});
