/**
 * From a program to what a profiler and a server make of it: samples with noise, and what gets lost on the way.
 *
 * Samples come in bursts: a draw takes a stack with its probability and a geometric number of samples of it, so that
 * the variance is about (2 × mean burst − 1) times the multinomial's.
 */
import type { CallTree } from '../../src/profiles/callTree';
import { CallTreeBuilder, type StackFrame } from '../../src/profiles/callTreeBuilder';
import { costOf, type Fn, type Stack } from './program';
import type { Random } from './random';

export interface Distortion {
  /** frames that a node limit hides: nodes below this part of the profile end as `other` */
  readonly hideBelow?: number;
  /** frames kept, counted from the leaf (Go cuts so) */
  readonly maxDepth?: number;
  /** part of the samples that the profiler's signal puts an artefact on */
  readonly artefacts?: { readonly fn: Fn; readonly part: number };
  /** functions that the compiler inlined: they have no frame */
  readonly inlined?: readonly Fn[];
  /** functions whose symbols are missing */
  readonly nameless?: { readonly fns: readonly Fn[]; readonly as: Fn };
  /** idle threads beside the work, as part of the whole (wall profiles) */
  readonly idle?: { readonly path: readonly Fn[]; readonly part: number };
  /** one heavy request: this part of all samples falls on one stack */
  readonly burst?: { readonly path: readonly Fn[]; readonly part: number };
  readonly profile?: { readonly unit: string; readonly sampleType: string; readonly quantum: number };
  readonly meanBurst?: number;
}

const CPU = { unit: 'nanoseconds', sampleType: 'cpu', quantum: 10_000_000 };
const OTHER: Fn = { name: 'other', file: '', line: -1, role: 'nameless' };

interface Drawn {
  readonly path: readonly Fn[];
  count: number;
}

/** `samples` draws of the stacks, by cost. */
function draw(random: Random, stacks: readonly Stack[], samples: number, meanBurst: number): Drawn[] {
  const sums: number[] = [];
  let sum = 0;
  for (const { cost } of stacks) {
    sum += cost;
    sums.push(sum);
  }
  const drawn: Drawn[] = stacks.map(({ path }) => ({ path, count: 0 }));
  for (let left = samples; left > 0;) {
    const at = random.between(0, sum);
    let low = 0;
    for (let high = sums.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      [low, high] = sums[middle] > at ? [low, middle] : [middle + 1, high];
    }
    const count = Math.min(left, random.geometric(meanBurst));
    drawn[low].count += count;
    left -= count;
  }
  return drawn.filter(({ count }) => count > 0);
}

/** Nodes with little below them become one `other` under their parent, as Pyroscope's node limit does. */
function hide(drawn: readonly Drawn[], least: number): Drawn[] {
  const cum = new Map<string, number>();
  const keysOf = (path: readonly Fn[]) => {
    let key = '';
    return path.map(({ name, file }) => (key += `\n${file}\t${name}`));
  };
  for (const { path, count } of drawn) {
    keysOf(path).forEach((key) => cum.set(key, (cum.get(key) ?? 0) + count));
  }
  return drawn.map(({ path, count }) => {
    const cut = keysOf(path).findIndex((key) => (cum.get(key) ?? 0) < least);
    return { path: cut < 0 ? path : [...path.slice(0, cut), OTHER], count };
  });
}

function distort(path: readonly Fn[], { inlined, nameless, maxDepth }: Distortion): readonly Fn[] {
  let result = path;
  if (inlined !== undefined) {
    result = result.filter((fn) => !inlined.includes(fn));
  }
  if (nameless !== undefined) {
    result = result.map((fn) => (nameless.fns.includes(fn) ? nameless.as : fn));
  }
  return maxDepth === undefined ? result : result.slice(-maxDepth);
}

const frameOf = ({ name, file, line }: Fn): StackFrame => ({
  name,
  file,
  startLine: line,
  line: line > 0 ? line + 1 : -1,
});

/** A profile of the program with `samples` samples of it, idle ones included. */
export function sampleProgram(
  stacks: readonly Stack[],
  samples: number,
  random: Random,
  distortion: Distortion = {}
): CallTree {
  const { idle, burst, artefacts, hideBelow, profile = CPU, meanBurst = 1 } = distortion;
  const whole = costOf(stacks);
  const all = [...stacks];
  if (idle !== undefined) {
    all.push({ path: idle.path, cost: (whole * idle.part) / (1 - idle.part) });
  }
  const sudden = burst === undefined ? 0 : Math.round(samples * burst.part);
  let drawn = draw(random, all, samples - sudden, meanBurst);
  if (burst !== undefined) {
    drawn.push({ path: burst.path, count: sudden });
  }
  drawn = drawn.map(({ path, count }) => ({ path: distort(path, distortion), count }));
  if (artefacts !== undefined) {
    drawn = drawn.flatMap(({ path, count }) => {
      const hit = Array.from({ length: count }, () => random.chance(artefacts.part)).filter(Boolean).length;
      return [
        { path: [...path, artefacts.fn], count: hit },
        { path, count: count - hit },
      ].filter((one) => one.count > 0);
    });
  }
  if (hideBelow !== undefined) {
    drawn = hide(drawn, hideBelow * samples);
  }
  const builder = new CallTreeBuilder();
  for (const { path, count } of drawn) {
    builder.addStack(path.map(frameOf), count * profile.quantum, count);
  }
  return builder.build({ unit: profile.unit, sampleType: profile.sampleType });
}
