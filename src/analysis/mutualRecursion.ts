/**
 * Two functions of one package that call each other: a walk over branches and leaves, one piece of work in two frames.
 * Editing either of them, or calling into the pair less, touches what both do below it.
 */
import type { FuncIndex } from '../profiles/callTree';
import { anchorsOfFunction } from './anchors';
import type { Candidate } from './candidate';
import { OWNED } from './codes';
import type { AnalysisContext } from './context';
import { exclusiveOf } from './exclusive';
import { familiesOf } from './families';
import { collectedShare, showsAllocator, type AllocationShares } from './ledger';
import { calleesOf, type Weights } from './neighbours';
import { lastAtOrBefore } from './nodeLists';

/** The owned function of its package, costliest itself, that the function calls and is called by; −1 none. */
function partnerOf(context: AnalysisContext, func: FuncIndex, callees: Weights): FuncIndex {
  const { facts, exclusive, thresholds, total } = context;
  const { scope } = facts.parsed[func];
  let partner = -1;
  let most = 0;
  for (const callee of callees.keys()) {
    const cost = exclusiveOf(exclusive, callee);
    if (
      facts.ownership[callee] === OWNED &&
      facts.parsed[callee].scope === scope &&
      cost >= thresholds.minRowShare * total &&
      (cost > most || (cost === most && callee < partner)) &&
      calleesOf(context, callee).has(func)
    ) {
      partner = callee;
      most = cost;
    }
  }
  return partner;
}

/** Exclusive cost of two functions inside the subtrees of one of them. */
function weightBelow(
  { tree, counts, projection, nodesOf }: AnalysisContext,
  above: FuncIndex,
  pair: readonly [FuncIndex, FuncIndex]
): number {
  const { weighted } = counts;
  let sum = 0;
  for (const node of nodesOf(above)) {
    const end = tree.subtreeEnd[node];
    for (let k = lastAtOrBefore(weighted, node - 1) + 1; k < weighted.length && weighted[k] < end; k++) {
      const owner = projection.owned[weighted[k]];
      sum += owner >= 0 && pair.includes(tree.func[owner]) ? tree.self[weighted[k]] : 0;
    }
  }
  return sum;
}

/**
 * The pair as one place: its row is of the function that more of it stands below, as the walk begins there.
 *
 * @param callees  of the function
 */
export function buildMutualRecursionCandidate(
  context: AnalysisContext,
  func: FuncIndex,
  { callees, allocation }: { callees: Weights; allocation: AllocationShares }
): Candidate | null {
  const { exclusive, thresholds, total, projection, facts, kind } = context;
  const own = exclusiveOf(exclusive, func);
  if (
    own < thresholds.minRowShare * total ||
    projection.isEntry[func] === 1 ||
    exclusive.own[func] + exclusive.support[func] < thresholds.ownPart * own
  ) {
    return null;
  }
  const partner = partnerOf(context, func, callees);
  if (partner < 0) {
    return null;
  }
  const pair = [func, partner] as const;
  const weight = weightBelow(context, func, pair);
  const weightOfPartner = weightBelow(context, partner, pair);
  if (weight < weightOfPartner || (weight === weightOfPartner && partner < func)) {
    return null;
  }
  const touched = weight / total;
  const allocates = (allocation.byFunction.get(func) ?? 0) + (allocation.byFunction.get(partner) ?? 0);
  return {
    origin: 'mutual-recursion',
    subjectKind: 'function',
    subject: func,
    group: null,
    anchors: anchorsOfFunction(context, func),
    through: -1,
    verdict: 'fix',
    layer: 'inside',
    signal: 'high-self-time',
    site: func,
    touched,
    collected: (showsAllocator(context, allocation) ? allocates : touched) * collectedShare(context),
    families: familiesOf('mutual-recursion', facts.category[func], kind),
    need: null,
    facts: null,
    members: { funcs: pair, within: func },
  };
}

/** Part of the pair's own cost that must stand below its row's function for the partner to be no place of its own. */
const MOST_OF_PAIR = 0.95;

/** Takes out what a pair's row already holds: the partner's own work. */
export function dropPartners({ exclusive, total }: AnalysisContext, candidates: Candidate[]): void {
  for (const { origin, members, touched } of [...candidates]) {
    if (origin !== 'mutual-recursion' || members === undefined) {
      continue;
    }
    const [, partner] = members.funcs;
    const whole = members.funcs.reduce((sum, func) => sum + exclusiveOf(exclusive, func), 0);
    const at = candidates.findIndex(
      ({ origin: other, site, layer, group }) =>
        other !== 'mutual-recursion' && site === partner && layer === 'inside' && group === null
    );
    if (at >= 0 && touched * total >= MOST_OF_PAIR * whole) {
      candidates.splice(at, 1);
    }
  }
}
