import type { Analysis } from '../../analysis';
import type { DecodeJob, WorkerAnswer, WorkerRequest } from './decodeJob';
import { DecodeRunner, IDLE_LIMIT_MS, RESULT_LIMIT_MS, START_LIMIT_MS } from './decodeRunner';

const emptyJob = (): DecodeJob => ({
  answer: { source: 'pprof', bytes: new Uint8Array() },
  profileTypeId: 'a:b:c:d:e',
  wanted: { kind: 'columns' },
});

class FakeWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly posted: WorkerRequest[] = [];
  isTerminated = false;
  postMessage(request: WorkerRequest) {
    this.posted.push(request);
  }
  terminate() {
    this.isTerminated = true;
  }
  say(answer: WorkerAnswer) {
    this.onmessage?.({ data: answer } as MessageEvent);
  }
}

function setup() {
  const workers: FakeWorker[] = [];
  const runner = new DecodeRunner(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { runner, workers };
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
  }
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('hands jobs to the worker once it is ready, and matches results by id', async () => {
  const { runner, workers } = setup();
  runner.warmUp();
  const first = runner.run(emptyJob());
  const second = runner.run(emptyJob());
  await settle();
  expect(workers).toHaveLength(1);
  expect(workers[0].posted).toEqual([]);
  workers[0].say({ kind: 'ready' });
  await settle();
  const [a, b] = workers[0].posted;
  workers[0].say({ kind: 'result', id: b.id, result: { kind: 'bad-answer', message: 'second' } });
  workers[0].say({ kind: 'result', id: a.id, result: { kind: 'empty' } });
  expect((await first).result).toEqual({ kind: 'empty' });
  expect((await second).result).toEqual({ kind: 'bad-answer', message: 'second' });
});

it.each<[string, (worker: FakeWorker) => void]>([
  ['sends error, as a content security policy makes it', (worker) => worker.onerror?.({} as ErrorEvent)],
  ['stays silent', () => jest.advanceTimersByTime(START_LIMIT_MS)],
])('decodes on the main thread from then on when the worker %s', async (_, fail) => {
  const { runner, workers } = setup();
  const result = runner.run(emptyJob());
  fail(workers[0]);
  expect((await result).result).toEqual({ kind: 'empty' });
  expect(workers[0].isTerminated).toBe(true);
  expect((await runner.run(emptyJob())).result).toEqual({ kind: 'empty' });
  expect(workers).toHaveLength(1);
});

it('decodes on the main thread when the worker cannot be made', async () => {
  const runner = new DecodeRunner(() => {
    throw new Error('no');
  });
  expect((await runner.run(emptyJob())).result).toEqual({ kind: 'empty' });
});

it('gives up a job that gets no result, and starts a new worker for the next', async () => {
  const { runner, workers } = setup();
  const result = runner.run(emptyJob());
  workers[0].say({ kind: 'ready' });
  await settle();
  jest.advanceTimersByTime(RESULT_LIMIT_MS);
  expect((await result).result).toEqual({ kind: 'fault', message: 'Decoding was stopped after 30 s.' });
  expect(workers[0].isTerminated).toBe(true);
  void runner.run(emptyJob());
  expect(workers).toHaveLength(2);
});

it('does not count the time that a job waits for the one before it', async () => {
  const { runner, workers } = setup();
  const results = [runner.run(emptyJob()), runner.run(emptyJob())];
  workers[0].say({ kind: 'ready' });
  await settle();
  jest.advanceTimersByTime(RESULT_LIMIT_MS - 1);
  workers[0].say({ kind: 'result', id: 1, result: { kind: 'empty' } });
  jest.advanceTimersByTime(RESULT_LIMIT_MS - 1);
  workers[0].say({ kind: 'result', id: 2, result: { kind: 'empty' } });
  expect((await Promise.all(results)).map(({ result }) => result)).toEqual([{ kind: 'empty' }, { kind: 'empty' }]);
  expect(workers[0].isTerminated).toBe(false);
});

it('ends an idle worker', async () => {
  const { runner, workers } = setup();
  runner.warmUp();
  workers[0].say({ kind: 'ready' });
  await settle();
  jest.advanceTimersByTime(IDLE_LIMIT_MS);
  expect(workers[0].isTerminated).toBe(true);
});

describe('the analysis that follows a result', () => {
  const analysis = { verdict: 'flat' } as unknown as Analysis;
  async function follow() {
    const { runner, workers } = setup();
    const outcome = runner.run({ ...emptyJob(), thenAnalysis: true });
    workers[0].say({ kind: 'ready' });
    await settle();
    workers[0].say({ kind: 'result', id: 1, result: { kind: 'empty' } });
    return { worker: workers[0], outcome: await outcome };
  }

  it('comes after it', async () => {
    const { worker, outcome } = await follow();
    worker.say({ kind: 'analysis', id: 1, analysis });
    expect(await outcome.analysis).toBe(analysis);
  });

  it('is null when the worker is silent for too long', async () => {
    const { worker, outcome } = await follow();
    jest.advanceTimersByTime(RESULT_LIMIT_MS);
    expect(await outcome.analysis).toBeNull();
    expect(worker.isTerminated).toBe(true);
  });

  it('is null on the main thread, where it would hold up the page', async () => {
    const { runner, workers } = setup();
    const outcome = runner.run({ ...emptyJob(), thenAnalysis: true });
    workers[0].onerror?.({} as ErrorEvent);
    expect(await (await outcome).analysis).toBeNull();
  });
});
