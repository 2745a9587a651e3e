/**
 * Candidates that are not one function's exclusive cost: fan-outs, spread library calls and their waists, the
 * collector, and work that no owned frame leads to. The published list is OTHER_RULES.
 */
import type { FuncIndex } from '../profiles/callTree';
import { anchorsOfFunction, anchorsWhere } from './anchors';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import { familiesOf } from './families';
import { bucketShare, collectedShare } from './ledger';
import type { LibraryGroup } from './libraryGroups';
import { addTo, effectiveCount, entryPoints, heaviestOf, isShared, namedCallers, type Weights } from './neighbours';
import { UNRESOLVED } from './codes';

/**
 * An owned function that hands its work to several callees, none of them half. Where many paths come to it, it is the
 * waist of an hourglass; else it is one place that calls several, unless the callees are so many that nothing stands
 * out. At the entry points and above it is a router or a handler: go down.
 */
export function buildFanOutCandidate(context: AnalysisContext, func: FuncIndex, callees: Weights): Candidate | null {
  const { counts, exclusive, thresholds, total, projection, facts, nodesOf } = context;
  const cum = counts.cum[func];
  const nodes = nodesOf(func);
  if (
    exclusive.own[func] > thresholds.dispatcherSelf * cum ||
    heaviestOf(callees).weight >= thresholds.calleeDominance * cum ||
    projection.isEntry[func] === 1
  ) {
    return null;
  }
  const anchors = anchorsOfFunction(context, func);
  const callers = namedCallers(context, anchors);
  const shared = isShared(context, { callers, points: entryPoints(context, anchors), whole: cum });
  const several = effectiveCount(callees);
  if (!shared && (several < thresholds.fanOutMin || several > thresholds.fanOutMax)) {
    return null;
  }
  const origin = shared ? 'hourglass' : 'fan-out';
  const allocated = nodes.reduce(
    (sum, node) => sum + exclusive.allocatedWithin(node, context.tree.subtreeEnd[node]),
    0
  );
  const allocShare = bucketShare(context, 'alloc') * total;
  return {
    origin,
    subjectKind: 'function',
    subject: func,
    group: null,
    anchors,
    through: -1,
    verdict: 'fix',
    layer: 'caller',
    signal: shared ? 'one-doorway' : 'dispatcher',
    site: func,
    touched: cum / total,
    collected: allocShare > 0 ? (allocated / allocShare) * collectedShare(context) : 0,
    families: familiesOf(origin, facts.category[func], context.kind),
    need: null,
    facts: null,
  };
}

/**
 * The waist of a library group without a dominant caller: the owned frame above that keeps most of it and is most
 * about it.
 */
function waistOf(
  context: AnalysisContext,
  { anchors, weight }: LibraryGroup
): { func: FuncIndex; through: number } | null {
  const { tree, projection, counts, thresholds, trunk } = context;
  const through: Weights = new Map();
  for (let k = 0; k < anchors.length; k++) {
    const seen = new Set<FuncIndex>();
    for (
      let above = projection.owned[anchors.nodes[k]];
      above >= 0;
      above = tree.parent[above] < 0 ? -1 : projection.owned[tree.parent[above]]
    ) {
      const f = tree.func[above];
      if (!seen.has(f)) {
        seen.add(f);
        addTo(through, f, anchors.weights[k]);
      }
    }
  }
  let best: { func: FuncIndex; through: number } | null = null;
  let bestScore = 0;
  for (const [func, w] of through) {
    const retention = w / weight;
    const score = retention * (w / counts.cum[func]);
    if (trunk[func] === 0 && retention >= thresholds.dominantCaller && score >= thresholds.waist && score > bestScore) {
      bestScore = score;
      best = { func, through: w };
    }
  }
  return best;
}

export function buildSpreadCandidate(context: AnalysisContext, group: LibraryGroup): Candidate {
  const { total, facts } = context;
  const waist = waistOf(context, group);
  const common = {
    subjectKind: 'library' as const,
    subject: group.func,
    group,
    anchors: group.anchors,
    need: null,
    facts: null,
  };
  return waist === null
    ? {
        ...common,
        origin: 'spread',
        through: -1,
        verdict: 'flat',
        layer: null,
        signal: effectiveCount(group.callers) >= context.thresholds.sharedCallers ? 'many-thin-callers' : 'few-callers',
        site: -1,
        touched: group.weight / total,
        collected: 0,
        families: [],
      }
    : {
        ...common,
        origin: 'waist',
        through: -1,
        verdict: 'fix',
        layer: 'caller',
        signal: 'one-doorway',
        site: waist.func,
        touched: waist.through / total,
        collected: 0,
        families: familiesOf('library-leaf', facts.category[group.func], context.kind),
      };
}

/** The ledger as a row of its own: a setting, where no allocating site stands for it. */
export function buildCollectorCandidate(context: AnalysisContext, candidates: readonly Candidate[]): Candidate | null {
  const { tree, facts, thresholds, kind } = context;
  if (kind !== 'cpu' && kind !== 'wall') {
    // Contention inside the collector, or bytes below its frames, are no cost of collection.
    return null;
  }
  const collected = collectedShare(context) + bucketShare(context, 'assist');
  const ledger = collected + bucketShare(context, 'alloc') + bucketShare(context, 'idleMark');
  if (ledger < thresholds.gcLedger || candidates.some(({ origin }) => origin === 'own-allocations')) {
    return null;
  }
  let worker: FuncIndex = -1;
  for (let f = 0; f < tree.functions.length; f++) {
    if (
      facts.category[f] === 'gc' &&
      facts.bucket[f] !== 0 &&
      (worker < 0 || context.counts.cum[f] > context.counts.cum[worker])
    ) {
      worker = f;
    }
  }
  // Only Go publishes how a heap target trades memory for collection; elsewhere the ledger ends at its total.
  const known = facts.language === 'go';
  return worker < 0
    ? null
    : {
        origin: 'collector',
        subjectKind: 'ledger',
        subject: worker,
        group: null,
        anchors: anchorsOfFunction(context, worker),
        through: -1,
        verdict: known ? 'fix' : 'abstain',
        layer: known ? 'policy' : null,
        signal: 'runtime-gc',
        site: known ? worker : -1,
        touched: collected,
        collected: 0,
        families: known ? ['setting'] : [],
        need: known ? null : { kind: 'profile-type', profileKind: 'alloc' },
        facts: null,
      };
}

/** Outside work that no owned frame leads to: shown, never a place to edit. */
export function buildStrayCandidates({
  tree,
  facts,
  exclusive,
  total,
  thresholds,
}: AnalysisContext): readonly Candidate[] {
  const { strays } = exclusive;
  const weights: Weights = new Map();
  for (let k = 0; k < strays.length; k++) {
    const func = tree.func[strays.nodes[k]];
    if (facts.ownership[func] !== UNRESOLVED) {
      addTo(weights, func, strays.weights[k]);
    }
  }
  return [...weights]
    .filter(([, weight]) => weight >= thresholds.minRowShare * total)
    .map(([func, weight]): Candidate => ({
      origin: 'stray',
      subjectKind: 'stray',
      subject: func,
      group: null,
      anchors: anchorsWhere(strays, (node) => tree.func[node] === func),
      through: -1,
      verdict: 'flat',
      layer: null,
      signal: 'mixed',
      site: -1,
      touched: weight / total,
      collected: 0,
      families: [],
      need: null,
      facts: null,
    }));
}
