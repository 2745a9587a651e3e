/** Timing shared by the benchmarks: warm-up left out, sorted runs, percentiles. */
import os from 'node:os';

export interface Timing {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly runs: number;
}

export interface MeasureOptions {
  readonly warmUp?: number;
  readonly runs?: number;
}

/** Runs `work` and gives the percentiles of its wall time; its result is kept alive until the clock has stopped. */
export async function measure(work: () => unknown, { warmUp = 3, runs = 15 }: MeasureOptions = {}): Promise<Timing> {
  const times: number[] = [];
  for (let run = 0; run < warmUp + runs; run++) {
    globalThis.gc?.();
    const start = performance.now();
    await work();
    if (run >= warmUp) {
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  return { p50Ms: at(0.5), p95Ms: at(0.95), runs };
}

/** What a result must be kept with to mean anything. */
export function describeMachine(): string {
  const cpus = os.cpus();
  const model = cpus[0]?.model.trim() ?? 'unknown CPU';
  return `Node ${process.versions.node}, ${cpus.length} × ${model}, load ${os.loadavg()[0].toFixed(1)}`;
}
