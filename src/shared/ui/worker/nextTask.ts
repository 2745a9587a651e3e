/** Runs something as a task of its own, after what is queued by now. */

/** A nested timer waits four milliseconds (HTML, timer initialisation steps), twenty of them as long as the work between. */
export function nextTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(null);
}
