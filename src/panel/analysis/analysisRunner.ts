/**
 * Runs analyses in a worker, whatever happens to the worker.
 *
 * - The latest request wins: an answer to an older one is dropped.
 * - A worker that can't start throws, or sends `error` (a content security policy does the latter), or stays silent.
 *   Each leads once to the main thread, for this request and all later ones.
 * - A worker that started but does not answer is ended by the watchdog. That request fails; repeating it on the main
 *   thread would freeze the page. The next request gets a new worker.
 */
import type { Analysis } from '../../analysis';
import { t } from '../../shared/ui/i18n/translate';
import { errorMessage, type AnalysisJob, type WorkerAnswer, type WorkerRequest } from './job';

export type RunOutcome =
  | { readonly kind: 'done'; readonly analysis: Analysis; readonly ranOn: 'worker' | 'main-thread' | 'datasource' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'superseded' };

export interface RunnerPorts {
  /** may throw */
  createWorker(): Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;
  /** the same analysis on this thread; may throw */
  runHere(job: AnalysisJob): Analysis;
}

/** A job is read anew for each attempt, because its buffers go to the worker. Null: the data is gone. */
export interface JobReader {
  (): { readonly job: AnalysisJob; readonly transfer: ArrayBuffer[] } | null;
}

/** From creation to the first message; a slow network may need seconds for the script. */
export const WORKER_START_LIMIT_MS = 8_000;
/** From the request to its answer; 1 M nodes take well under a second. */
export const WORKER_ANSWER_LIMIT_MS = 20_000;

interface Pending {
  readonly id: number;
  readonly readJob: JobReader;
  readonly settle: (outcome: RunOutcome) => void;
}

export class AnalysisRunner {
  private worker: ReturnType<RunnerPorts['createWorker']> | null = null;
  private workerReady = false;
  private workerUnusable = false;
  private pending: Pending | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private lastId = 0;

  constructor(private readonly ports: RunnerPorts) {}

  run(readJob: JobReader): Promise<RunOutcome> {
    this.supersede();
    return new Promise((settle) => {
      this.pending = { id: ++this.lastId, readJob, settle };
      this.send(this.pending);
    });
  }

  /** Ends the worker; a running request settles as superseded. The runner stays usable. */
  dispose() {
    this.supersede();
    this.endWorker();
  }

  private send(pending: Pending) {
    const worker = this.usableWorker();
    if (!worker) {
      this.runOnMainThread(pending);
      return;
    }
    const read = this.read(pending);
    if (!read) {
      return;
    }
    try {
      const request: WorkerRequest = { kind: 'analyze', id: pending.id, job: read.job };
      worker.postMessage(request, read.transfer);
      this.startTimer();
    } catch {
      this.giveUpWorker();
    }
  }

  private read(pending: Pending) {
    try {
      const read = pending.readJob();
      if (!read) {
        this.settle(pending, { kind: 'superseded' });
      }
      return read;
    } catch (error) {
      this.settle(pending, { kind: 'failed', message: errorMessage(error) });
      return null;
    }
  }

  private usableWorker() {
    if (this.worker || this.workerUnusable) {
      return this.worker;
    }
    try {
      const worker = this.ports.createWorker();
      worker.onmessage = (event: MessageEvent<WorkerAnswer>) => this.onAnswer(event.data);
      worker.onerror = () => this.giveUpWorker();
      this.worker = worker;
      this.workerReady = false;
    } catch {
      this.workerUnusable = true;
    }
    return this.worker;
  }

  private onAnswer(answer: WorkerAnswer) {
    if (answer.kind === 'ready') {
      this.workerReady = true;
      if (this.pending) {
        this.startTimer();
      }
      return;
    }
    const { pending } = this;
    if (!pending || answer.id !== pending.id || answer.kind === 'task-done' || answer.kind === 'tree-done') {
      return;
    }
    this.settle(
      pending,
      answer.kind === 'done'
        ? { kind: 'done', analysis: answer.analysis, ranOn: 'worker' }
        : { kind: 'failed', message: answer.message }
    );
  }

  private startTimer() {
    this.stopTimer();
    this.timer = this.workerReady
      ? setTimeout(() => this.onSilentWorker(), WORKER_ANSWER_LIMIT_MS)
      : setTimeout(() => this.giveUpWorker(), WORKER_START_LIMIT_MS);
  }

  private onSilentWorker() {
    this.endWorker();
    if (this.pending) {
      const seconds = WORKER_ANSWER_LIMIT_MS / 1000;
      this.settle(this.pending, {
        kind: 'failed',
        message: t(
          'analysis.the-analysis-was-stopped-after',
          'The analysis was stopped after {{seconds}} s without an answer.',
          { seconds }
        ),
      });
    }
  }

  /** The worker can't be used on this page. */
  private giveUpWorker() {
    this.workerUnusable = true;
    this.endWorker();
    if (this.pending) {
      this.runOnMainThread(this.pending);
    }
  }

  /** After the current task, so that "Reading profile…" can be painted first. */
  private runOnMainThread(pending: Pending) {
    setTimeout(() => {
      const read = this.pending === pending ? this.read(pending) : null;
      if (!read) {
        return;
      }
      try {
        this.settle(pending, { kind: 'done', analysis: this.ports.runHere(read.job), ranOn: 'main-thread' });
      } catch (error) {
        this.settle(pending, { kind: 'failed', message: errorMessage(error) });
      }
    }, 0);
  }

  private supersede() {
    if (this.pending) {
      this.settle(this.pending, { kind: 'superseded' });
    }
  }

  private settle(pending: Pending, outcome: RunOutcome) {
    if (this.pending === pending) {
      this.pending = null;
      this.stopTimer();
    }
    pending.settle(outcome);
  }

  private endWorker() {
    this.stopTimer();
    this.worker?.terminate();
    this.worker = null;
    this.workerReady = false;
  }

  private stopTimer() {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }
}
