/** The sentences of "Why" as numbers, two to four a row, the strongest first. */
import { anchorsOfFunction } from './anchors';
import type { Candidate } from './candidate';
import type { Chain } from './chain';
import { samplesOf, type AnalysisContext } from './context';
import type { Category, FanIn, FixFamily, GcLedger, NeighbourShare, Reason } from './model';
import { computeFanIn, sorted } from './neighbours';
import { savingInterval } from './saving';

interface Evidence {
  readonly fanIn: FanIn;
  readonly callees: readonly NeighbourShare[];
  readonly chain: Chain;
  readonly ledger: GcLedger | null;
  readonly category: Category;
}

const MAX_REASONS = 4;

export function buildReasons(context: AnalysisContext, candidate: Candidate, evidence: Evidence): readonly Reason[] {
  return [
    ...ownReasons(context, candidate, evidence),
    ...chainReasons(context, evidence),
    ...losingLayer(context, candidate, evidence),
  ].slice(0, MAX_REASONS);
}

function ownReasons(
  context: AnalysisContext,
  candidate: Candidate,
  { fanIn, callees, chain, ledger, category }: Evidence
): Reason[] {
  const { facts, counts, exclusive } = context;
  const { site, subject, group, origin, facts: siteFacts } = candidate;
  const siteStep = chain.siteStep >= 0 ? chain.steps[chain.siteStep] : undefined;
  const reasons: Reason[] = [];
  if (ledger !== null) {
    const allocator = ledger.sites.find(({ func }) => site >= 0 && func.key === facts.ref(site).key) ?? ledger.sites[0];
    return allocator === undefined
      ? []
      : [{ kind: 'allocates', func: allocator.func, share: allocator.share, of: ledger.basis }];
  }
  if (origin === 'inherent') {
    return [{ kind: 'inherent', func: facts.ref(subject), category }];
  }
  if (group !== null && candidate.layer === 'caller') {
    if (siteStep !== undefined && siteStep.retention >= context.thresholds.dominantCaller) {
      reasons.push({
        kind: 'dominant-caller',
        func: siteStep.func,
        share: siteStep.retention,
        samples: siteStep.samples,
        ofSamples: samplesOf(context, group.weight),
      });
    }
    const above = computeFanIn(context, anchorsOfFunction(context, site));
    if (above.spread === 'shared') {
      reasons.push({
        kind: 'doorway',
        func: facts.ref(site),
        callers: Math.max(above.owned.length, above.entryPoints.length),
      });
    }
    return reasons;
  }
  if (candidate.layer === 'callee' && callees.length > 0) {
    const callee = callees.find(({ func }) => func.key === facts.ref(site).key) ?? callees[0];
    return [
      {
        kind: 'dispatcher',
        func: facts.ref(subject),
        selfShare: exclusive.own[subject] / counts.cum[subject],
        callee: callee.func,
        calleeShare: callee.share,
      },
    ];
  }
  if (origin === 'hidden-builtin' && siteFacts !== null) {
    const { func } = siteFacts;
    const ref = facts.ref(func);
    const hot = context.tree.functions.hotLine[func];
    reasons.push({
      kind: 'invisible-builtin',
      func: ref,
      line: hot > 0 ? hot : ref.line,
      lineShare: counts.cum[func] > 0 ? exclusive.own[func] / counts.cum[func] : 0,
    });
  }
  if (origin === 'hourglass') {
    reasons.push({
      kind: 'doorway',
      func: facts.ref(site),
      callers: Math.max(fanIn.owned.length, fanIn.entryPoints.length),
    });
  }
  if (candidate.layer === 'leaf') {
    const spread = fanIn.owned.length >= fanIn.entryPoints.length ? fanIn.owned : fanIn.entryPoints;
    reasons.push({ kind: 'many-thin-callers', callers: spread.length, largestShare: spread[0]?.share ?? 0 });
  }
  if (origin === 'locked-helper' && siteFacts !== null && siteFacts.topCaller >= 0) {
    const weight = siteFacts.topCallerPart * counts.cum[subject];
    reasons.push({
      kind: 'dominant-caller',
      func: facts.ref(siteFacts.topCaller),
      share: siteFacts.topCallerPart,
      samples: samplesOf(context, weight),
      ofSamples: samplesOf(context, counts.cum[subject]),
    });
  }
  const ownShare = (exclusive.own[subject] + exclusive.support[subject]) / counts.cum[subject];
  if ((candidate.layer === 'inside' || candidate.layer === 'leaf') && ownShare >= context.thresholds.insideSelf) {
    reasons.push({ kind: 'own-code', func: facts.ref(subject), share: ownShare });
  }
  if (origin === 'lock-unseen') {
    reasons.push({ kind: 'cannot-see-waiting' });
  }
  return reasons;
}

function chainReasons(context: AnalysisContext, { chain }: Evidence): Reason[] {
  const { boundary, raw, rawBelow, steps } = chain;
  if (boundary === null) {
    return [];
  }
  if (boundary.kind === 'fan-in-split') {
    const { callers, weight } = raw[rawBelow];
    return callers.size > 1 && boundary.stepIndex < steps.length - 1
      ? [
          {
            kind: 'splits-above',
            func: steps[boundary.stepIndex].func,
            shares: sorted(callers).map(([, brought]) => brought / weight),
          },
        ]
      : [];
  }
  return raw.length > 1
    ? [
        {
          kind: 'boundary',
          func: steps[boundary.stepIndex].func,
          cumShareAbove: boundary.cumShareAbove,
          cumShareBelow: boundary.cumShareBelow,
        },
      ]
    : [];
}

/** What the layer that lost would have bought: median by the same arithmetic as the row's own saving. */
function losingLayer(context: AnalysisContext, candidate: Candidate, { fanIn }: Evidence): Reason[] {
  const saved = (share: number, family: FixFamily) =>
    savingInterval({ share, collected: 0, samples: context.samples }, family).p50;
  const top = fanIn.owned[0];
  if (candidate.layer === 'leaf' && top !== undefined) {
    return [
      {
        kind: 'losing-layer',
        layer: 'caller',
        func: top.func,
        saving: saved(candidate.touched * top.share, 'call-less'),
      },
    ];
  }
  if (candidate.layer === 'caller' && candidate.group !== null) {
    const weight = candidate.group.weight / context.total;
    return [
      {
        kind: 'losing-layer',
        layer: 'leaf',
        func: context.facts.ref(candidate.subject),
        saving: saved(weight, 'cheaper-library'),
      },
    ];
  }
  return [];
}
