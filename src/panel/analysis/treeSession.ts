/**
 * Questions to one profile, in a worker of its own that keeps the profile while it may be asked again.
 *
 * The analysis may have been made in the datasource's worker, so no thread of the panel need have the call tree: the first
 * question reads the frame and sends it, those after it send themselves. The latest question wins. A worker that can't be
 * used leaves the profile to this thread; one that does not answer is ended, and the next question starts another.
 */
import { t } from '../../shared/ui/i18n/translate';
import { WORKER_ANSWER_LIMIT_MS, WORKER_START_LIMIT_MS } from './analysisRunner';
import { createAnalysisWorker } from './createAnalysisWorker';
import { errorMessage, type WorkerAnswer } from './job';
import { treeReaders, type TreeAnswer, type TreeRequest, type TreeSubject, type TreeSubjects } from './treeJob';

export type TreeOutcome<Subject extends TreeSubject> =
  | { readonly kind: 'done'; readonly result: TreeSubjects[Subject]['answer'] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'superseded' };

export interface SessionPorts {
  /** may throw */
  createWorker(): Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;
}

/** Copies the profile; its buffers go to the worker. May throw, where the frame's data is gone. */
export type ReadForTree<Subject extends TreeSubject> = () => {
  readonly profile: TreeSubjects[Subject]['profile'];
  readonly transfer: ArrayBuffer[];
};

interface Pending<Subject extends TreeSubject> {
  readonly id: number;
  readonly asked: TreeSubjects[Subject]['asked'];
  readonly settle: (outcome: TreeOutcome<Subject>) => void;
}

export class TreeSession<Subject extends TreeSubject> {
  private worker: ReturnType<SessionPorts['createWorker']> | null = null;
  private workerReady = false;
  private workerUnusable = false;
  private here: TreeSubjects[Subject]['kept'] | null = null;
  private pending: Pending<Subject> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastId = 0;

  constructor(
    private readonly subject: Subject,
    private readonly read: ReadForTree<Subject>,
    private readonly ports: SessionPorts = { createWorker: createAnalysisWorker }
  ) {}

  ask(asked: TreeSubjects[Subject]['asked']): Promise<TreeOutcome<Subject>> {
    this.settle({ kind: 'superseded' });
    return new Promise((settle) => {
      this.pending = { id: ++this.lastId, asked, settle };
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

  private send({ id, asked }: Pending<Subject>): void {
    const isNew = this.worker === null && this.startWorker();
    if (this.worker === null) {
      this.answerHere();
      return;
    }
    const { profile, transfer } = isNew ? this.read() : { profile: null, transfer: [] };
    const request: TreeRequest<Subject> = { kind: 'ask-tree', id, subject: this.subject, profile, asked };
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
        this.settle({ kind: 'done', result: (answer as TreeAnswer<Subject>).result });
      } else if (answer.kind === 'failed') {
        // It may be the profile that failed: the next question sends it again.
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
      message: t('panel.stopped-without-an-answer', 'It was stopped after {{seconds}} s without an answer.', {
        seconds: WORKER_ANSWER_LIMIT_MS / 1000,
      }),
    });
  }

  private giveUpWorker(): void {
    this.workerUnusable = true;
    this.endWorker();
    this.answerHere();
  }

  /** After the current task, so that a word of waiting can be painted first. */
  private answerHere(): void {
    const { pending } = this;
    setTimeout(() => {
      if (pending && this.pending === pending) {
        try {
          const reader = treeReaders[this.subject];
          this.here ??= reader.open(this.read().profile);
          this.settle({ kind: 'done', result: reader.answer(this.here, pending.asked) });
        } catch (error) {
          this.settle({ kind: 'failed', message: errorMessage(error) });
        }
      }
    }, 0);
  }

  private settle(outcome: TreeOutcome<Subject>): void {
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
