/** The worker: one job at a time, answers in order. Imports pure code only (externals like React do not exist here). */
import { buffersOf, runDecodeJob, type WorkerAnswer, type WorkerRequest } from './decodeJob';

/** The part of the worker's global scope that is used; the DOM library's types do not include it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerRequest>) => void) | null;
  postMessage(answer: WorkerAnswer, transfer?: ArrayBuffer[]): void;
}

const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data: { id, job } }) => {
  const result = runDecodeJob(job);
  scope.postMessage({ kind: 'result', id, result }, buffersOf(result));
};
scope.postMessage({ kind: 'ready' });
