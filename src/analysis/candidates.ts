/**
 * Candidates: places that may be worth an edit, before they are ordered and written out as rows.
 *
 *  sites       owned functions with exclusive cost, judged by the rules
 *  hourglasses owned functions that many call and that spread their work over several callees
 *  spread      library calls without a dominant caller: their waist, else "no single place"
 *  collector   the ledger as a setting, where no allocating site is a row of its own
 *  strays      runtime and framework work that no owned frame leads to
 */
import type { FuncIndex } from '../profiles/callTree';
import type { AnalysisContext } from './context';
import { exclusiveOf } from './exclusive';
import { familiesOf } from './families';
import { bucketShare, collectedShare, type AllocationShares } from './ledger';
import { computeLibraryGroups, type LibraryGroup } from './libraryGroups';
import type { FixFamily, FixLayer, Need, SignalKind, Verdict } from './model';
import {
  addTo,
  anchorsOfFunction,
  calleesOf,
  entryPoints,
  heaviestOf,
  isShared,
  ownedCallers,
  sumOf,
  type Anchors,
  type Weights,
} from './neighbours';
import { OWNED, UNRESOLVED } from './ownership';
import { ruleOf, type Rule } from './rules';
import { computeSiteFacts, computeTopGroups, createBuiltinTest, type SiteFacts } from './siteFacts';

export type SubjectKind =
  | 'function' // an owned function: own code and runtime support
  | 'library' // a library group
  | 'ledger' // allocation and collection
  | 'stray'; // outside code that no owned frame leads to

export interface Candidate {
  /** rule or kind that made it, for tests and docs */
  readonly origin: string;
  readonly subjectKind: SubjectKind;
  readonly subject: FuncIndex;
  readonly group: LibraryGroup | null;
  readonly anchors: Anchors;
  /** owned function that the chain must pass first, −1 = the heaviest */
  readonly through: FuncIndex;
  readonly verdict: Verdict;
  readonly layer: FixLayer | null;
  readonly signal: SignalKind;
  readonly site: FuncIndex;
  /** share of the profile that the fix touches on the stack */
  readonly touched: number;
  /** share off the stack that goes with it */
  readonly collected: number;
  readonly families: readonly FixFamily[];
  readonly need: Need | null;
  readonly facts: SiteFacts | null;
}

/** Owned functions looked at as sites: the hottest; what is left out is below a row's share anyway. */
const MAX_SITES = 200;
const MAX_WRAPPERS = 2;

/**
 * From a thin wrapper to the caller it passes on for, while nothing is lost: the wrapper's cost is (nearly) all the
 * subject, one caller brings (nearly) all of it, and that caller is still about the subject. Writes and reads stay with
 * the wrapper: it can buffer by itself, a pure computation's wrapper cannot know that it is asked again. Only the first
 * step may reach an entry point: further up, a handler that does nothing else would take every edit.
 */
export function climbWrappers(context: AnalysisContext, from: FuncIndex, weight: number): FuncIndex {
  const { counts, thresholds, trunk, projection, nodesOf } = context;
  const isEntry = (func: FuncIndex) => nodesOf(func).some((node) => projection.entry[node] === node);
  let site = from;
  let flow = weight;
  for (let step = 0; step < MAX_WRAPPERS; step++) {
    const cum = counts.cum[site];
    const { func, weight: through } = heaviestOf(withoutNone(ownedCallers(context, anchorsOfFunction(context, site))));
    const retained = cum > 0 ? through / cum : 0;
    if (func < 0 || trunk[func] === 1 || flow < thresholds.passThrough * cum || retained < thresholds.passThrough) {
      return site;
    }
    flow *= retained;
    if (flow < thresholds.dispatchEdge * counts.cum[func] || (step > 0 && isEntry(func))) {
      return site;
    }
    site = func;
  }
  return site;
}

function withoutNone(weights: Weights): Weights {
  weights.delete(-1);
  return weights;
}

