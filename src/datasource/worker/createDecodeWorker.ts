/** Starts the decode worker. Alone in its file because test runners can't read `import.meta`. */
import { CorsWorker } from './corsWorker';

export function createDecodeWorker(): Worker {
  return new CorsWorker(new URL('./decode.worker.ts', import.meta.url));
}
