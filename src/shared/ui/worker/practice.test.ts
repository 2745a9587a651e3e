import { practise } from './practice';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('makes each round a task of its own, so that a job can come between', () => {
  const done: number[] = [];
  practise((stacks) => done.push(stacks), [1, 2, 3]);
  expect(done).toEqual([]);
  jest.advanceTimersToNextTimer();
  expect(done).toEqual([1]);
  jest.runAllTimers();
  expect(done).toEqual([1, 2, 3]);
});

it('ends with the first job', () => {
  const done: number[] = [];
  const end = practise((stacks) => done.push(stacks), [1, 2, 3]);
  jest.advanceTimersToNextTimer();
  end();
  jest.runAllTimers();
  expect(done).toEqual([1]);
});