function siteCandidate(
  context: AnalysisContext,
  site: SiteFacts,
  rule: Rule,
  groups: ReadonlyMap<FuncIndex, LibraryGroup>,
  allocation: AllocationShares
): Candidate {
  const { total, counts } = context;
  const group = groups.get(site.group) ?? null;
  const isLibrary =
    rule.id === 'library-leaf' || rule.id === 'inherent' || rule.id === 'lock-unseen' || rule.id === 'nameless';
  const brought = isLibrary && group !== null ? (group.callers.get(site.func) ?? 0) : site.share * total;
  const staysPut = isLibrary && (site.groupCategory === 'syscall' || site.groupCategory === 'io');
  const target =
    rule.target === 'top-caller'
      ? site.topCaller
      : rule.target === 'waist' && !staysPut
        ? climbWrappers(context, site.func, brought)
        : site.func;
  const allocated =
    isLibrary && allocation.basis === 'allocator-samples' ? groupAllocation(context, group, site.func) : site.collected;
  const subject = rule.layer === 'callee' ? site.dispatcher : isLibrary ? site.group : site.func;
  // A fix that reaches the caller of a wrapper or of a locked helper saves all that passes it.
  const touched = rule.target === 'top-caller' ? (counts.cum[site.func] * site.topCallerPart) / total : brought / total;
  return {
    origin: rule.id,
    subjectKind: isLibrary ? 'library' : 'function',
    subject,
    group: isLibrary ? group : null,
    anchors: isLibrary && group !== null ? group.anchors : anchorsOfFunction(context, subject),
    through: isLibrary ? site.func : -1,
    verdict: rule.verdict,
    layer: rule.layer,
    signal: rule.signal,
    site: target,
    touched,
    collected: allocated,
    families: familiesOf(rule.id, site.groupCategory, context.kind),
    need: needOf(rule, site),
    facts: site,
  };
}

function needOf(rule: Rule, site: SiteFacts): Need | null {
  switch (rule.id) {
    case 'lock-unseen':
      return { kind: 'profile-type', profileKind: 'mutex' };
    case 'nameless':
      return { kind: 'symbols', unknownShare: site.share * site.groupPart };
    default:
      return null;
  }
}

/** Collection caused by what one caller allocates inside a library group. */
function groupAllocation(context: AnalysisContext, group: LibraryGroup | null, caller: FuncIndex): number {
  const whole = bucketShare(context, 'alloc') * context.total;
  return whole > 0 && group !== null ? ((group.allocated.get(caller) ?? 0) / whole) * collectedShare(context) : 0;
}

/** An owned function through which many paths come and that hands its work to several callees, none of them half. */
function hourglass(context: AnalysisContext, func: FuncIndex): Candidate | null {
  const { counts, exclusive, thresholds, total, projection, facts, nodesOf } = context;
  const cum = counts.cum[func];
  const callees = calleesOf(context, func);
  const nodes = nodesOf(func);
  if (
    exclusive.own[func] > thresholds.dispatcherSelf * cum ||
    heaviestOf(callees).weight >= thresholds.calleeDominance * cum ||
    nodes.some((node) => projection.entry[node] === node)
  ) {
    return null;
  }
  const anchors = anchorsOfFunction(context, func);
  const callers = ownedCallers(context, anchors);
  const whole = sumOf(callers);
  if (!isShared(context, withoutNone(callers), entryPoints(context, anchors), whole)) {
    return null;
  }
  const allocated = nodes.reduce(
    (sum, node) => sum + exclusive.allocatedBefore[context.tree.subtreeEnd[node]] - exclusive.allocatedBefore[node],
    0
  );
  const allocShare = bucketShare(context, 'alloc') * total;
  return {
    origin: 'hourglass',
    subjectKind: 'function',
    subject: func,
    group: null,
    anchors,
    through: -1,
    verdict: 'fix',
    layer: 'caller',
    signal: 'one-doorway',
    site: func,
    touched: cum / total,
    collected: allocShare > 0 ? (allocated / allocShare) * collectedShare(context) : 0,
    families: familiesOf('hourglass', facts.category[func], context.kind),
    need: null,
    facts: null,
  };
}

