/** Both sides checked, paired and counted: what verify and diff have in common. */
import type { CallTree } from '../../profiles/callTree';
import { computeFunctionCounts } from '../counting';
import type { AnalysisOptions, ProfileKind } from '../model';
import { kindOfTree } from '../profileKind';
import { computeCosts, prepareSide, type SideCosts } from './costs';
import { type CostChange, type LocalChange, type RatioInterval, VerifyInputError } from './model';
import { type CountedRates, rateRatioInterval } from './rateRatio';
import { pairFunctions, type Pairing } from './pairing';

export interface Sides {
  readonly kind: ProfileKind;
  readonly pairing: Pairing;
  readonly before: SideCosts;
  readonly after: SideCosts;
}

/** @throws VerifyInputError where the profiles measure different things */
export function compareSides(
  before: CallTree,
  after: CallTree,
  { profileTypeId = null, ownedPrefixes }: AnalysisOptions
): Sides {
  const what = ({ sampleType, unit }: CallTree) => `${sampleType || 'an unnamed type'} in ${unit || 'no unit'}`;
  const differ =
    before.unit !== after.unit ||
    (before.sampleType !== '' && after.sampleType !== '' && before.sampleType !== after.sampleType);
  if (differ) {
    throw new VerifyInputError(
      `The profiles measure different things, ${what(before)} before and ${what(after)} after: compare one type.`
    );
  }
  const named = before.sampleType === '' ? after : before;
  const kind = kindOfTree(named, profileTypeId, computeFunctionCounts(named).self);
  const pairing = pairFunctions(before, after);
  const count = (decoded: CallTree, pairOf: Int32Array): SideCosts => {
    const { tree, quantum } = prepareSide(decoded, { language: pairing.language, kind, ownedPrefixes });
    return { tree, quantum, total: tree.total, ...computeCosts(tree, pairOf, pairing.length) };
  };
  return { kind, pairing, before: count(before, pairing.before), after: count(after, pairing.after) };
}

export function checkLoad(load: number, side: string): void {
  if (!(load > 0 && Number.isFinite(load))) {
    throw new VerifyInputError(
      `The load ${side} is ${load}: a change is judged per request, so give how many there were.`
    );
  }
}

/** A ratio as one word: only what excludes 1 is a change. */
export function changeOf({ low, high }: RatioInterval): LocalChange {
  return high !== null && high < 1 ? 'shrank' : low > 1 ? 'grew' : 'same';
}

/** Counts of one thing on both sides → its change. */
export function costChange(
  counts: CountedRates,
  costs: Pick<CostChange, 'costBefore' | 'costAfter' | 'dispersionFrom'>
): CostChange & { readonly change: LocalChange } {
  const interval = rateRatioInterval(counts);
  return {
    change: changeOf(interval),
    ...interval,
    ...costs,
    samplesBefore: Math.round(counts.samplesBefore),
    samplesAfter: Math.round(counts.samplesAfter),
    dispersion: counts.dispersion,
  };
}
