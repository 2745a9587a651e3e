/**
 * Searches in one profile, in a worker of its own that keeps the profile while the search is open.
 *
 * The analysis may have been made in the datasource's worker, so no thread of the panel need have the call tree: the first
 * search reads the frame and sends it, those after it send their text. The latest search wins. A worker that can't be used
 * leaves the profile to this thread; one that does not answer is ended, and the next search starts another.
 */
import { searchFunctions, type NameSearch, type Searchable } from '../../analysis';
import { t } from '../../shared/ui/i18n/translate';
import { WORKER_ANSWER_LIMIT_MS, WORKER_START_LIMIT_MS } from '../analysis/analysisRunner';
import { createAnalysisWorker } from '../analysis/createAnalysisWorker';
import { errorMessage, type WorkerAnswer } from '../analysis/job';
import { openProfile, type SearchedProfile, type TreeRequest } from './treeJob';

export type SearchOutcome =
  | { readonly kind: 'done'; readonly result: NameSearch }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'superseded' };

export interface SessionPorts {
  /** may throw */
  createWorker(): Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;
}

/** Copies the profile; its buffers go to the worker. May throw, where the frame's data is gone. */
export type ReadSearched = () => { readonly searched: SearchedProfile; readonly transfer: ArrayBuffer[] };

interface Pending {
  readonly id: number;
  readonly text: string;
  readonly settle: (outcome: SearchOutcome) => void;
}

export class TreeSession {
  private worker: ReturnType<SessionPorts['createWorker']> | null = null;
  private workerReady = false;
  private workerUnusable = false;
  private here: Searchable | null = null;
  private pending: Pending | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastId = 0;

  constructor(
    private readonly read: ReadSearched,
    private readonly ports: SessionPorts = { createWorker: createAnalysisWorker }
  ) {}

  search(text: string): Promise<SearchOutcome> {
    this.settle({ kind: 'superseded' });
    return new Promise((settle) => {
      this.pending = { id: ++this.lastId, text, settle };
      try {
        this.send(this.pending);
      } catch (error) {
        this.settle({ kind: 'failed', message: errorMessage(error) });
      }
    });
  }

  dispose(): void {
    this.settle({ kind: 'superseded' });
    this.endWorker();
    this.here = null;
  }

  private send({ id, text }: Pending): void {
    const isNew = this.worker === null && this.startWorker();
    if (this.worker === null) {
      this.searchHere();
      return;
    }
    const { searched, transfer } = isNew ? this.read() : { searched: null, transfer: [] };
    const request: TreeRequest = { kind: 'search', id, searched, text };
    this.worker.postMessage(request, transfer);
    this.startTimer();
  }

  private startWorker(): boolean {
    if (this.workerUnusable) {
      return false;
    }
    try {
      const worker = this.ports.createWorker();
      worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => this.onAnswer(data);
      worker.onerror = () => this.giveUpWorker();
      this.worker = worker;
      return true;
    } catch {
      this.workerUnusable = true;
      return false;
    }
  }

  private onAnswer(answer: WorkerAnswer): void {
    if (answer.kind === 'ready') {
      this.workerReady = true;
      if (this.pending) {
        this.startTimer();
      }
    } else if (answer.id === this.pending?.id) {
      if (answer.kind === 'tree-done') {
        this.settle({ kind: 'done', result: answer.result });
      } else if (answer.kind === 'failed') {
        // It may be the profile that failed: the next search sends it again.
        this.endWorker();
        this.settle({ kind: 'failed', message: answer.message });
      }
    }
  }

  private startTimer(): void {
    clearTimeout(this.timer);
    this.timer = this.workerReady
      ? setTimeout(() => this.onSilence(), WORKER_ANSWER_LIMIT_MS)
      : setTimeout(() => this.giveUpWorker(), WORKER_START_LIMIT_MS);
  }

  private onSilence(): void {
    this.endWorker();
    this.settle({
      kind: 'failed',
      message: t(
        'search.the-search-was-stopped-after',
        'The search was stopped after {{seconds}} s without an answer.',
        { seconds: WORKER_ANSWER_LIMIT_MS / 1000 }
      ),
    });
  }

  private giveUpWorker(): void {
    this.workerUnusable = true;
    this.endWorker();
    this.searchHere();
  }

  /** After the current task, so that "Searching…" can be painted first. */
  private searchHere(): void {
    const { pending } = this;
    setTimeout(() => {
      if (pending && this.pending === pending) {
        try {
          this.here ??= openProfile(this.read().searched);
          this.settle({ kind: 'done', result: searchFunctions(this.here, pending.text) });
        } catch (error) {
          this.settle({ kind: 'failed', message: errorMessage(error) });
        }
      }
    }, 0);
  }

  private settle(outcome: SearchOutcome): void {
    clearTimeout(this.timer);
    const { pending } = this;
    this.pending = null;
    pending?.settle(outcome);
  }

  private endWorker(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.workerReady = false;
  }
}
