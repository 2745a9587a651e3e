/**
 * The rules that turn the facts of a site into a fix layer or a verdict: one table, tried from the top, first match
 * wins. `docs/method.md` prints it; a test keeps the two equal and drives each rule on both sides of its thresholds.
 */
import type { FixLayer, SignalKind, Thresholds, Verdict } from './model';
import type { SiteFacts } from './siteFacts';

/** Where the edit goes, seen from the function whose cost it is. */
export type Target =
  | 'itself'
  | 'waist' // itself, or the caller that a thin wrapper only passes on for
  | 'top-caller';

export interface Rule {
  readonly id: string;
  /** for the docs: what must hold */
  readonly when: string;
  /** for the docs: why it reads so */
  readonly because: string;
  readonly verdict: Verdict;
  readonly layer: FixLayer | null;
  readonly signal: SignalKind;
  readonly target: Target;
  /** what the row is about: the function's whole exclusive cost, or the library call that is most of it */
  readonly about: 'own cost' | 'library call';
  readonly test: (site: SiteFacts, thresholds: Thresholds) => boolean;
}

/** Own code is the largest part of the cost and enough of it to stand for it. */
const ownLeads = ({ ownPart, groupPart }: SiteFacts, t: Thresholds) => ownPart >= t.ownPart && ownPart >= groupPart;

/** One library call is most of the cost. */
const callLeads = (site: SiteFacts, t: Thresholds) => site.groupPart >= t.insideSelf && !ownLeads(site, t);

/** Stacks of these profiles wait; what ends the wait stands in another stack. */
const waits = (site: SiteFacts) => site.kind === 'block' || site.kind === 'goroutine';

export const SITE_RULES: readonly Rule[] = [
  {
    id: 'lock-scope',
    when: 'mutex profile',
    because: 'It charges the function that unlocks: waiting is shortened where the lock is held, whoever waits.',
    verdict: 'fix',
    layer: 'inside',
    signal: 'runtime-lock',
    target: 'itself',
    about: 'own cost',
    test: (site) => site.kind === 'mutex',
  },
  {
    id: 'waiter',
    when: 'block or goroutine profile',
    because: 'It shows who waits, not what lets the others wait: the edit is on the other side.',
    verdict: 'abstain',
    layer: null,
    signal: 'waiting',
    target: 'itself',
    about: 'own cost',
    test: waits,
  },
  {
    id: 'nameless',
    when: "most of the site's cost has no function name",
    because: 'A name would decide; without it any advice is a guess.',
    verdict: 'abstain',
    layer: null,
    signal: 'mixed',
    target: 'itself',
    about: 'library call',
    test: (site, t) => site.groupUnresolved && site.groupPart >= t.insideSelf,
  },
  {
    id: 'lock-unseen',
    when: "most of the site's cost is a lock call, CPU or wall profile",
    because: 'Time spent at a lock says nothing of who holds it.',
    verdict: 'abstain',
    layer: null,
    signal: 'runtime-lock',
    target: 'itself',
    about: 'library call',
    test: (site, t) =>
      (site.kind === 'cpu' || site.kind === 'wall') &&
      (site.lockPart >= t.insideSelf || (site.groupCategory === 'lock' && site.groupPart >= t.insideSelf)),
  },
  {
    id: 'inherent',
    when: "most of the site's cost is key stretching or a signature",
    because: 'The cost is the purpose; less of it is a decision about security.',
    verdict: 'no-action',
    layer: null,
    signal: 'work-by-design',
    target: 'itself',
    about: 'library call',
    test: (site, t) => site.groupInherent && site.groupPart >= t.insideSelf,
  },
  {
    id: 'own-allocations',
    when: 'own code, and allocation with its collection is most of the worth',
    because: 'The allocator and the collector run because this function allocates.',
    verdict: 'fix',
    layer: 'inside',
    signal: 'runtime-gc',
    target: 'itself',
    about: 'own cost',
    test: (site, t) => ownLeads(site, t) && site.allocationPart >= t.ownAllocations,
  },
  {
    id: 'dispatched',
    when: 'its one caller is a thin dispatcher over variants that live together',
    because: 'The dispatcher only chooses; the cost is one level down.',
    verdict: 'fix',
    layer: 'callee',
    signal: 'dispatcher',
    target: 'itself',
    about: 'own cost',
    test: (site) => site.dispatcher >= 0,
  },
  {
    id: 'hidden-builtin',
    when: 'V8, self time only, body of a few lines',
    because: 'Native functions have no frame in V8: the function calls one, so the edit is to call it less.',
    verdict: 'fix',
    layer: 'caller',
    signal: 'high-self-time',
    target: 'waist',
    about: 'own cost',
    test: (site) => site.hiddenBuiltin,
  },
  {
    id: 'locked-helper',
    when: 'a helper that takes a lock, called by one named owned function',
    because: 'Each call pays for the lock: its caller can collect and call once.',
    verdict: 'fix',
    layer: 'caller',
    signal: 'one-dominant-caller',
    target: 'top-caller',
    about: 'own cost',
    test: (site, t) =>
      site.lockPart >= t.lockedHelper &&
      site.topCallerPart >= t.dominantCaller &&
      !site.topCallerStarts &&
      !site.shared,
  },
  {
    id: 'library-leaf',
    when: 'most of its cost is one library call, and it brings most of that call',
    because: "The library is not the reader's to edit; calling it less, once or in batches is.",
    verdict: 'fix',
    layer: 'caller',
    signal: 'one-dominant-caller',
    target: 'waist',
    about: 'library call',
    test: (site, t) => callLeads(site, t) && site.groupDominance >= t.dominantCaller,
  },
  {
    id: 'shared-leaf',
    when: 'own code, many callers and none brings half',
    because: 'One change in the shared function serves all its callers.',
    verdict: 'fix',
    layer: 'leaf',
    signal: 'many-thin-callers',
    target: 'itself',
    about: 'own cost',
    test: (site, t) => ownLeads(site, t) && site.shared,
  },
  {
    id: 'own-work',
    when: 'own code, and most of what passes through it',
    because: 'The function does the work itself.',
    verdict: 'fix',
    layer: 'inside',
    signal: 'high-self-time',
    target: 'itself',
    about: 'own cost',
    test: (site, t) => ownLeads(site, t) && site.selfPart >= t.insideSelf,
  },
  {
    id: 'own-part',
    when: 'own code beside larger callees',
    because: 'Its own part is judged by itself; the callees are rows of their own.',
    verdict: 'fix',
    layer: 'inside',
    signal: 'mixed',
    target: 'itself',
    about: 'own cost',
    test: ownLeads,
  },
  {
    id: 'few-callers',
    when: 'most of its cost is one library call that few bring, and its part alone matters',
    because: 'No caller brings half, but each of the few is a place of its own.',
    verdict: 'fix',
    layer: 'caller',
    signal: 'few-callers',
    target: 'waist',
    about: 'library call',
    test: (site, t) =>
      callLeads(site, t) && site.groupCallers < t.sharedCallers && site.share * site.groupPart >= t.flatBelow,
  },
  {
    id: 'spread-call',
    when: 'most of its cost is one library call that others bring too',
    because: 'No caller brings half: the call is judged as one, see the waist.',
    verdict: 'flat',
    layer: null,
    signal: 'few-callers',
    target: 'itself',
    about: 'own cost',
    test: callLeads,
  },
  {
    id: 'several-calls',
    when: 'several library calls, none of them most of its cost',
    because: 'No callee holds half, so the edit is the function that calls them all.',
    verdict: 'fix',
    layer: 'caller',
    signal: 'mixed',
    target: 'itself',
    about: 'own cost',
    test: () => true,
  },
];

