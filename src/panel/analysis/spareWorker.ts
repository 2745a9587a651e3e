/**
 * One worker started ahead of need: the panel is mounted when its data has come, and starting a worker then would add its
 * load time to every first drawing. The first runner takes it; later ones start their own. Where our datasource is in the
 * page it hands analyses over and a worker of the panel is seldom asked: none is started then, because its start would take
 * processor time from the decoding of the first answer.
 */
import { areAnalysesGiven } from '../../shared/ui/frames/handedAnalysis';
import { createAnalysisWorker } from './createAnalysisWorker';
import type { WorkerRequest } from './job';

interface Spare {
  readonly worker: Worker;
  /** what the worker sent before anybody listened */
  readonly missed: Array<(worker: Worker) => void>;
}

let spare: Spare | null = areAnalysesGiven() ? null : startSpare();

function startSpare(): Spare | null {
  try {
    const worker = createAnalysisWorker();
    const missed: Spare['missed'] = [];
    worker.onmessage = (event) => missed.push((taken) => taken.onmessage?.(event));
    worker.onerror = (event) => missed.push((taken) => taken.onerror?.(event));
    const request: WorkerRequest = { kind: 'practise' };
    worker.postMessage(request);
    return { worker, missed };
  } catch {
    // Whoever takes a worker tries again and handles the failure.
    return null;
  }
}

/** The spare worker, else a new one. May throw, as `new Worker` may. */
export function takeWorker(): Worker {
  if (!spare) {
    return createAnalysisWorker();
  }
  const { worker, missed } = spare;
  spare = null;
  // After the taker has set its handlers.
  queueMicrotask(() => missed.forEach((replay) => replay(worker)));
  return worker;
}
