/** Starts the analysis worker. Alone in its file because test runners can't read `import.meta`. */
import { CorsWorker } from './corsWorker';

export function createAnalysisWorker(): Worker {
  return new CorsWorker(new URL('./analysis.worker.ts', import.meta.url));
}
