/**
 * One task in a worker of its own, which ends with the answer: these are asked on a click, seldom and one at a time, and
 * must not stand in line behind the analysis of the next refresh.
 *
 * A worker that can't be used (a content security policy, an old browser) leaves the task to this thread.
 */
import { t } from '../../shared/ui/i18n/translate';
import { createAnalysisWorker } from './createAnalysisWorker';
import { WORKER_ANSWER_LIMIT_MS, WORKER_START_LIMIT_MS } from './analysisRunner';
import type { WorkerAnswer, WorkerRequest } from './job';
import { runTask, type ResultOf, type Task } from './tasks';

/** Its owner gave it up. */
export class TaskAborted extends Error {
  override readonly name = 'TaskAborted';
}

export interface AskPorts {
  /** may throw */
  createWorker(): Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;
}

/**
 * @throws TaskAborted; Error with the message of what failed in the worker, or when it does not answer
 */
export function askWorker<T extends Task>(
  task: T,
  signal: AbortSignal,
  { createWorker }: AskPorts = { createWorker: createAnalysisWorker }
): Promise<ResultOf<T>> {
  return new Promise<ResultOf<T>>((resolve, reject) => {
    let worker: ReturnType<AskPorts['createWorker']> | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      worker?.terminate();
      worker = null;
    };
    const onAbort = () => {
      end();
      reject(new TaskAborted());
    };
    const runHere = () => {
      end();
      try {
        resolve(runTask(task) as ResultOf<T>);
      } catch (error) {
        reject(error);
      }
    };
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort);
    try {
      worker = createWorker();
      worker.onerror = runHere;
      worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
        clearTimeout(timer);
        if (data.kind === 'ready') {
          timer = setTimeout(() => {
            end();
            const seconds = WORKER_ANSWER_LIMIT_MS / 1000;
            reject(
              new Error(
                t('panel.stopped-without-an-answer', 'It was stopped after {{seconds}} s without an answer.', {
                  seconds,
                })
              )
            );
          }, WORKER_ANSWER_LIMIT_MS);
        } else if (data.kind === 'task-done') {
          end();
          resolve(data.result as ResultOf<T>);
        } else if (data.kind === 'failed') {
          end();
          reject(new Error(data.message));
        }
      };
      timer = setTimeout(runHere, WORKER_START_LIMIT_MS);
      const request: WorkerRequest = { kind: 'task', id: 1, task };
      worker.postMessage(request);
    } catch {
      runHere();
    }
  });
}
