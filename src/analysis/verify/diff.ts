/**
 * Two profiles side by side: every function's cost per unit of load, its change with an interval, largest change first.
 */
import { changedFunction, type ComparedCosts, countsOf, countsOfWeights, deltaShareOf } from './changes';
import { defaultVerifyLimits } from './limits';
import { type DiffReport, type DiffRow, type DiffStatus, type Loads, VERIFY_VERSION, type VerifyLimits } from './model';
import type { CallTree } from '../../profiles/callTree';
import { benjaminiHochberg, rateRatioPValue } from './rateRatio';
import { changeOf, checkLoad, compareSides, costChange } from './sides';

export interface DiffOptions {
  readonly profileTypeId?: string | null;
  readonly limits?: Partial<VerifyLimits>;
  /** rows returned; intervals are computed for these only */
  readonly maxRows?: number;
}

const DEFAULT_MAX_ROWS = 50;

/**
 * @param loads  requests behind each profile, or seconds of its window; `{ before: 1, after: 1 }` compares weights
 * @throws VerifyInputError where the profiles measure different things
 *
 * Θ(nodes) for both trees plus a sort of the functions; nothing per node but typed columns.
 */
export function diffProfiles(before: CallTree, after: CallTree, loads: Loads, options: DiffOptions = {}): DiffReport {
  checkLoad(loads.before, 'before');
  checkLoad(loads.after, 'after');
  const limits = { ...defaultVerifyLimits, ...options.limits };
  const sides = compareSides(before, after, options);
  const costs: ComparedCosts = { ...sides, loads, dispersion: limits.dispersion, limits };
  const maxRows = options.maxRows ?? DEFAULT_MAX_ROWS;
  const shown = largestChanges(costs, maxRows);
  const pValues = shown.map((pair) => rateRatioPValue(countsOf(costs, pair)));
  // Tests of the rows shown. Those left out have smaller changes, and fewer of them: the bound is for what is read.
  const believed = benjaminiHochberg(pValues, limits.movedFalseRate);
  return {
    version: VERIFY_VERSION,
    kind: sides.kind,
    unit: before.unit,
    loads,
    total: costChange(countsOfWeights(costs, sides.before.total, sides.after.total), {
      costBefore: sides.before.total / loads.before,
      costAfter: sides.after.total / loads.after,
      dispersionFrom: 'default',
    }),
    rows: shown.map((pair, i) => diffRow(costs, { pair, pValue: pValues[i], isChange: pValues[i] <= believed })),
    functionCount: sides.pairing.length,
    leftOut: sides.pairing.length - shown.length,
  };
}

function largestChanges(costs: ComparedCosts, maxRows: number): number[] {
  const { pairing } = costs;
  const size = Float64Array.from({ length: pairing.length }, (_, pair) => Math.abs(deltaShareOf(costs, pair)));
  // Ties by index, so that the same input gives the same order.
  const order = Int32Array.from({ length: pairing.length }, (_, pair) => pair).sort(
    (a, b) => size[b] - size[a] || a - b
  );
  return Array.from(order.subarray(0, maxRows));
}

function diffRow(
  costs: ComparedCosts,
  { pair, pValue, isChange }: { pair: number; pValue: number; isChange: boolean }
): DiffRow {
  const { before, after, loads } = costs;
  const row = changedFunction(costs, pair, pValue);
  return {
    ...row,
    status: isChange ? statusOf(row) : 'same',
    selfBefore: before.self[pair] / loads.before,
    selfAfter: after.self[pair] / loads.after,
  };
}

function statusOf(row: Pick<DiffRow, 'costBefore' | 'costAfter' | 'ratio' | 'low' | 'high'>): DiffStatus {
  // What the list as a whole believes must also hold for the row's own interval, or the two would contradict.
  const change = changeOf(row);
  if (change === 'same') {
    return 'same';
  }
  return row.costBefore === 0 ? 'new' : row.costAfter === 0 ? 'gone' : change;
}
