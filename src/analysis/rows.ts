/** Ordered candidates written out as rows: names, shares, chain, reasons. Nothing is decided here. */
import type { FuncIndex } from '../profiles/callTree';
import { anchorsAt, anchorsOfFunction, type Anchors } from './anchors';
import { buildChain, type Chain, type ChainInput } from './chain';
import { samplesOf, type AnalysisContext } from './context';
import type { Candidate } from './candidate';
import { closeCallOf } from './closeCall';
import { figureKey } from './foldedParts';
import { compareLayers } from './layers';
import { buildLedger, type AllocationShares } from './ledger';
import type { Category, FanIn, FoldedPart, FunctionRef, GcLedger, Interval, NeighbourShare, Row } from './model';
import { addTo, calleesOf, computeFanIn, effectiveCount, sorted, sumOf, toShares, type Weights } from './neighbours';
import type { Priced } from './ordering';
import { BUCKET_ALLOC } from './projection';
import { buildReasons } from './reasons';
import { savingInterval } from './saving';

export interface RowInputs {
  readonly allocation: AllocationShares;
  readonly parts: ReadonlyMap<string, Weights>;
  /** sites of the fix rows shown, best first */
  readonly fixSites: readonly FuncIndex[];
  /** saving once the first row's fix is in */
  readonly afterFirst: Interval | null;
}

/** The ledger is no function: the allocator stands for it, named so that the reader sees both halves. */
function ledgerRef(context: AnalysisContext, subject: FuncIndex): FunctionRef {
  const ref = context.facts.ref(subject);
  return context.facts.language === 'go'
    ? { ...ref, key: JSON.stringify(['gc', '']), shortName: 'mallocgc + GC', packageName: 'runtime' }
    : ref;
}

/** Kind of work that most of a figure is; the subject's own kind where it has one. */
function categoryOf(context: AnalysisContext, { subject, subjectKind, facts }: Candidate, parts: Weights): Category {
  if (subjectKind === 'ledger') {
    return 'gc';
  }
  const named = context.facts.category[subject];
  if (named !== 'cpu') {
    return named;
  }
  const weights = new Map<Category, number>();
  for (const [func, weight] of parts) {
    const category = context.facts.category[func];
    weights.set(category, (weights.get(category) ?? 0) + weight);
  }
  const whole = sumOf(parts);
  const most = [...weights].find(([category, weight]) => category !== 'cpu' && weight >= 0.5 * whole);
  return most?.[0] ?? (facts !== null && facts.groupPart >= 0.5 ? facts.groupCategory : 'cpu');
}

function ledgerFanIn({ thresholds }: AnalysisContext, ledger: GcLedger, { byFunction }: AllocationShares): FanIn {
  const owned = ledger.sites;
  return {
    owned,
    entryPoints: [],
    dominance: owned[0]?.share ?? 0,
    effectiveCallers: effectiveCount(byFunction),
    spread: (owned[0]?.share ?? 0) >= thresholds.dominantCaller ? 'localised' : 'shared',
    unownedShare: Math.max(0, 1 - sumOf(byFunction)),
  };
}

/** Anchors of the ledger's chain: the owned frames below which the allocator ran. */
function allocationAnchors({ projection, counts }: AnalysisContext): Anchors {
  const weights: Weights = new Map();
  const { weighted, weightedSelf } = counts;
  const { owned, owner, bucket } = projection;
  for (let k = 0; k < weighted.length; k++) {
    if (bucket[k] === BUCKET_ALLOC && owner[k] >= 0) {
      addTo(weights, owned[weighted[k]], weightedSelf[k]);
    }
  }
  return anchorsAt(weights.keys(), (node) => weights.get(node) ?? 0);
}

function partsOf(context: AnalysisContext, parts: Weights): FoldedPart[] {
  return sorted(parts).map(([func, weight]) => ({ func: context.facts.ref(func), selfShare: weight / context.total }));
}

/** What a row's chain starts from and passes. */
export function chainInputOf(context: AnalysisContext, candidate: Candidate): ChainInput {
  const { subject, subjectKind, layer, site, through } = candidate;
  const isLedger = subjectKind === 'ledger';
  return {
    anchors: isLedger && site >= 0 && layer !== 'policy' ? allocationAnchors(context) : candidate.anchors,
    subject,
    through: through < 0 ? undefined : through,
    aboutPart: isLedger,
  };
}

