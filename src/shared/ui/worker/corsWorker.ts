/**
 * A worker whose script may lie on another origin (Grafana serves plugin assets from a CDN when configured so).
 *
 * `new Worker(url)` refuses another origin, `importScripts(url)` inside a worker of our own origin does not. The build
 * is told to treat `new CorsWorker(new URL(…))` like `new Worker(new URL(…))` (webpack.config.ts, `parser.worker`).
 */
const Base: typeof Worker = typeof Worker === 'undefined' ? (class {} as unknown as typeof Worker) : Worker;

export class CorsWorker extends Base {
  constructor(script: URL, options?: WorkerOptions) {
    const sameOrigin = script.origin === window.location.origin;
    const blobUrl = sameOrigin
      ? null
      : URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(script.href)});`], { type: 'text/javascript' }));
    super(blobUrl ?? script, options);
    if (blobUrl) {
      URL.revokeObjectURL(blobUrl);
    }
  }
}
