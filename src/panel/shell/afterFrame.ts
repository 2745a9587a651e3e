/** Runs what the next frame need not wait for once that frame is painted; in a hidden page, which paints nothing, soon. */

/** A page can become hidden before the frame that was asked for. */
const LIMIT_MS = 250;

/** @returns takes it back */
export function afterFrame(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const now = () => {
    cancel();
    run();
  };
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    // A task that is posted in a frame runs after its paint.
    timer = setTimeout(now, 0);
  });
  timer = setTimeout(now, document.hidden ? 0 : LIMIT_MS);
  const cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return cancel;
}
