/** The worker: one job at a time, answers in order. Imports pure code only (externals like React do not exist here). */
import { practise } from '../../shared/ui/worker/practice';
import { errorMessage, runJob, type WorkerAnswer, type WorkerRequest } from './job';
import { practiceRound } from './practiceRound';
import { runTask } from './tasks';
import { answerTreeRequest } from './treeJob';

/** The part of the worker's global scope that is used; the DOM library's types do not include it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerRequest>) => void) | null;
  postMessage(answer: WorkerAnswer): void;
}

const scope = self as unknown as WorkerScope;

let endPractice: () => void = () => undefined;

scope.onmessage = ({ data: request }) => {
  if (request.kind === 'practise') {
    endPractice = practise(practiceRound);
    return;
  }
  endPractice();
  const { id } = request;
  try {
    scope.postMessage(
      request.kind === 'task'
        ? { kind: 'task-done', id, result: runTask(request.task) }
        : request.kind === 'ask-tree'
          ? answerTreeRequest(request)
          : { kind: 'done', id, analysis: runJob(request.job) }
    );
  } catch (error) {
    scope.postMessage({ kind: 'failed', id, message: errorMessage(error) });
  }
};
scope.postMessage({ kind: 'ready' });
