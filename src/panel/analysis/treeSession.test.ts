import type { JobProfile, WorkerAnswer } from './job';
import { answerTreeRequest, type TreeRequest } from './treeJob';
import { TreeSession } from './treeSession';
import { WORKER_ANSWER_LIMIT_MS } from './analysisRunner';

const profile = (): JobProfile => ({
  columns: {
    level: Int32Array.of(0, 1, 2, 2),
    value: Float64Array.of(5, 5, 2, 3),
    self: Float64Array.of(0, 0, 2, 3),
    label: { index: Int32Array.of(0, 1, 2, 3), text: ['total', 'main.run', 'regexp.compile', 'sort.Sort'] },
    file: null,
    line: null,
  },
  unit: 'count',
  sampleType: 'samples',
  sampleCount: 5,
  quantum: null,
});

class FakeWorker {
  onmessage: ((event: MessageEvent<WorkerAnswer>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly sent: TreeRequest[] = [];
  ended = false;
  postMessage(request: TreeRequest) {
    this.sent.push(request);
  }
  terminate() {
    this.ended = true;
  }
  answer(at = this.sent.length - 1) {
    this.onmessage?.({ data: answerTreeRequest(this.sent[at]) } as MessageEvent<WorkerAnswer>);
  }
  say(data: WorkerAnswer) {
    this.onmessage?.({ data } as MessageEvent<WorkerAnswer>);
  }
}

function setup({ refuse = false, filters = [] as never[] } = {}) {
  const workers: FakeWorker[] = [];
  const read = jest.fn(() => ({ profile: { profile: profile(), options: {}, filters }, transfer: [] }));
  const session = new TreeSession('search', read, {
    createWorker: () => {
      if (refuse) {
        throw new Error('no workers');
      }
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  });
  return { session, workers, read };
}

const done = (names: string[]) => ({
  kind: 'done',
  result: expect.objectContaining({
    functions: names.map((name) => expect.objectContaining({ func: expect.objectContaining({ name }) })),
  }),
});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('sends the profile once and the text of each search', async () => {
  const { session, workers, read } = setup();
  const first = session.ask('regexp');
  workers[0].answer();
  await expect(first).resolves.toEqual(done(['regexp.compile']));
  const second = session.ask('sort');
  workers[0].answer();
  await expect(second).resolves.toEqual(done(['sort.Sort']));
  expect(read).toHaveBeenCalledTimes(1);
  expect(workers[0].sent.map((request) => request.profile !== null)).toEqual([true, false]);
});

it('answers the latest search only', async () => {
  const { session, workers } = setup();
  const old = session.ask('regexp');
  const latest = session.ask('sort');
  await expect(old).resolves.toEqual({ kind: 'superseded' });
  workers[0].answer(0);
  workers[0].answer(1);
  await expect(latest).resolves.toEqual(done(['sort.Sort']));
});

it('searches here where no worker starts', async () => {
  const { session, read } = setup({ refuse: true });
  for (const text of ['regexp', 'compile']) {
    const found = session.ask(text);
    jest.runAllTimers();
    await expect(found).resolves.toEqual(done(['regexp.compile']));
  }
  expect(read).toHaveBeenCalledTimes(1);
});

it('ends a worker that does not answer, says so, and starts anew with the next search', async () => {
  const { session, workers } = setup();
  const silent = session.ask('regexp');
  workers[0].say({ kind: 'ready' });
  jest.advanceTimersByTime(WORKER_ANSWER_LIMIT_MS);
  await expect(silent).resolves.toMatchObject({ kind: 'failed', message: expect.stringContaining('20 s') });
  expect(workers[0].ended).toBe(true);
  const next = session.ask('sort');
  expect(workers[1].sent[0].profile).not.toBeNull();
  workers[1].answer();
  await expect(next).resolves.toEqual(done(['sort.Sort']));
});

it('says what is wrong with a frame whose data is gone', async () => {
  const { session, read } = setup();
  read.mockImplementation(() => {
    throw new Error('The answer is not a profile.');
  });
  await expect(session.ask('x')).resolves.toEqual({ kind: 'failed', message: 'The answer is not a profile.' });
});
