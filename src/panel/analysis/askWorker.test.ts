import { askWorker, TaskAborted } from './askWorker';
import { WORKER_START_LIMIT_MS } from './analysisRunner';
import type { WorkerAnswer, WorkerRequest } from './job';
import type { WeighTask } from './tasks';

/** root 30 = handle 30, of it hot 20; `hot` calls itself once */
const task: WeighTask = {
  kind: 'weigh',
  profiles: [
    {
      columns: {
        level: Int32Array.of(0, 1, 2, 3),
        value: Float64Array.of(30, 30, 20, 5),
        self: Float64Array.of(0, 10, 15, 5),
        label: { index: Int32Array.of(0, 1, 2, 2), text: ['total', 'handle', 'hot'] },
        file: null,
        line: null,
      },
      unit: 'nanoseconds',
      sampleType: 'cpu',
      sampleCount: 3,
      quantum: 10,
    },
  ],
  func: 'hot',
};
const weight = [{ total: 30, weight: 20, samples: 3 }];

function fakeWorker(answer?: (request: WorkerRequest) => WorkerAnswer) {
  const worker = {
    terminated: false,
    onmessage: null as ((event: MessageEvent) => void) | null,
    onerror: null as ((event: ErrorEvent) => void) | null,
    terminate: () => void (worker.terminated = true),
    postMessage: (request: WorkerRequest) => {
      if (answer) {
        setTimeout(() => worker.onmessage?.({ data: answer(request) } as MessageEvent));
      }
    },
  };
  return worker;
}
const never = new AbortController().signal;

it('answers from the worker, which ends', async () => {
  const worker = fakeWorker(({ kind }) => ({
    kind: 'task-done',
    id: 1,
    result: [{ total: 1, weight: kind.length, samples: 0 }],
  }));
  await expect(askWorker(task, never, { createWorker: () => worker as never })).resolves.toEqual([
    { total: 1, weight: 4, samples: 0 },
  ]);
  expect(worker.terminated).toBe(true);
});

it('computes here where no worker can be made, where it breaks, and where it does not start', async () => {
  const broken = () => {
    throw new Error('policy');
  };
  await expect(askWorker(task, never, { createWorker: broken })).resolves.toEqual(weight);

  const failing = fakeWorker();
  const asked = askWorker(task, never, { createWorker: () => failing as never });
  failing.onerror?.({} as ErrorEvent);
  await expect(asked).resolves.toEqual(weight);

  jest.useFakeTimers();
  const silent = askWorker(task, never, { createWorker: () => fakeWorker() as never });
  jest.advanceTimersByTime(WORKER_START_LIMIT_MS);
  jest.useRealTimers();
  await expect(silent).resolves.toEqual(weight);
});

it('says what failed in the worker', () =>
  expect(
    askWorker(task, never, {
      createWorker: () => fakeWorker(() => ({ kind: 'failed', id: 1, message: 'no root' })) as never,
    })
  ).rejects.toThrow('no root'));

it('ends the worker when its owner gives up', async () => {
  const abort = new AbortController();
  const worker = fakeWorker();
  const asked = askWorker(task, abort.signal, { createWorker: () => worker as never });
  abort.abort();
  await expect(asked).rejects.toBeInstanceOf(TaskAborted);
  expect(worker.terminated).toBe(true);
  await expect(askWorker(task, abort.signal)).rejects.toBeInstanceOf(TaskAborted);
});
