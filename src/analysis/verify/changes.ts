/**
 * What else changed: functions whose cost per request rose or fell beyond chance.
 *
 * Everything above a function that grew grew too (`main` by the same amount), so the size of a change names the wrong
 * place. Sorted by change × the part of the larger side that is new (PerfView's overweight): a function that is all new
 * comes before its ancestors, and of a chain of equals the outermost comes first.
 */
import type { SideCosts } from './costs';
import type { ChangedFunction, Loads, VerifyLimits } from './model';
import { comparedFunction, type PairIndex, type Pairing } from './pairing';
import { benjaminiHochberg, type CountedRates, rateRatioInterval, rateRatioPValue } from './rateRatio';
import { changeOf } from './sides';

export interface ComparedCosts {
  readonly pairing: Pairing;
  readonly before: SideCosts;
  readonly after: SideCosts;
  readonly loads: Loads;
  /** of the total: functions have no windows of their own */
  readonly dispersion: number;
  readonly limits: VerifyLimits;
}

export interface Changes {
  readonly rose: readonly ChangedFunction[];
  readonly fell: readonly ChangedFunction[];
}

/** Names listed on each side. */
const MAX_LISTED = 10;

/** A function that can change by enough to be named, with its test. */
export interface TestedFunction {
  readonly pair: PairIndex;
  readonly pValue: number;
  readonly deltaShare: number;
}

/** A function below the share on both sides cannot change by it: the tests are of those that can. */
export function testFunctions(costs: ComparedCosts): readonly TestedFunction[] {
  const tested: TestedFunction[] = [];
  for (let pair = 0; pair < costs.pairing.length; pair++) {
    if (largestShare(costs, pair) >= costs.limits.movedShare) {
      tested.push({ pair, pValue: rateRatioPValue(countsOf(costs, pair)), deltaShare: deltaShareOf(costs, pair) });
    }
  }
  return tested;
}

export function findChanges(costs: ComparedCosts, leaveOut: ReadonlySet<PairIndex>): Changes {
  const tested = testFunctions(costs);
  const believed = benjaminiHochberg(
    tested.map(({ pValue }) => pValue),
    costs.limits.movedFalseRate
  );
  return nameChanges(costs, { tested, believed, leaveOut });
}

interface Naming {
  readonly tested: readonly TestedFunction[];
  /** largest p-value that is beyond chance among all that is told together */
  readonly believed: number;
  readonly leaveOut: ReadonlySet<PairIndex>;
}

export function nameChanges(costs: ComparedCosts, { tested, believed, leaveOut }: Naming): Changes {
  const named = tested
    .filter(
      ({ pair, pValue, deltaShare }) =>
        isBeyondChance(countsOf(costs, pair), pValue, believed) &&
        Math.abs(deltaShare) >= costs.limits.movedShare &&
        !leaveOut.has(pair)
    )
    .sort((a, b) => weightOf(costs, b) - weightOf(costs, a) || Math.abs(b.deltaShare) - Math.abs(a.deltaShare));
  const pick = (rises: boolean) =>
    named
      .filter(({ deltaShare }) => deltaShare > 0 === rises)
      .slice(0, MAX_LISTED)
      .map(({ pair, pValue }) => changedFunction(costs, pair, pValue));
  return { rose: pick(true), fell: pick(false) };
}

/** The one judgement of a change: it survives the correction for all that is told, and its own interval excludes none. */
export function isBeyondChance(counts: CountedRates, pValue: number, believed: number): boolean {
  return pValue <= believed && changeOf(rateRatioInterval(counts)) !== 'same';
}

export function changedFunction(costs: ComparedCosts, pair: PairIndex, pValue: number): ChangedFunction {
  const { pairing, before, after, loads } = costs;
  return {
    func: comparedFunction(pairing, pair),
    ...rateRatioInterval(countsOf(costs, pair)),
    costBefore: before.cum[pair] / loads.before,
    costAfter: after.cum[pair] / loads.after,
    deltaShare: deltaShareOf(costs, pair),
    samplesBefore: Math.round(before.cum[pair] / before.quantum),
    samplesAfter: Math.round(after.cum[pair] / after.quantum),
    pValue,
  };
}

export function countsOf(costs: ComparedCosts, pair: PairIndex): CountedRates {
  return countsOfWeights(costs, costs.before.cum[pair], costs.after.cum[pair]);
}

/** Weights of one thing on both sides → counts with what turns their ratio into one of costs. */
export function countsOfWeights(
  { before, after, loads, dispersion, limits }: Omit<ComparedCosts, 'pairing'>,
  weightBefore: number,
  weightAfter: number
): CountedRates {
  return {
    samplesBefore: weightBefore / before.quantum,
    samplesAfter: weightAfter / after.quantum,
    scale: (after.quantum * loads.before) / (before.quantum * loads.after),
    dispersion,
    drift: limits.drift,
  };
}

export function deltaShareOf({ before, after, loads }: ComparedCosts, pair: PairIndex): number {
  const total = before.total / loads.before;
  return total > 0 ? (after.cum[pair] / loads.after - before.cum[pair] / loads.before) / total : 0;
}

function largestShare({ before, after, loads }: ComparedCosts, pair: PairIndex): number {
  const total = before.total / loads.before;
  return total > 0 ? Math.max(before.cum[pair] / loads.before, after.cum[pair] / loads.after) / total : 0;
}

/** Change × overweight, Δ² ÷ the larger side. */
function weightOf({ before, after, loads }: ComparedCosts, { pair }: { pair: PairIndex }): number {
  const [a, b] = [before.cum[pair] / loads.before, after.cum[pair] / loads.after];
  return (a - b) ** 2 / Math.max(a, b);
}
