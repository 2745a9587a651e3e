/**
 * A service with known costs, profiled twice: what a verdict must be is known, what the samples are is drawn.
 *
 * Noise is of the kinds that real pairs have. A CPU profiler takes a sample every so many milliseconds of CPU, so the
 * number of samples follows the CPU time (measured: samples ÷ CPU seconds scatter by 1 % at 500 samples, where
 * independent samples would by 4 %); which stacks they hit is chance; requests come in bursts, which makes samples
 * alike; and the host is faster in one run than in the other.
 */
import { CallTreeBuilder } from '../../../profiles/callTreeBuilder';
import type { CallTree } from '../../../profiles/callTree';

/** Call path, root first, and expected samples per 1 000 requests. */
export type Costs = ReadonlyArray<readonly [path: readonly string[], per1000: number]>;

export interface Noise {
  /** standard deviation of the host's speed, log scale */
  readonly hostDeviation: number;
  /** samples that come together, a whole number */
  readonly dispersion: number;
}

/** As measured: counts of one function scatter as independent samples do, a host by some 3 %. */
export const MEASURED_NOISE: Noise = { hostDeviation: 0.025, dispersion: 1 };

const QUANTUM = 1e7;

/** One profile of `requests` requests. */
export function simulateProfile(
  random: () => number,
  costs: Costs,
  { requests, noise }: { requests: number; noise: Noise }
): CallTree {
  const speed = Math.exp(noise.hostDeviation * gaussian(random));
  const per1000 = costs.reduce((sum, [, cost]) => sum + cost, 0);
  const bursts = Math.round((speed * per1000 * requests) / 1000 / noise.dispersion);
  const hits = new Int32Array(costs.length);
  for (let i = 0; i < bursts; i++) {
    let left = random() * per1000;
    let at = 0;
    while (at < costs.length - 1 && left >= costs[at][1]) {
      left -= costs[at++][1];
    }
    hits[at]++;
  }
  const builder = new CallTreeBuilder();
  costs.forEach(([path], i) => {
    const samples = hits[i] * noise.dispersion;
    if (samples > 0) {
      const frames = path.map((name) => ({ name }));
      builder.addStack(frames, samples * QUANTUM, samples);
    }
  });
  return builder.build({ unit: 'nanoseconds', sampleType: 'cpu' });
}

export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Each sample of a profile to one of two halves by a fair draw: two profiles of one truth. */
export function splitInHalves(random: () => number, tree: CallTree, quantum: number): [CallTree, CallTree] {
  const builders = [new CallTreeBuilder(), new CallTreeBuilder()];
  for (let node = 0; node < tree.length; node++) {
    const samples = Math.round(tree.self[node] / quantum);
    let first = 0;
    for (let i = 0; i < samples; i++) {
      first += random() < 0.5 ? 1 : 0;
    }
    const frames = pathOf(tree, node);
    [first, samples - first].forEach((count, half) => {
      if (count > 0) {
        builders[half].addStack(frames, count * quantum, count);
      }
    });
  }
  const [a, b] = builders.map((builder) => builder.build({ unit: tree.unit, sampleType: tree.sampleType }));
  return [a, b];
}

function pathOf({ func, parent, functions }: CallTree, node: number): Array<{ name: string; file: string }> {
  const path = [];
  for (let at = node; at >= 0; at = parent[at]) {
    path.unshift({ name: functions.name[func[at]], file: functions.file[func[at]] });
  }
  return path;
}
