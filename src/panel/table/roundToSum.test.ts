import { roundToSum } from './roundToSum';

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('roundToSum', () => {
  it('rounds less up than each part for itself would', () => {
    expect(roundToSum([49.6, 49.6, 50.8], 150)).toEqual([50, 49, 51]);
  });

  it('rounds more up than each part for itself would', () => {
    expect(roundToSum([50.4, 50.3, 50.3], 151)).toEqual([51, 50, 50]);
  });

  it('gives many tiny parts together what they add up to', () => {
    const rounded = roundToSum(new Array(40).fill(0.1), 4);
    expect(sumOf(rounded)).toBe(4);
    expect(Math.max(...rounded)).toBe(1);
  });

  it('leaves parts that are exact, in spite of binary fractions', () => {
    expect(roundToSum([1000 * 0.062, 1000 * 0.208], 270)).toEqual([62, 208]);
  });

  it('takes from the smallest remainders what is too much, and never below zero', () => {
    expect(roundToSum([0, 2.2, 3.4], 4)).toEqual([0, 1, 3]);
    expect(roundToSum([0, 0, 1], 0)).toEqual([0, 0, 0]);
  });

  it('keeps zeros and takes no parts', () => {
    expect(roundToSum([0, 0], 0)).toEqual([0, 0]);
    expect(roundToSum([], 0)).toEqual([]);
    expect(roundToSum([], 3)).toEqual([]);
  });

  it.each([3, 7, 19])('adds up for parts of a %i-way split at every sum', (count) => {
    for (let total = 0.3; total < 1000; total += 13.7) {
      const parts = Array.from({ length: count }, (_, index) => (total * (index + 1)) / ((count * (count + 1)) / 2));
      const rounded = roundToSum(parts, Math.round(total));
      expect(sumOf(rounded)).toBe(Math.round(total));
      expect(rounded.every((value, index) => Math.abs(value - parts[index]) <= 1)).toBe(true);
    }
  });
});
