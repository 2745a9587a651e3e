/**
 * What changed in the rows of an analysis since a baseline: cost per unit of load of each row's subject, with an interval;
 * and what of the baseline was saved.
 *
 *   row of a function     weight of the stacks that contain it, a stack counted once
 *   row of the collector  weight of allocation and collection together, as its ledger has it
 *
 * Rows, places saved and functions that cost more stand beside each other, so all are judged together, by one correction
 * for chance: nothing is named in one place and "within chance" in another.
 */
import type { CallTree } from '../../profiles/callTree';
import { analyze, buildContext } from '../analyze';
import { bucketShare } from '../ledger';
import type { AnalysisOptions, FixLayer, FunctionRef, Interval, Row } from '../model';
import {
  changedFunction,
  countsOf,
  countsOfWeights,
  isBeyondChance,
  nameChanges,
  testFunctions,
  type ComparedCosts,
} from './changes';
import { defaultVerifyLimits } from './limits';
import {
  VERIFY_VERSION,
  type ChangedFunction,
  type CostChange,
  type DiffStatus,
  type Loads,
  type LocalChange,
  type RatioInterval,
  type VerifyLimits,
} from './model';
import { findFunctions } from './frame';
import type { PairIndex } from './pairing';
import { benjaminiHochberg, rateRatioPValue, type CountedRates } from './rateRatio';
import { checkLoad, compareSides, costChange } from './sides';

export type RowAsked = Pick<Row, 'id' | 'subject' | 'subjectKind'>;

export interface RowChange extends RatioInterval {
  /** of the row */
  readonly id: string;
  /** in the profile's unit per unit of load */
  readonly costBefore: number;
  readonly costAfter: number;
  readonly samplesBefore: number;
  readonly samplesAfter: number;
  /** all but `same` are beyond chance, corrected for the number of all that is compared */
  readonly status: DiffStatus;
}

/** A place to edit of the baseline whose cost has fallen beyond chance. */
export interface SavedSite extends RatioInterval {
  readonly site: FunctionRef;
  readonly layer: FixLayer;
  /** what its fix was predicted to save then, as share of the baseline's cost */
  readonly saving: Interval;
  readonly costBefore: number;
  readonly costAfter: number;
  /** of the baseline's total cost per unit of load; negative = saved */
  readonly deltaShare: number;
}

export interface RowChanges {
  readonly version: typeof VERIFY_VERSION;
  readonly unit: string;
  readonly loads: Loads;
  readonly total: CostChange & { readonly change: LocalChange };
  /** in the order asked */
  readonly rows: readonly RowChange[];
  /** what could be saved in the baseline and is saved now, largest first */
  readonly saved: readonly SavedSite[];
  /** functions whose cost rose beyond chance, what explains most first */
  readonly rose: readonly ChangedFunction[];
}

export interface CompareRowsOptions extends AnalysisOptions {
  readonly limits?: Partial<VerifyLimits>;
}

/**
 * @param rows   of an analysis of `after`
 * @param loads  requests behind each profile, or seconds of its window
 * @throws VerifyInputError where the profiles measure different things, or a load is none
 *
 * One analysis of the baseline, Θ(nodes) of both besides.
 */
export function compareRows(
  before: CallTree,
  after: CallTree,
  loads: Loads,
  rows: readonly RowAsked[],
  { limits: changed, ...options }: CompareRowsOptions = {}
): RowChanges {
  checkLoad(loads.before, 'before');
  checkLoad(loads.after, 'after');
  const limits = { ...defaultVerifyLimits, ...changed };
  const sides = compareSides(before, after, options);
  const costs: ComparedCosts = { ...sides, loads, dispersion: limits.dispersion, limits };
  const collection = rows.some(({ subjectKind }) => subjectKind === 'gc')
    ? { pair: null, before: collectionWeight(before, options), after: collectionWeight(after, options) }
    : null;
  const weights = rows.map(({ subject, subjectKind }) =>
    subjectKind === 'gc' && collection !== null ? collection : weightsOf(costs, subject)
  );
  const counts = weights.map((one) => countsOfWeights(costs, one.before, one.after));
  const pValues = counts.map(rateRatioPValue);
  const tested = testFunctions(costs);
  const isTested = new Set(tested.map(({ pair }) => pair));
  const believed = benjaminiHochberg(
    [
      ...tested.map(({ pValue }) => pValue),
      ...pValues.filter((_, at) => weights[at].pair === null || !isTested.has(weights[at].pair)),
    ],
    limits.movedFalseRate
  );
  return {
    version: VERIFY_VERSION,
    unit: before.unit,
    loads,
    total: costChange(countsOfWeights(costs, sides.before.total, sides.after.total), {
      costBefore: sides.before.total / loads.before,
      costAfter: sides.after.total / loads.after,
      dispersionFrom: 'default',
    }),
    rows: rows.map(({ id }, at) =>
      rowChange(id, counts[at], {
        costBefore: weights[at].before / loads.before,
        costAfter: weights[at].after / loads.after,
        isChange: isBeyondChance(counts[at], pValues[at], believed),
      })
    ),
    saved: savedSites(before, costs, { options, believed }),
    rose: nameChanges(costs, { tested, believed, leaveOut: new Set() }).rose,
  };
}

