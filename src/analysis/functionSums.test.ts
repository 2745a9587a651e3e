import { FunctionSums } from './functionSums';

const sumsOf = (...pairs: Array<[func: number, weight: number]>): FunctionSums => {
  const sums = new FunctionSums(5);
  pairs.forEach(([func, weight]) => sums.add(func, weight));
  return sums;
};

it('sums by function, in the order of first touch, −1 included', () => {
  expect([...sumsOf([3, 1], [-1, 2], [3, 4]).take()]).toEqual([
    [3, 5],
    [-1, 2],
  ]);
});

it('starts at nothing after each take', () => {
  const sums = sumsOf([4, 1]);
  sums.take();
  expect(sums.take().size).toBe(0);
  sums.add(4, 2);
  expect([...sums.take()]).toEqual([[4, 2]]);
});

it('gives the heaviest, the lower index on a tie', () => {
  expect(sumsOf([3, 2], [1, 2], [0, 1]).takeHeaviest()).toEqual({ func: 1, weight: 2 });
  expect(sumsOf().takeHeaviest()).toEqual({ func: -1, weight: 0 });
});
