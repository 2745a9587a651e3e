/**
 * What allocation and garbage collection cost, in parts that add up, and which owned functions allocate.
 *
 * Collection runs on its own threads, off the stack of the code that causes it. In steady state its cost is
 * proportional to the bytes allocated, whoever allocates them (Go GC guide), so a site that allocates a share `a` of
 * the bytes causes `a` of mark and sweep. Bytes come from the allocation profile where one is given, else from the
 * samples in the allocator itself. Idle marking uses cores that nothing else wanted: it is shown and not counted as
 * saved.
 */
import type { CallTree, FuncIndex } from '../profiles/callTree';
import type { AnalysisContext } from './context';
import { computeFunctionCounts } from './counting';
import { computeExclusiveWeights, exclusiveOf } from './exclusive';
import { computeFunctionFacts } from './functionFacts';
import type { GcLedger, NeighbourShare } from './model';
import { addTo, sharesOf, sorted, sumOf, type Weights } from './neighbours';
import { LEDGER_BUCKETS, type LedgerBucket } from './patterns';
import { computeProjection } from './projection';

/** Who allocates how much, as shares of all allocation. */
export interface AllocationShares {
  readonly basis: GcLedger['basis'];
  /** owned function of the CPU profile → share of all allocation with it nearest above */
  readonly byFunction: ReadonlyMap<FuncIndex, number>;
}

export const bucketShare = ({ exclusive, total }: AnalysisContext, part: LedgerBucket): number =>
  total > 0 ? exclusive.buckets[LEDGER_BUCKETS.indexOf(part)] / total : 0;

/**
 * Collection that allocating less would save, as share of the profile. Idle marking counts half: it is CPU that goes
 * with the bytes, on cores that other work would take.
 */
export const collectedShare = (context: AnalysisContext): number =>
  // Contention inside the collector, or bytes below its frames, are no cost that goes with what a site allocates.
  context.kind !== 'cpu' && context.kind !== 'wall'
    ? 0
    : bucketShare(context, 'mark') + bucketShare(context, 'sweep') + bucketShare(context, 'idleMark') / 2;

/**
 * Whether anything tells who allocates. V8 and the JVM allocate without a frame of their own: there collection goes
 * with work in proportion, the best guess that the profile allows.
 */
export const showsAllocator = (context: AnalysisContext, { basis }: AllocationShares): boolean =>
  basis === 'alloc-profile' || bucketShare(context, 'alloc') > 0;

/** Shares by the time spent in the allocator under each owned function. */
function fromAllocatorSamples({ exclusive }: AnalysisContext): AllocationShares {
  const { allocated, buckets } = exclusive;
  const whole = buckets[LEDGER_BUCKETS.indexOf('alloc')];
  const byFunction: Weights = new Map();
  for (let func = 0; func < allocated.length; func++) {
    if (allocated[func] > 0) {
      byFunction.set(func, whole > 0 ? allocated[func] / whole : 0);
    }
  }
  return { basis: 'allocator-samples', byFunction };
}

/** Shares by bytes (or objects) of an allocation profile of the same program, joined by name and file, else by name. */
function fromAllocationProfile(context: AnalysisContext, alloc: CallTree): AllocationShares {
  const { facts, tree } = context;
  const counts = computeFunctionCounts(alloc);
  const allocFacts = computeFunctionFacts(alloc, {
    cum: counts.cum,
    childless: counts.childless,
    ownedPrefixes: facts.ownedPrefixes,
  });
  const projection = computeProjection(alloc, allocFacts, {
    trunk: new Uint8Array(alloc.functions.length),
    weighted: counts.weighted,
  });
  const exclusive = computeExclusiveWeights(alloc, allocFacts, { projection, counts });
  const indexOf = new Map<string, FuncIndex>();
  tree.functions.name.forEach((name, func) => indexOf.set(name, indexOf.get(name) ?? func));
  const byFunction: Weights = new Map();
  for (let f = 0; f < alloc.functions.length; f++) {
    const weight = exclusiveOf(exclusive, f);
    const func = indexOf.get(alloc.functions.name[f]);
    if (weight > 0 && func !== undefined && alloc.total > 0) {
      addTo(byFunction, func, weight / alloc.total);
    }
  }
  return { basis: 'alloc-profile', byFunction };
}

export function computeAllocationShares(context: AnalysisContext, alloc: CallTree | null): AllocationShares {
  const joined = alloc !== null && alloc.total > 0 ? fromAllocationProfile(context, alloc) : null;
  // An allocation profile of another program joins nowhere: the allocator's samples say more.
  return joined !== null && sumOf(joined.byFunction) > 0 ? joined : fromAllocatorSamples(context);
}

const MAX_SITES = 20;

export function buildLedger(context: AnalysisContext, shares: AllocationShares): GcLedger {
  const sites: NeighbourShare[] = sharesOf(context, sorted(shares.byFunction).slice(0, MAX_SITES), 1).map((site) => ({
    ...site,
    samples: Math.round(site.share * bucketShare(context, 'alloc') * context.samples),
  }));
  return {
    alloc: bucketShare(context, 'alloc'),
    assist: bucketShare(context, 'assist'),
    mark: bucketShare(context, 'mark'),
    idleMark: bucketShare(context, 'idleMark'),
    sweep: bucketShare(context, 'sweep'),
    sites,
    basis: shares.basis,
  };
}
