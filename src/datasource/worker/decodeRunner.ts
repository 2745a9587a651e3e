/**
 * Decodes answers in a worker, whatever happens to the worker.
 *
 * - It is started when a request goes out, so that it stands ready when the answer comes.
 * - A worker that can't start throws, or sends `error` (a content security policy does the latter), or stays silent.
 *   Each leads to the main thread, for this job and all later ones. Only then are the decoders loaded there.
 * - Bytes are handed over, not copied, and only to a worker that has said it is ready.
 * - A job without an answer in time is given up and its worker ended: repeating it on the main thread would freeze the
 *   page. The next job gets a new worker.
 */
import type { Analysis } from '../../analysis';
import type { DecodeJob, DecodeResult, WorkerAnswer, WorkerRequest } from './decodeJob';

type DecodeWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** From creation to the first message; a slow network may need seconds for the script. */
export const START_LIMIT_MS = 8_000;
/** From a job, or from the result before it, to its result; half a million nodes take seconds on a slow machine. */
export const RESULT_LIMIT_MS = 30_000;
/** Without a job for so long the worker is ended: it holds memory. */
export const IDLE_LIMIT_MS = 60_000;

export interface DecodeOutcome {
  readonly result: DecodeResult;
  /** for a job with `thenAnalysis` that a worker has done; null when nothing follows or it was given up. Never rejects. */
  readonly analysis: Promise<Analysis | null>;
}

/** One worker from its start to its end. */
interface Running {
  readonly worker: DecodeWorker;
  /** true once it is ready; false when it can't be used */
  readonly isReady: Promise<boolean>;
}

const nothing = Promise.resolve(null);

export class DecodeRunner {
  private running: Running | null = null;
  private isUnusable = false;
  /** id of a job → takes its result; the worker answers in this order */
  private readonly pending = new Map<number, (result: DecodeResult) => void>();
  /** id of a job → takes the analysis that follows its result */
  private readonly following = new Map<number, (analysis: Analysis | null) => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastId = 0;

  /** @param createWorker  may throw */
  constructor(private readonly createWorker: () => DecodeWorker) {}

  /** Starts the worker unless it runs. */
  warmUp(): void {
    if (this.running || this.isUnusable) {
      return;
    }
    try {
      this.running = this.start(this.createWorker());
      this.watch();
    } catch {
      this.isUnusable = true;
    }
  }

  /** Never rejects, unless the decoders can't be loaded for the main thread. Buffers of the job are gone afterwards. */
  async run(job: DecodeJob): Promise<DecodeOutcome> {
    this.warmUp();
    const running = this.running;
    if (running && (await running.isReady) && running === this.running) {
      return this.ask(running.worker, job);
    }
    const { runDecodeJob } = await import('./decodeJob');
    return { result: runDecodeJob(job), analysis: nothing };
  }

  private start(worker: DecodeWorker): Running {
    const isReady = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), START_LIMIT_MS);
      worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
        clearTimeout(timer);
        resolve(true);
        if (data.kind === 'result') {
          this.settle(data.id, data.result);
        } else if (data.kind === 'analysis') {
          this.follow(data.id, data.analysis);
        }
      };
      worker.onerror = () => {
        clearTimeout(timer);
        resolve(false);
        this.end('The worker stopped.');
      };
    });
    void isReady.then((ready) => {
      if (!ready) {
        this.isUnusable = true;
        this.end('The worker did not start.');
      }
    });
    return { worker, isReady };
  }

  private async ask(worker: DecodeWorker, job: DecodeJob): Promise<DecodeOutcome> {
    const id = ++this.lastId;
    const analysis = job.thenAnalysis ? new Promise<Analysis | null>((take) => this.following.set(id, take)) : nothing;
    const result = await new Promise<DecodeResult>((settle) => {
      this.pending.set(id, settle);
      if (this.pending.size === 1) {
        this.watch();
      }
      const request: WorkerRequest = { id, job };
      try {
        worker.postMessage(request, buffersOfJob(job));
      } catch (error) {
        this.settle(id, { kind: 'fault', message: error instanceof Error ? error.message : String(error) });
        this.follow(id, null);
      }
    });
    return { result, analysis };
  }

  private settle(id: number, result: DecodeResult): void {
    this.pending.get(id)?.(result);
    this.pending.delete(id);
    this.watch();
  }

  private follow(id: number, analysis: Analysis | null): void {
    this.following.get(id)?.(analysis);
    this.following.delete(id);
    this.watch();
  }

  /** Ends the worker; jobs that still wait for it fail. */
  private end(message: string): void {
    const { running } = this;
    this.running = null;
    running?.worker.terminate();
    clearTimeout(this.timer);
    this.pending.forEach((settle) => settle({ kind: 'fault', message }));
    this.pending.clear();
    this.following.forEach((take) => take(null));
    this.following.clear();
  }

  /** Ends the worker unless something happens in time: an answer while one is waited for, else a job. */
  private watch(): void {
    clearTimeout(this.timer);
    this.timer =
      this.pending.size + this.following.size > 0
        ? setTimeout(() => this.end(`Decoding was stopped after ${RESULT_LIMIT_MS / 1000} s.`), RESULT_LIMIT_MS)
        : setTimeout(() => this.end(''), IDLE_LIMIT_MS);
  }
}

/** Bytes that are handed over. */
function buffersOfJob({ answer, base }: DecodeJob): ArrayBufferLike[] {
  return [answer, base].flatMap((one) => (one?.source === 'pprof' ? [one.bytes.buffer] : []));
}
