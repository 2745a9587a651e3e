/** Runs broken inputs in child processes, one after another; a child that crashes or hangs is a finding, not the end. */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Job, Message } from './child';

export interface Failure {
  readonly index: number;
  readonly title: string;
  readonly error: string;
}

export interface FuzzReport {
  readonly inputs: number;
  readonly analysed: number;
  readonly refused: number;
  readonly failures: readonly Failure[];
  readonly slowest: { readonly ms: number; readonly index: number; readonly title: string };
  readonly peakMegabytes: number;
}

export interface FuzzOptions {
  readonly count: number;
  readonly seed: number;
  /** silence of a child after which its input counts as a hang; far above the slowest honest input on a busy machine */
  readonly hangMs?: number;
  readonly onProgress?: (done: number) => void;
  /** called as failures come, so that a run that is stopped has not been in vain */
  readonly onFailure?: (failure: Failure) => void;
}

const HANG_MS = 60_000;
/** Inputs of one child: a fresh process gives memory back, and a crash costs little. */
const PER_CHILD = 5_000;
/** Heap of a child, in megabytes: an input that needs more ends the child and is a finding. */
const HEAP_MEGABYTES = 1_536;

type ChildEnd = Extract<Message, { kind: 'done' }> | { readonly kind: 'stopped'; readonly at: Failure };

function runChild(job: Job, hangMs: number, onFailure: (failure: Failure) => void): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const child = fork(path.join(__dirname, 'child.ts'), [], {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP_MEGABYTES}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let current = { index: job.from, title: 'start of the process' };
    let end: ChildEnd | null = null;
    let lastWords = '';
    let hangs = false;
    const onHang = () => {
      hangs = true;
      child.kill('SIGKILL');
    };
    let watchdog = setTimeout(onHang, hangMs);
    child.stderr?.on('data', (data) => (lastWords = `${lastWords}${data}`.slice(-2_000)));
    child.on('message', (message: Message) => {
      clearTimeout(watchdog);
      watchdog = setTimeout(onHang, hangMs);
      if (message.kind === 'start') {
        current = message;
      } else if (message.kind === 'failure') {
        const { index, title, error } = message;
        onFailure({ index, title, error });
      } else {
        end = message;
      }
    });
    child.on('close', (code, signal) => {
      clearTimeout(watchdog);
      const error = hangs
        ? `no answer for ${hangMs} ms`
        : `the process ended with ${signal ?? `exit code ${code}`}: ${lastWords.trim().split('\n').pop() ?? ''}`;
      resolve(end ?? { kind: 'stopped', at: { index: current.index, title: current.title, error } });
    });
    child.send(job);
  });
}

export async function fuzz({
  count,
  seed,
  hangMs = HANG_MS,
  onProgress = () => {},
  onFailure = () => {},
}: FuzzOptions): Promise<FuzzReport> {
  const failures: Failure[] = [];
  const note = (failure: Failure) => {
    failures.push(failure);
    onFailure(failure);
  };
  const report = { analysed: 0, refused: 0, slowest: { ms: 0, index: 0, title: '' }, peakMegabytes: 0 };
  for (let from = 0; from < count;) {
    const to = Math.min(count, from + PER_CHILD);
    const end = await runChild({ seed, from, to }, hangMs, note);
    if (end.kind === 'stopped') {
      note(end.at);
      from = end.at.index + 1;
    } else {
      report.analysed += end.analysed;
      report.refused += end.refused;
      report.slowest = end.slowest.ms > report.slowest.ms ? end.slowest : report.slowest;
      report.peakMegabytes = Math.max(report.peakMegabytes, end.peakMegabytes);
      from = to;
    }
    onProgress(from);
  }
  return { inputs: count, failures, ...report };
}
