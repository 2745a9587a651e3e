import { practise } from './practice';

function recorded() {
  const done: string[] = [];
  function* round(stacks: number): Generator<void> {
    done.push(`decode ${stacks}`);
    yield;
    done.push(`analyse ${stacks}`);
  }
  const tasks: Array<() => void> = [];
  const runNext = () => tasks.shift()?.();
  return { done, round, tasks, runNext, later: (run: () => void) => void tasks.push(run) };
}

it('makes each step of a round a task of its own, so that a job can come between', () => {
  const { done, round, runNext, later, tasks } = recorded();
  practise(round, { rounds: [1, 2], later });
  expect(done).toEqual([]);
  runNext();
  expect(done).toEqual(['decode 1']);
  runNext();
  expect(done).toEqual(['decode 1', 'analyse 1']);
  while (tasks.length > 0) {
    runNext();
  }
  expect(done).toEqual(['decode 1', 'analyse 1', 'decode 2', 'analyse 2']);
});

it('ends with the first job', () => {
  const { done, round, runNext, later, tasks } = recorded();
  const end = practise(round, { rounds: [1, 2, 3], later });
  runNext();
  end();
  while (tasks.length > 0) {
    runNext();
  }
  expect(done).toEqual(['decode 1']);
});