export function rowIdOf(context: AnalysisContext, { subject, subjectKind, layer }: Candidate): string {
  const { key } = subjectKind === 'ledger' ? ledgerRef(context, subject) : context.facts.ref(subject);
  return `${subjectKind === 'function' && layer === 'callee' ? 'dispatcher' : subjectKind}:${key}`;
}

export function buildRow(
  context: AnalysisContext,
  { candidate, saving }: Priced,
  { allocation, parts, fixSites, afterFirst }: RowInputs
): Row {
  const { facts, raw, counts, total, samples } = context;
  const { subject, subjectKind, site, verdict } = candidate;
  const ledger = subjectKind === 'ledger' ? buildLedger(context, allocation) : null;
  const figure = parts.get(figureKey(candidate)) ?? new Map();
  const folded = partsOf(context, figure);
  const selfShare = folded.reduce((sum, part) => sum + part.selfShare, 0);
  const input = chainInputOf(context, candidate);
  const { anchors } = input;
  const chain: Chain = buildChain(context, input, site);
  const fanIn = ledger !== null ? ledgerFanIn(context, ledger, allocation) : computeFanIn(context, anchors);
  let knownAbove: FanIn | null = null;
  const aboveSite = () => (knownAbove ??= computeFanIn(context, anchorsOfFunction(context, site)));
  const callees: NeighbourShare[] =
    ledger !== null || subjectKind === 'stray'
      ? []
      : toShares(context, calleesOf(context, subject), counts.cum[subject]);
  const ledgerShare = ledger === null ? 0 : ledger.alloc + ledger.assist + ledger.mark + ledger.idleMark + ledger.sweep;
  const rowSamples =
    ledger !== null
      ? Math.round(ledgerShare * samples)
      : samplesOf(
          context,
          candidate.group?.weight ?? (subjectKind === 'stray' ? candidate.touched * total : counts.cum[subject])
        );
  const category = categoryOf(context, candidate, figure);
  const isFix = verdict === 'fix';
  const layers = compareLayers(context, candidate, fanIn);
  const ref = ledger !== null ? ledgerRef(context, subject) : facts.ref(subject);
  const row = {
    id: rowIdOf(context, candidate),
    subject: ref,
    subjectKind:
      ledger !== null ? ('gc' as const) : candidate.layer === 'callee' ? ('dispatcher' as const) : ('leaf' as const),
    selfShare,
    cumShare: ledger !== null ? ledgerShare : counts.cum[subject] / total,
    selfRaw: raw.self[subject],
    cumRaw: raw.cum[subject],
    folded,
    fanIn,
    callees,
    category,
    signal:
      isFix &&
      candidate.layer === 'caller' &&
      candidate.signal === 'one-dominant-caller' &&
      // The site that brings a library call is itself called from many places: one doorway for all of them.
      site >= 0 &&
      aboveSite().spread === 'shared'
        ? ('one-doorway' as const)
        : candidate.signal,
    verdict,
    layer: isFix ? candidate.layer : null,
    site: isFix && site >= 0 ? facts.ref(site) : null,
    saving,
    family: isFix ? (candidate.families[0] ?? null) : null,
    afterFirst,
    layers,
    close: isFix && candidate.facts !== null ? closeCallOf(candidate.facts, context.thresholds) : null,
    touched: isFix ? { onStack: candidate.touched, offStack: candidate.collected } : null,
    ways: isFix
      ? candidate.families
          .map((family) => ({
            family,
            saving: savingInterval({ share: candidate.touched, collected: candidate.collected, samples }, family),
          }))
          .sort((a, b) => b.saving.p50 - a.saving.p50)
      : [],
    samples: rowSamples,
    chain: chain.steps,
    siteStep: chain.siteStep,
    boundary: chain.boundary,
    need: candidate.need,
    ledger,
  };
  return {
    ...row,
    reasons: buildReasons(context, candidate, {
      fanIn,
      callees,
      chain,
      ledger,
      category,
      allocation,
      fixSites,
      layers,
      aboveSite,
    }),
  };
}
