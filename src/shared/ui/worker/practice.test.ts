import { practise } from './practice';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function recorded() {
  const done: string[] = [];
  function* round(stacks: number): Generator<void> {
    done.push(`decode ${stacks}`);
    yield;
    done.push(`analyse ${stacks}`);
  }
  return { done, round };
}

it('makes each step of a round a task of its own, so that a job can come between', () => {
  const { done, round } = recorded();
  practise(round, [1, 2]);
  expect(done).toEqual([]);
  jest.advanceTimersToNextTimer();
  expect(done).toEqual(['decode 1']);
  jest.advanceTimersToNextTimer();
  expect(done).toEqual(['decode 1', 'analyse 1']);
  jest.runAllTimers();
  expect(done).toEqual(['decode 1', 'analyse 1', 'decode 2', 'analyse 2']);
});

it('ends with the first job', () => {
  const { done, round } = recorded();
  const end = practise(round, [1, 2, 3]);
  jest.advanceTimersToNextTimer();
  end();
  jest.runAllTimers();
  expect(done).toEqual(['decode 1']);
});
