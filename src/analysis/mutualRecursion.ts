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

/** The owned function of its package, costly itself, that the function calls and is called by; −1 none. */
function partnerOf(context: AnalysisContext, func: FuncIndex, callees: Weights): FuncIndex {
  const { facts, exclusive, thresholds, total } = context;
  const { scope } = facts.parsed[func];
  for (const callee of callees.keys()) {
    if (
      facts.ownership[callee] === OWNED &&
      facts.parsed[callee].scope === scope &&
      exclusiveOf(exclusive, callee) >= thresholds.minRowShare * total &&
      calleesOf(context, callee).has(func)
    ) {
      return callee;
    }
  }
  return -1;
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

/** @param callees  of the function */
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
  const touched = weightBelow(context, func, [func, partner]) / total;
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
  };
}
