/** The worker: one job at a time, answers in order. Imports pure code only (externals like React do not exist here). */
import { practise } from '../../shared/ui/worker/practice';
import { buffersOf, startDecodeJob, type WorkerAnswer, type WorkerRequest } from './decodeJob';
import { practiceRound } from './practiceRound';

/** The part of the worker's global scope that is used; the DOM library's types do not include it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerRequest>) => void) | null;
  postMessage(answer: WorkerAnswer, transfer?: ArrayBuffer[]): void;
}

const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data: { id, job } }) => {
  endPractice();
  const { result, finish } = startDecodeJob(job);
  scope.postMessage({ kind: 'result', id, result }, buffersOf(result));
  if (job.thenAnalysis) {
    scope.postMessage({ kind: 'analysis', id, analysis: finish() });
  }
};
scope.postMessage({ kind: 'ready' });
const endPractice = practise(practiceRound);