/** The waist of a library group without a dominant caller: the owned frame above that keeps most of it and is most about it. */
function waistOf(
  context: AnalysisContext,
  { anchors, weight }: LibraryGroup
): { func: FuncIndex; through: number } | null {
  const { tree, projection, counts, thresholds, trunk } = context;
  const through: Weights = new Map();
  for (const [node, w] of anchors) {
    const seen = new Set<FuncIndex>();
    for (
      let above = projection.owned[node];
      above >= 0;
      above = tree.parent[above] < 0 ? -1 : projection.owned[tree.parent[above]]
    ) {
      const f = tree.func[above];
      if (!seen.has(f)) {
        seen.add(f);
        addTo(through, f, w);
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

function spreadCandidate(context: AnalysisContext, group: LibraryGroup): Candidate {
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
        signal: group.callers.size > context.thresholds.sharedCallers ? 'many-thin-callers' : 'few-callers',
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

/** Every place worth a row, unordered. */
export function computeCandidates(context: AnalysisContext, allocation: AllocationShares): readonly Candidate[] {
  const { facts, exclusive, counts, thresholds, total, trunk } = context;
  const groups = computeLibraryGroups(context);
  const inputs = { topGroups: computeTopGroups(groups), allocation, isHiddenBuiltin: createBuiltinTest(context) };
  const floor = thresholds.minRowShare * total;
  const hot: FuncIndex[] = [];
  const wide: FuncIndex[] = [];
  for (let f = 0; f < facts.ownership.length; f++) {
    if (facts.ownership[f] === OWNED) {
      if (exclusiveOf(exclusive, f) >= floor) {
        hot.push(f);
      }
      if (trunk[f] === 0 && counts.cum[f] >= thresholds.flatBelow * total && !facts.parsed[f].closure) {
        wide.push(f);
      }
    }
  }
  hot.sort((a, b) => exclusiveOf(exclusive, b) - exclusiveOf(exclusive, a) || a - b);
  const candidates: Candidate[] = [];
  const covered = new Set<FuncIndex>();
  for (const func of hot.slice(0, MAX_SITES)) {
    const site = computeSiteFacts(context, func, inputs);
    const rule = ruleOf(site, thresholds);
    if (site.groupDominance >= thresholds.dominantCaller) {
      covered.add(site.group);
    }
    if (rule.id !== 'spread-call') {
      candidates.push(siteCandidate(context, site, rule, groups, allocation));
    }
  }
  for (const func of wide) {
    const found = hourglass(context, func);
    if (found !== null) {
      candidates.push(found);
    }
  }
  for (const group of groups.values()) {
    if (group.weight >= floor && !covered.has(group.func) && facts.ownership[group.func] !== UNRESOLVED) {
      candidates.push(spreadCandidate(context, group));
    }
  }
  const collector = collectorCandidate(context, candidates);
  return [...candidates, ...(collector === null ? [] : [collector]), ...strayCandidates(context)];
}

/** The ledger as a row of its own: a setting, where no allocating site stands for it. */
function collectorCandidate(context: AnalysisContext, candidates: readonly Candidate[]): Candidate | null {
  const { tree, facts, thresholds } = context;
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
function strayCandidates({ tree, facts, exclusive, total, thresholds }: AnalysisContext): readonly Candidate[] {
  const weights: Weights = new Map();
  const anchors = new Map<FuncIndex, Array<readonly [number, number]>>();
  for (const node of exclusive.strays) {
    const func = tree.func[node];
    if (facts.ownership[func] !== UNRESOLVED) {
      addTo(weights, func, exclusive.entryWeight[node]);
      anchors.set(func, [...(anchors.get(func) ?? []), [node, exclusive.entryWeight[node]]]);
    }
  }
  return [...weights]
    .filter(([, weight]) => weight >= thresholds.minRowShare * total)
    .map(([func, weight]): Candidate => ({
      origin: 'stray',
      subjectKind: 'stray',
      subject: func,
      group: null,
      anchors: anchors.get(func) ?? [],
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
