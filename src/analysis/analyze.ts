/**
 * The engine: one call tree in, one `Analysis` out. Each line below is one file of this folder.
 *
 *   counts → function facts → projection → exclusive weights → candidates → saving → order → rows → verdict
 */
import type { CallTree } from '../profiles/callTree';
import { computeAfterFirst } from './afterFirst';
import type { Candidate } from './candidate';
import { computeCandidates } from './candidates';
import { computeCategoryShares } from './categoryShares';
import { createNodeIndex, type AnalysisContext } from './context';
import { computeFunctionCounts } from './counting';
import { computeExclusiveWeights, exclusiveOf } from './exclusive';
import { computeFoldedParts } from './foldedParts';
import { computeFunctionFacts } from './functionFacts';
import { FunctionSums } from './functionSums';
import { withoutIdle } from './idle';
import { bucketShare, computeAllocationShares } from './ledger';
import { ANALYSIS_VERSION, type Analysis, type AnalysisOptions, type OwnershipExplained } from './model';
import { orderCandidates, type Priced } from './ordering';
import { OWNED } from './codes';
import { LEDGER_BUCKETS } from './patterns';
import { kindOfTree } from './profileKind';
import { computeProjection, computeTrunk } from './projection';
import { computeQuality, recoverSamples } from './quality';
import { buildRow } from './rows';
import { priorOfRule, savingByPrior } from './saving';
import { defaultThresholds } from './thresholds';
import { unseenWait } from './waits';
import { applyHiddenPart, applySampleFloor, needOfProfile, verdictOf } from './verdict';

export interface AnalyzeOptions extends AnalysisOptions {
  /** allocation profile (bytes or objects) of the same program and window */
  readonly alloc?: CallTree | null;
}

const DEFAULT_MAX_ROWS = 20;

/**
 * @param tree     of any decoder or merge; validated there
 * @param options  see {@link AnalysisOptions}
 * @returns plain data; same input, same output
 *
 * Θ(nodes) typed-array passes plus work for the functions that may become rows. Never throws on odd profiles: what
 * cannot be judged is `abstain` with what would decide.
 */
export function analyze(tree: CallTree, options: AnalyzeOptions = {}): Analysis {
  return analyzeContext(tree, buildContext(tree, options), options);
}

/** As {@link analyze}, where more is asked of the same context. */
export function analyzeContext(tree: CallTree, context: AnalysisContext, options: AnalyzeOptions): Analysis {
  const { facts, total, thresholds, kind } = context;
  const { quality, need, allocation, ordered, shown } = rankCandidates(tree, context, options);
  const parts = computeFoldedParts(
    context,
    shown.map(({ candidate }) => candidate)
  );
  const fixSites = shown
    .filter(({ candidate }) => candidate.verdict === 'fix' && candidate.layer !== 'policy')
    .map(({ candidate }) => candidate.site);
  const afterFirst = computeAfterFirst(context, shown);
  const rows = shown.map((one, index) =>
    buildRow(context, one, { allocation, parts, fixSites, afterFirst: afterFirst[index] })
  );
  return {
    version: ANALYSIS_VERSION,
    profile: {
      kind,
      unit: tree.unit,
      total,
      language: facts.language,
      functionCount: tree.functions.length,
      nodeCount: tree.length,
    },
    quality,
    ...verdictOf(ordered, context, need, quality),
    categories: computeCategoryShares(context.tree, facts, context.counts.weighted),
    ownership: explainOwnership(context),
    rows,
    thresholds,
  };
}

/** What becomes a row, and in which order. */
export function rankCandidates(tree: CallTree, context: AnalysisContext, options: AnalyzeOptions) {
  const { total, thresholds, kind, samples } = context;
  const quality = { ...computeQuality(context, tree), unseenWait: unseenWait(context) };
  const need = needOfProfile(context, quality);
  const allocation = computeAllocationShares(context, kind === 'cpu' ? (options.alloc ?? null) : null);
  const candidates = total > 0 ? computeCandidates(context, allocation) : [];
  const priced = candidates
    .map((candidate): Priced => ({ candidate, saving: savingOf(candidate, samples) }))
    .map((one) => applyHiddenPart(applySampleFloor(one, context, need), context, quality));
  const ordered = giveLedgerToFirstAllocator(context, orderCandidates(priced, thresholds));
  return { quality, need, allocation, ordered, shown: ordered.slice(0, options.maxRows ?? DEFAULT_MAX_ROWS) };
}