export const ruleOf = (site: SiteFacts, thresholds: Thresholds): Rule =>
  SITE_RULES.find(({ test }) => test(site, thresholds))!;

/** Rules about places that are not one function's exclusive cost; tried beside the table above, for the docs. */
export const OTHER_RULES: ReadonlyArray<Pick<Rule, 'id' | 'when' | 'because' | 'verdict' | 'layer'>> = [
  {
    id: 'hourglass',
    when: 'shared, thin, and no callee holds half',
    because: 'All paths meet in it and part again below: one change serves them all.',
    verdict: 'fix',
    layer: 'caller',
  },
  {
    id: 'private-helpers',
    when: 'below the entry points; own code beside helpers of its package that only it calls, none of them half',
    because: 'What only this function calls is its own work, written in pieces.',
    verdict: 'fix',
    layer: 'inside',
  },
  {
    id: 'mutual-recursion',
    when: 'below the entry points; own code, and a function of its package that it calls and that calls it',
    because: 'The two are one walk: editing one, or calling into them less, touches what both do below it.',
    verdict: 'fix',
    layer: 'inside',
  },
  {
    id: 'fan-out',
    when: 'not shared, thin, below the entry points, several callees and none holds half',
    because: 'No callee is the place: the function that calls them all can call them less, once or not at all.',
    verdict: 'fix',
    layer: 'caller',
  },
  {
    id: 'waist',
    when: 'a library call without a dominant caller, but one owned frame above keeps half of it',
    because: 'The frame with the best retention × purity is the waist.',
    verdict: 'fix',
    layer: 'caller',
  },
  {
    id: 'spread',
    when: 'a library call without a dominant caller and without a waist',
    because: 'No single place: each caller holds a part.',
    verdict: 'flat',
    layer: null,
  },
  {
    id: 'collector',
    when: 'allocation and collection are a row and no allocating site stands for them',
    because: 'What is left is the heap target: memory for CPU.',
    verdict: 'fix',
    layer: 'policy',
  },
  {
    id: 'stray',
    when: 'runtime or framework work that no owned frame leads to',
    because: "Shown for the sum; there is nothing of the reader's to edit.",
    verdict: 'flat',
    layer: null,
  },
];
