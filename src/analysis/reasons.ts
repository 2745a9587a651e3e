/** The sentences of "Why" as numbers, two to four a row, the strongest first. */
import type { FuncIndex } from '../profiles/callTree';
import type { Candidate } from './candidate';
import type { Chain } from './chain';
import { samplesOf, type AnalysisContext } from './context';
import type { AllocationShares } from './ledger';
import type { Category, FanIn, GcLedger, LayerComparison, NeighbourShare, Reason } from './model';
import { sorted } from './neighbours';
import { waitReasons } from './waits';

interface Evidence {
  readonly fanIn: FanIn;
  readonly callees: readonly NeighbourShare[];
  readonly chain: Chain;
  readonly ledger: GcLedger | null;
  readonly category: Category;
  readonly allocation: AllocationShares;
  readonly layers: LayerComparison | null;
  /** sites of the fix rows shown, best first */
  readonly fixSites: readonly FuncIndex[];
  /** callers of the site itself; worked out when first asked */
  readonly aboveSite: () => FanIn;
}

const MAX_REASONS = 4;
/** Collection below this share of the profile explains nothing of a saving. */
const MIN_COLLECTED = 0.005;

export function buildReasons(context: AnalysisContext, candidate: Candidate, evidence: Evidence): readonly Reason[] {
  return [
    ...ownReasons(context, candidate, evidence),
    ...(evidence.ledger === null ? waitReasons(context, candidate, evidence.category) : []),
    ...collects(candidate),
    ...chainReasons(context, evidence),
    ...losingLayer(candidate, evidence),
  ].slice(0, MAX_REASONS);
}

function ownReasons(
  context: AnalysisContext,
  candidate: Candidate,
  { fanIn, callees, chain, ledger, category, allocation, fixSites, aboveSite }: Evidence
): Reason[] {
  const { facts, counts, exclusive } = context;
  const { site, subject, group, origin, facts: siteFacts } = candidate;
  const siteStep = chain.siteStep >= 0 ? chain.steps[chain.siteStep] : undefined;
  const reasons: Reason[] = [];
  if (ledger !== null) {
    const allocator = ledger.sites.find(({ func }) => site >= 0 && func.key === facts.ref(site).key) ?? ledger.sites[0];
    return allocator === undefined
      ? []
      : [
          { kind: 'allocates', func: allocator.func, share: allocator.share, of: ledger.basis },
          ...coveredElsewhere(context, site, { allocation, fixSites }),
        ];
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
    const above = aboveSite();
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
    reasons.push({
      kind: 'invisible-builtin',
      func: ref,
      line: ref.line,
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
  return reasons;
}

/** The part of a saving that no frame of the chain shows: collection runs off the stack. */
function collects({ verdict, collected }: Candidate): Reason[] {
  return verdict === 'fix' && collected > MIN_COLLECTED ? [{ kind: 'collects', share: collected }] : [];
}

/**
 * Why the ledger's row does not edit the largest allocating site: most of that site's stacks pass the site of another
 * row, whose fix takes its allocations along.
 */
function coveredElsewhere(
  context: AnalysisContext,
  site: FuncIndex,
  { allocation, fixSites }: Pick<Evidence, 'allocation' | 'fixSites'>
): Reason[] {
  const [largest] = sorted(allocation.byFunction);
  if (largest === undefined || largest[0] === site) {
    return [];
  }
  const [func, share] = largest;
  const other = fixSites.find(
    (one) => one !== site && partBelow(context, func, one) >= context.thresholds.dominantCaller
  );
  return other === undefined
    ? []
    : [{ kind: 'covered-elsewhere', func: context.facts.ref(func), share, site: context.facts.ref(other) }];
}

/** Part of a function's cum on stacks that contain `above`; a function is on its own stacks. */
function partBelow({ tree, counts, nodesOf }: AnalysisContext, func: FuncIndex, above: FuncIndex): number {
  let below = 0;
  for (const node of nodesOf(func)) {
    let up = node;
    while (up >= 0 && tree.func[up] !== above) {
      up = tree.parent[up];
    }
    below += up >= 0 ? tree.cum[node] : 0;
  }
  return counts.cum[func] > 0 ? below / counts.cum[func] : 0;
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

/** What the layer that lost would have bought, where the row stands between two functions. */
function losingLayer({ layer }: Candidate, { layers }: Evidence): Reason[] {
  return layers !== null && (layer === 'leaf' || layer === 'caller')
    ? [{ kind: 'losing-layer', layer: layers.losing.layer, func: layers.losing.func, saving: layers.losing.saving }]
    : [];
}