function explainOwnership({ facts, exclusive, total }: AnalysisContext): OwnershipExplained {
  let functions = 0;
  let weight = 0;
  for (let f = 0; f < facts.ownership.length; f++) {
    if (facts.ownership[f] === OWNED) {
      functions++;
      weight += exclusiveOf(exclusive, f);
    }
  }
  return {
    prefixes: facts.ownedPrefixes,
    basis: facts.ownedBasis,
    functions,
    share: total > 0 ? weight / total : 0,
    alternatives: facts.ownedAlternatives.map(({ prefix, cum }) => ({
      prefix,
      share: total > 0 ? Math.min(1, cum / total) : 0,
    })),
  };
}

/** Everything that is computed once per profile; exported for the tests of single files. */
export function buildContext(decoded: CallTree, options: AnalyzeOptions): AnalysisContext {
  const thresholds =
    options.thresholds === undefined ? defaultThresholds : { ...defaultThresholds, ...options.thresholds };
  const raw = computeFunctionCounts(decoded);
  const facts = computeFunctionFacts(decoded, {
    cum: raw.cum,
    childless: raw.childless,
    ownedPrefixes: options.ownedPrefixes ?? [],
  });
  const kind = kindOfTree(decoded, options.profileTypeId, raw.self);
  const tree = withoutIdle(decoded, facts, kind);
  const counts = tree === decoded ? raw : computeFunctionCounts(tree);
  const trunk = computeTrunk(tree, facts, { cum: counts.cum, share: thresholds.trunk });
  const projection = computeProjection(tree, facts, { trunk, weighted: counts.weighted });
  const exclusive = computeExclusiveWeights(tree, facts, { projection, counts });
  const recovered = recoverSamples(decoded, kind, raw.weightedSelf);
  return {
    tree,
    kind,
    facts,
    raw,
    counts,
    projection,
    exclusive,
    trunk,
    total: tree.total,
    samples: decoded.total > 0 ? Math.round((recovered.samples * tree.total) / decoded.total) : 0,
    samplesFrom: recovered.from,
    quantum: recovered.quantum,
    thresholds,
    nodesOf: createNodeIndex(counts),
    sums: new FunctionSums(decoded.functions.length),
  };
}

const savingOf = ({ verdict, families, touched, collected, origin }: Candidate, samples: number) =>
  verdict === 'fix' && families.length > 0
    ? savingByPrior({ share: touched, collected, samples }, priorOfRule(origin, families[0]))
    : null;

/** The first allocating site stands for the ledger: its row is about allocation and collection as a whole. */
function giveLedgerToFirstAllocator(context: AnalysisContext, ordered: readonly Priced[]): readonly Priced[] {
  const { facts, counts, thresholds } = context;
  const ledger = (['alloc', 'assist', 'mark', 'sweep'] as const).reduce(
    (sum, part) => sum + bucketShare(context, part),
    0
  );
  const first = ordered.findIndex(
    ({ candidate }) => candidate.origin === 'own-allocations' && candidate.verdict === 'fix'
  );
  const allocator = heaviestAllocator(facts.bucket, counts.cum);
  if (first < 0 || allocator < 0 || ledger < thresholds.gcLedger) {
    return ordered;
  }
  return ordered.map((one, index) =>
    index === first
      ? {
          ...one,
          candidate: { ...one.candidate, subjectKind: 'ledger', subject: allocator, through: one.candidate.site },
        }
      : one
  );
}

function heaviestAllocator(bucket: Uint8Array, cum: Float64Array): number {
  const alloc = LEDGER_BUCKETS.indexOf('alloc');
  let best = -1;
  for (let f = 0; f < bucket.length; f++) {
    if (bucket[f] === alloc && (best < 0 || cum[f] > cum[best])) {
      best = f;
    }
  }
  return best;
}
