/** Under this name because the build looks for `CorsWorker from ./corsWorker` (webpack.config.ts, `parser.worker`). */
export { CorsWorker } from '../../shared/ui/worker/corsWorker';
