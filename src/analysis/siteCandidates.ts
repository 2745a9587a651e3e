/** Candidates of owned functions with exclusive cost, as the rules judge them. */
import type { FuncIndex } from '../profiles/callTree';
import { anchorsOfFunction } from './anchors';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import { familiesOf } from './families';
import { bucketShare, collectedShare, type AllocationShares } from './ledger';
import type { LibraryGroup } from './libraryGroups';
import type { Language, Need } from './model';
import { heaviestOf, namedCallers, type Weights } from './neighbours';
import type { Rule } from './rules';
import type { SiteFacts } from './siteFacts';

/** How many wrappers may stand one on another. */
const MAX_WRAPPERS = 2;

/**
 * From a thin wrapper to the caller it passes on for, while nothing is lost: the wrapper's cost is (nearly) all the
 * subject, one caller brings (nearly) all of it, and that caller is still about the subject. Writes and reads stay with
 * the wrapper: it can buffer by itself, a pure computation's wrapper cannot know that it is asked again. Only the first
 * step may reach an entry point: further up, a handler that does nothing else would take every edit.
 */
function climbWrappers(context: AnalysisContext, from: FuncIndex, weight: number): FuncIndex {
  const { counts, thresholds, trunk, projection } = context;
  let site = from;
  let flow = weight;
  for (let step = 0; step < MAX_WRAPPERS; step++) {
    const cum = counts.cum[site];
    const { func, weight: through } = heaviestOf(namedCallers(context, anchorsOfFunction(context, site)));
    const retained = cum > 0 ? through / cum : 0;
    if (func < 0 || trunk[func] === 1 || flow < thresholds.passThrough * cum || retained < thresholds.passThrough) {
      return site;
    }
    flow *= retained;
    if (flow < thresholds.dispatchEdge * counts.cum[func] || (step > 0 && projection.isEntry[func] === 1)) {
      return site;
    }
    site = func;
  }
  return site;
}

interface Judgement {
  /** the first rule that holds */
  readonly rule: Rule;
  readonly groups: ReadonlyMap<FuncIndex, LibraryGroup>;
  readonly allocation: AllocationShares;
  /** owned function → weight of its library calls on stacks cut above them */
  readonly cut: Weights;
}

/** The candidate that a rule makes of a site. */
export function buildSiteCandidate(
  context: AnalysisContext,
  site: SiteFacts,
  { rule, groups, allocation, cut }: Judgement
): Candidate {
  const { total, counts } = context;
  const group = groups.get(site.group) ?? null;
  // A lock of the runtime is no library call: the row is then about the function that waits, not about another call.
  const isOwnLock = rule.id === 'lock-unseen' && site.groupCategory !== 'lock';
  const isLibrary = rule.about === 'library call' && group !== null && !isOwnLock;
  const brought = (isLibrary ? (group.callers.get(site.func) ?? 0) : site.share * total) + (cut.get(site.func) ?? 0);
  const staysPut = isLibrary && (site.groupCategory === 'syscall' || site.groupCategory === 'io');
  const target =
    rule.target === 'top-caller'
      ? site.topCaller
      : rule.target === 'waist' && !staysPut
        ? climbWrappers(context, site.func, brought - (cut.get(site.func) ?? 0))
        : site.func;
  const allocated =
    isLibrary && allocation.basis === 'allocator-samples' && bucketShare(context, 'alloc') > 0
      ? groupAllocation(context, group, site.func)
      : site.collected;
  const subject = rule.layer === 'callee' ? site.dispatcher : isLibrary ? site.group : site.func;
  // A fix that reaches the caller of a wrapper or of a locked helper saves all that passes it.
  const touched = rule.target === 'top-caller' ? (counts.cum[site.func] * site.topCallerPart) / total : brought / total;
  return {
    origin: rule.id,
    subjectKind: isLibrary ? 'library' : 'function',
    subject,
    group: isLibrary ? group : null,
    anchors: isLibrary ? group.anchors : anchorsOfFunction(context, subject),
    through: isLibrary ? site.func : -1,
    verdict: rule.verdict,
    layer: rule.layer,
    signal: rule.signal,
    site: target,
    touched,
    collected: allocated,
    families: familiesOf(rule.id, site.groupCategory, context.kind),
    need: needOf(rule, site, context),
    facts: site,
  };
}

/** Part of a wait that must be for locks to ask who holds them. */
const MOSTLY_LOCK = 0.5;

/** Languages whose agents can say who holds a lock; elsewhere a wall profile says at least where it is waited for. */
const HAS_LOCK_PROFILE: ReadonlySet<Language> = new Set(['go', 'jvm', 'dotnet', 'unknown']);

function needOf(rule: Rule, site: SiteFacts, { facts, kind }: AnalysisContext): Need | null {
  switch (rule.id) {
    case 'lock-unseen':
      if (HAS_LOCK_PROFILE.has(facts.language)) {
        return { kind: 'profile-type', profileKind: 'mutex' };
      }
      return kind === 'wall' ? null : { kind: 'profile-type', profileKind: 'wall' };
    case 'waiter':
      // Who holds a lock stands in a mutex profile; how long a counted goroutine waits, in a block profile.
      return {
        kind: 'profile-type',
        profileKind: site.lockPart >= MOSTLY_LOCK ? 'mutex' : site.kind === 'goroutine' ? 'block' : 'cpu',
      };
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
