/**
 * Candidates: places that may be worth an edit, before they are ordered and written out as rows.
 *
 *  sites       owned functions with exclusive cost, judged by the rules
 *  fan-outs    owned functions that spread their work over several callees, none of them half of it
 *  spread      library calls without a dominant caller: their waist, else "no single place"
 *  collector   the ledger as a setting, where no allocating site is a row of its own
 *  strays      runtime and framework work that no owned frame leads to
 */
import type { FuncIndex } from '../profiles/callTree';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import { computeCutStacks } from './cutStacks';
import { exclusiveOf } from './exclusive';
import type { AllocationShares } from './ledger';
import { computeLibraryGroups, computeTopGroups } from './libraryGroups';
import { FLAG_CLOSURE, OWNED, UNRESOLVED } from './codes';
import { buildMutualRecursionCandidate, dropPartners } from './mutualRecursion';
import { calleesOf } from './neighbours';
import { inPieces } from './pieces';
import {
  buildCollectorCandidate,
  buildFanOutCandidate,
  buildSpreadCandidate,
  buildStrayCandidates,
} from './placeCandidates';
import { buildPrivateHelpersCandidate } from './privateHelpers';
import { ruleOf } from './rules';
import { buildSiteCandidate } from './siteCandidates';
import { computeSiteFacts, createBuiltinTest } from './siteFacts';

/** Owned functions looked at as sites: the hottest; what is left out is below a row's share anyway. */
const MAX_SITES = 200;

/** Every place worth a row, unordered. */
export function computeCandidates(context: AnalysisContext, allocation: AllocationShares): readonly Candidate[] {
  const { facts, exclusive, thresholds, total } = context;
  const groups = computeLibraryGroups(context);
  const cut = computeCutStacks(context);
  const inputs = {
    topGroups: computeTopGroups(context, groups),
    allocation,
    isHiddenBuiltin: createBuiltinTest(context),
  };
  const floor = thresholds.minRowShare * total;
  const state: Picking = { context, floor, wideFrom: thresholds.flatBelow * total, hot: [], wide: [] };
  inPieces(facts.ownership.length, state, pickOwned);
  const { hot, wide } = state;
  hot.sort((a, b) => exclusiveOf(exclusive, b) - exclusiveOf(exclusive, a) || a - b);
  const candidates: Candidate[] = [];
  const covered = new Set<FuncIndex>();
  for (const func of hot.slice(0, MAX_SITES)) {
    const site = computeSiteFacts(context, func, inputs);
    const rule = ruleOf(site, thresholds);
    if (site.groupDominance >= thresholds.dominantCaller || rule.id === 'few-callers') {
      covered.add(site.group);
    }
    if (rule.id !== 'spread-call') {
      candidates.push(buildSiteCandidate(context, site, { rule, groups, allocation, cut }));
    }
  }
  for (const func of wide) {
    const callees = calleesOf(context, func);
    for (const found of [
      buildFanOutCandidate(context, func, callees),
      buildPrivateHelpersCandidate(context, func, { callees, allocation }),
      buildMutualRecursionCandidate(context, func, { callees, allocation }),
    ]) {
      if (found !== null) {
        candidates.push(found);
      }
    }
  }
  dropPartners(context, candidates);
  for (const group of groups.values()) {
    if (group.weight >= floor && !covered.has(group.func) && facts.ownership[group.func] !== UNRESOLVED) {
      candidates.push(buildSpreadCandidate(context, group));
    }
  }
  const collector = buildCollectorCandidate(context, candidates);
  return [...candidates, ...(collector === null ? [] : [collector]), ...buildStrayCandidates(context)];
}

interface Picking {
  readonly context: AnalysisContext;
  /** exclusive cost from which a function is looked at as a site */
  readonly floor: number;
  /** cum from which it is looked at for what it calls */
  readonly wideFrom: number;
  readonly hot: FuncIndex[];
  readonly wide: FuncIndex[];
}

function pickOwned({ context, floor, wideFrom, hot, wide }: Picking, from: number, to: number): void {
  const { facts, exclusive, counts, trunk } = context;
  const { ownership, flags } = facts;
  for (let f = from; f < to; f++) {
    if (ownership[f] === OWNED) {
      if (exclusiveOf(exclusive, f) >= floor) {
        hot.push(f);
      }
      if (trunk[f] === 0 && counts.cum[f] >= wideFrom && (flags[f] & FLAG_CLOSURE) === 0) {
        wide.push(f);
      }
    }
  }
}
