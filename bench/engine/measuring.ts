/** Clock, collection and pause of a measuring process. */
import type { Run } from './protocol';

const PAUSE_MS = 300;

/** Straight after a collection everything is up to 1.6 times slower: the collector's threads are still sweeping. */
export async function settle(): Promise<void> {
  held.result = null;
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

/** The last result: what is measured must not be collected, or optimised away, before the clock has stopped. */
export const held: { result: unknown } = { result: null };

/** One run; its result outlives the clock. */
export function time(work: () => unknown): Run {
  const cpu = process.cpuUsage();
  const start = performance.now();
  held.result = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}

/** Bytes that the result of `work` keeps alive. */
export async function heldBy(work: () => unknown): Promise<number> {
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  await settle();
  const before = used();
  const result = work();
  await settle();
  const after = used();
  held.result = result;
  return after - before;
}