interface Weights {
  /** null where it is not one function of both sides */
  readonly pair: PairIndex | null;
  readonly before: number;
  readonly after: number;
}

function weightsOf({ pairing, before, after }: ComparedCosts, { name, file }: FunctionRef): Weights {
  const { inAfter, functions } = pairing;
  const pairs = [...findFunctions(name, pairing)];
  // Two functions of one name differ by their file.
  const pair = pairs.find((each) => inAfter[each] >= 0 && functions.after.file[inAfter[each]] === file) ?? pairs[0];
  return pair === undefined
    ? { pair: null, before: 0, after: 0 }
    : { pair, before: before.cum[pair], after: after.cum[pair] };
}

/** Allocation and collection: what the ledger's row stands for. */
function collectionWeight(tree: CallTree, options: AnalysisOptions): number {
  const context = buildContext(tree, options);
  const parts = (['alloc', 'assist', 'mark', 'sweep', 'idleMark'] as const).map((part) => bucketShare(context, part));
  return context.total * parts.reduce((sum, share) => sum + share, 0);
}

function rowChange(
  id: string,
  counts: CountedRates,
  { costBefore, costAfter, isChange }: { costBefore: number; costAfter: number; isChange: boolean }
): RowChange {
  const { change, ratio, low, high, samplesBefore, samplesAfter } = costChange(counts, {
    costBefore,
    costAfter,
    dispersionFrom: 'default',
  });
  const status: DiffStatus = !isChange ? 'same' : costBefore === 0 ? 'new' : costAfter === 0 ? 'gone' : change;
  return { id, ratio, low, high, costBefore, costAfter, samplesBefore, samplesAfter, status };
}

/** Places named in a sentence. */
const MOST_SAVED = 3;

function savedSites(
  before: CallTree,
  costs: ComparedCosts,
  { options, believed }: { readonly options: AnalysisOptions; readonly believed: number }
): SavedSite[] {
  const { rows, thresholds } = analyze(before, options);
  const found = new Map<string, SavedSite>();
  for (const { verdict, site, saving, layer } of rows) {
    if (verdict !== 'fix' || site === null || saving === null || layer === null || saving.p50 < thresholds.minWorth) {
      continue;
    }
    const { inBefore, functions } = costs.pairing;
    const pairs = [...findFunctions(site.name, costs.pairing)];
    const isSite = (each: number) => inBefore[each] >= 0 && functions.before.file[inBefore[each]] === site.file;
    const pair = pairs.find(isSite) ?? pairs[0];
    if (pair === undefined || found.has(site.key)) {
      continue;
    }
    const counts = countsOf(costs, pair);
    const change = changedFunction(costs, pair, rateRatioPValue(counts));
    // It fell by a part of the whole that is worth a word, and surely.
    if (isBeyondChance(counts, change.pValue, believed) && change.deltaShare <= -costs.limits.movedShare) {
      const { ratio, low, high, costBefore, costAfter, deltaShare } = change;
      found.set(site.key, { site, layer, saving, ratio, low, high, costBefore, costAfter, deltaShare });
    }
  }
  return [...found.values()].sort((a, b) => a.deltaShare - b.deltaShare).slice(0, MOST_SAVED);
}
