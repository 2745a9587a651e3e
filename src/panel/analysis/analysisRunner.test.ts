import type { Analysis } from '../../analysis';
import { AnalysisRunner, WORKER_ANSWER_LIMIT_MS, WORKER_START_LIMIT_MS, type JobReader } from './analysisRunner';
import type { AnalysisJob, WorkerAnswer, WorkerRequest } from './job';

const job = { profile: {}, alloc: null, options: {} } as unknown as AnalysisJob;
const readJob: JobReader = () => ({ job, transfer: [] });
const analysisNamed = (name: string) => ({ name }) as unknown as Analysis;

class FakeWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  sent: Array<Extract<WorkerRequest, { kind: 'analyze' }>> = [];
  terminated = false;
  postMessage(request: WorkerRequest) {
    if (request.kind === 'analyze') {
      this.sent.push(request);
    }
  }
  terminate() {
    this.terminated = true;
  }
  answer(answer: WorkerAnswer) {
    this.onmessage?.({ data: answer } as MessageEvent);
  }
  done(name: string, id = this.sent[this.sent.length - 1].id) {
    this.answer({ kind: 'done', id, analysis: analysisNamed(name) });
  }
  fail() {
    this.onerror?.({} as ErrorEvent);
  }
}

function setup({ refuse = false } = {}) {
  const workers: FakeWorker[] = [];
  const runHere = jest.fn((_: AnalysisJob) => analysisNamed('here'));
  const runner = new AnalysisRunner({
    createWorker: () => {
      if (refuse) {
        throw new DOMException('refused', 'SecurityError');
      }
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
    runHere,
  });
  return { runner, workers, runHere };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('analysis runner', () => {
  it('answers from the worker and keeps it for the next request', async () => {
    const { runner, workers, runHere } = setup();
    const first = runner.run(readJob);
    workers[0].answer({ kind: 'ready' });
    workers[0].done('one');
    await expect(first).resolves.toEqual({ kind: 'done', analysis: analysisNamed('one'), ranOn: 'worker' });
    const second = runner.run(readJob);
    workers[0].done('two');
    await expect(second).resolves.toMatchObject({ analysis: analysisNamed('two') });
    expect(workers).toHaveLength(1);
    expect(runHere).not.toHaveBeenCalled();
  });

  it('drops the answer to a request that a newer one replaced', async () => {
    const { runner, workers } = setup();
    const old = runner.run(readJob);
    const latest = runner.run(readJob);
    await expect(old).resolves.toEqual({ kind: 'superseded' });
    workers[0].done('old', workers[0].sent[0].id);
    workers[0].done('latest', workers[0].sent[1].id);
    await expect(latest).resolves.toMatchObject({ analysis: analysisNamed('latest') });
  });

  it('runs here when the worker can not be created', async () => {
    const { runner, runHere } = setup({ refuse: true });
    const answer = runner.run(readJob);
    jest.runAllTimers();
    await expect(answer).resolves.toMatchObject({ kind: 'done', ranOn: 'main-thread' });
    expect(runHere).toHaveBeenCalledTimes(1);
  });

  it('runs here once when the worker reports an error, and stays here afterwards', async () => {
    const { runner, workers, runHere } = setup();
    const answer = runner.run(readJob);
    workers[0].fail();
    workers[0].fail();
    jest.runAllTimers();
    await expect(answer).resolves.toMatchObject({ ranOn: 'main-thread' });
    expect(workers[0].terminated).toBe(true);
    expect(runHere).toHaveBeenCalledTimes(1);

    const next = runner.run(readJob);
    jest.runAllTimers();
    await expect(next).resolves.toMatchObject({ ranOn: 'main-thread' });
    expect(workers).toHaveLength(1);
  });

  it('runs here when the script never starts', async () => {
    const { runner } = setup();
    const answer = runner.run(readJob);
    jest.advanceTimersByTime(WORKER_START_LIMIT_MS);
    jest.runAllTimers();
    await expect(answer).resolves.toMatchObject({ ranOn: 'main-thread' });
  });

  it('stops a worker that started and does not answer, and says so instead of freezing the page', async () => {
    const { runner, workers, runHere } = setup();
    const answer = runner.run(readJob);
    workers[0].answer({ kind: 'ready' });
    jest.advanceTimersByTime(WORKER_ANSWER_LIMIT_MS);
    await expect(answer).resolves.toEqual({
      kind: 'failed',
      message: 'The analysis was stopped after 20 s without an answer.',
    });
    expect(workers[0].terminated).toBe(true);
    expect(runHere).not.toHaveBeenCalled();

    const next = runner.run(readJob);
    workers[1].done('again');
    await expect(next).resolves.toMatchObject({ ranOn: 'worker' });
  });

  it('passes on what the decoder says about a bad profile', async () => {
    const { runner, workers } = setup();
    const answer = runner.run(readJob);
    workers[0].answer({ kind: 'failed', id: workers[0].sent[0].id, message: 'row 3: level jumps from 1 to 4' });
    await expect(answer).resolves.toEqual({ kind: 'failed', message: 'row 3: level jumps from 1 to 4' });
  });

  it('ends the worker when it is disposed of', async () => {
    const { runner, workers } = setup();
    const answer = runner.run(readJob);
    runner.dispose();
    await expect(answer).resolves.toEqual({ kind: 'superseded' });
    expect(workers[0].terminated).toBe(true);
  });
});
