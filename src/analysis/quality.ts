/** How much the profile can carry: number of samples, hidden and nameless weight, stacks cut by a depth limit. */
import type { CallTree, ReadonlyFloat64Array } from '../profiles/callTree';
import type { AnalysisContext } from './context';
import { computeFunctionCounts } from './counting';
import { FLAG_HIDDEN, UNRESOLVED } from './codes';
import type { DataQuality, ProfileKind } from './model';
import { inPieces } from './pieces';
import { isTimeUnit, kindOfTree } from './profileKind';
import { isCalibrated } from './saving';

/** Below half a millisecond a common divisor is arithmetic, not a sampling period. */
const MIN_QUANTUM_NS = 5e5;
/** The smallest weight is taken for the quantum only from here on. */
const MIN_WEIGHT_NS = 1e6;
/** Go, V8 and async-profiler look at one allocation in half a mebibyte; weights are scaled up from there. */
const ALLOCATION_INTERVAL = 512 * 1024;
/** Depths at which profilers cut: Go CPU 64, heap 32 and 128, others by powers of two. */
const CUT_DEPTHS: readonly number[] = [32, 33, 64, 65, 127, 128, 129, 512, 1024, 2048];

/** depth of a node, roots 0 → 1 where stacks are cut there */
const isCutAt = new Uint8Array(2048);
CUT_DEPTHS.forEach((frames) => (isCutAt[frames - 1] = 1));

const greatestDivisor = (a: number, b: number): number => {
  // Mostly the divisor is found at once and divides all that follows: no remainder of doubles, a call each.
  if (b > 0 && a <= Number.MAX_SAFE_INTEGER && Math.round(a / b) * b === a) {
    return b;
  }
  while (b > 0) {
    [a, b] = [b, a % b];
  }
  return a;
};

const NANOSECONDS_PER: Readonly<Record<string, number>> = {
  nanoseconds: 1,
  ns: 1,
  microseconds: 1e3,
  us: 1e3,
  milliseconds: 1e6,
  ms: 1e6,
  seconds: 1e9,
  s: 1e9,
};

/**
 * Number of samples and the weight of one: as the source says, else recovered from the weights, else a lower bound.
 *
 * @param weights  self of the nodes that have some, where it is known already
 */
export function recoverSamples(
  tree: CallTree,
  kind: ProfileKind,
  weights: ReadonlyFloat64Array = tree.self
): { samples: number; quantum: number; from: DataQuality['samplesFrom'] } {
  const { total, sampleCount, quantum, unit } = tree;
  if (sampleCount !== null && sampleCount > 0) {
    return { samples: sampleCount, quantum: total / sampleCount, from: 'source' };
  }
  if (quantum !== null && quantum > 0) {
    return { samples: Math.round(total / quantum), quantum, from: 'source' };
  }
  let divisor = 0;
  let smallest = Infinity;
  let nodes = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = Math.round(weights[k]);
    if (weight > 0) {
      divisor = divisor === 1 ? 1 : greatestDivisor(weight, divisor);
      smallest = Math.min(smallest, weight);
      nodes++;
    }
  }
  // Allocation weights are scaled up from sampled ones: a common divisor of them is no sample.
  if (nodes > 0 && unit !== 'bytes' && kind !== 'alloc' && kind !== 'inuse') {
    const nanoseconds = isTimeUnit(unit) ? NANOSECONDS_PER[unit] : MIN_QUANTUM_NS;
    if (divisor * nanoseconds >= MIN_QUANTUM_NS) {
      return { samples: Math.round(total / divisor), quantum: divisor, from: 'quantum' };
    }
    if (isTimeUnit(unit) && smallest * nanoseconds >= MIN_WEIGHT_NS) {
      return { samples: Math.round(total / smallest), quantum: smallest, from: 'quantum' };
    }
  }
  if (unit === 'bytes' && (kind === 'alloc' || kind === 'inuse')) {
    const samples = Math.floor(total / ALLOCATION_INTERVAL);
    return { samples, quantum: ALLOCATION_INTERVAL, from: 'quantum' };
  }
  return { samples: nodes, quantum: nodes > 0 ? total / nodes : 1, from: 'nodes' };
}

/** Samples of a tree that is not analysed: its kind is told by its type id, or by where its stacks end. Θ(nodes). */
export function countSamples(tree: CallTree, profileTypeId: string | null = null): number {
  return recoverSamples(tree, kindOfTree(tree, profileTypeId, computeFunctionCounts(tree).self)).samples;
}

/** @param decoded  the tree as decoded, its idle part included */
export function computeQuality(
  { tree, facts, counts, projection, kind, total, samples, samplesFrom, thresholds }: AnalysisContext,
  decoded: CallTree
): DataQuality {
  const state: Doubt = { tree, facts, counts, projection, hidden: 0, unknown: 0, cut: 0, ownerlessCut: 0 };
  inPieces(counts.weighted.length, state, addDoubt);
  const { hidden, unknown, cut, ownerlessCut } = state;
  const share = (weight: number) => (total > 0 ? weight / total : 0);
  return {
    samples,
    samplesFrom,
    hiddenShare: share(hidden),
    unknownShare: share(unknown),
    truncatedStacks: share(cut) >= thresholds.truncatedStacks,
    ownerlessCutShare: share(ownerlessCut),
    calibrated: isCalibrated(facts.language, kind),
    idleShare: decoded.total > 0 ? (decoded.total - total) / decoded.total : 0,
  };
}

/** Weights that something is missing of. */
interface Doubt extends Pick<AnalysisContext, 'tree' | 'facts' | 'counts' | 'projection'> {
  hidden: number;
  unknown: number;
  cut: number;
  ownerlessCut: number;
}

function addDoubt(state: Doubt, from: number, to: number): void {
  const { weighted, weightedSelf, weightedFunc } = state.counts;
  const { flags, ownership } = state.facts;
  const { depth } = state.tree;
  const { owner } = state.projection;
  let { hidden, unknown, cut, ownerlessCut } = state;
  for (let k = from; k < to; k++) {
    const weight = weightedSelf[k];
    if (weight > 0) {
      const f = weightedFunc[k];
      if ((flags[f] & FLAG_HIDDEN) !== 0) {
        hidden += weight;
      } else if (ownership[f] === UNRESOLVED) {
        unknown += weight;
      }
      if (isCutAt[depth[weighted[k]]] === 1) {
        cut += weight;
        ownerlessCut += owner[k] < 0 ? weight : 0;
      }
    }
  }
  state.hidden = hidden;
  state.unknown = unknown;
  state.cut = cut;
  state.ownerlessCut = ownerlessCut;
}
