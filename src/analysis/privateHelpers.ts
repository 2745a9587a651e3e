/**
 * A function and the helpers that only it calls: one piece of work, written in pieces ("inside" means its own
 * code with its private helpers). Where one helper holds half, that helper is the place instead.
 */
import type { FuncIndex } from '../profiles/callTree';
import { anchorsOfFunction } from './anchors';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import { exclusiveOf } from './exclusive';
import { familiesOf } from './families';
import { collectedShare, showsAllocator, type AllocationShares } from './ledger';
import { calleesOf, heaviestOf, ownedCallers, sumOf, type Weights } from './neighbours';
import { OWNED } from './codes';

/** Part of a helper that its one caller must bring; sampling leaves a little. */
const ONLY_CALLER = 0.95;
/** Helpers of helpers. */
const MAX_DEPTH = 3;
/** Part of the whole that the function's own code must be, for it to be more than a list of calls. */
const MIN_OWN = 0.2;

/** Owned callees in the function's package that nothing else calls. */
function privateCallees(
  context: AnalysisContext,
  func: FuncIndex,
  { callees, seen }: { callees: Weights; seen: ReadonlySet<FuncIndex> }
): FuncIndex[] {
  const { facts } = context;
  const { scope } = facts.parsed[func];
  return [...callees.keys()].filter((callee) => {
    if (seen.has(callee) || facts.ownership[callee] !== OWNED || facts.parsed[callee].scope !== scope) {
      return false;
    }
    const callers = ownedCallers(context, anchorsOfFunction(context, callee));
    return (callers.get(func) ?? 0) >= ONLY_CALLER * sumOf(callers);
  });
}

/** Exclusive cost of a function and of all that is private to it; the functions are added to `seen`. */
function privateWeight(context: AnalysisContext, func: FuncIndex, seen: Set<FuncIndex>, depth: number): number {
  seen.add(func);
  let weight = exclusiveOf(context.exclusive, func);
  if (depth < MAX_DEPTH) {
    for (const callee of privateCallees(context, func, { callees: calleesOf(context, func), seen })) {
      weight += seen.has(callee) ? 0 : privateWeight(context, callee, seen, depth + 1);
    }
  }
  return weight;
}

export function buildPrivateHelpersCandidate(
  context: AnalysisContext,
  func: FuncIndex,
  { callees, allocation }: { callees: Weights; allocation: AllocationShares }
): Candidate | null {
  const { exclusive, thresholds, total, projection, facts } = context;
  const own = exclusiveOf(exclusive, func);
  if (own === 0 || projection.isEntry[func] === 1) {
    return null;
  }
  const seen = new Set([func]);
  const helpers = new Map<FuncIndex, number>();
  for (const callee of privateCallees(context, func, { callees, seen })) {
    if (!seen.has(callee)) {
      helpers.set(callee, privateWeight(context, callee, seen, 1));
    }
  }
  const whole = own + sumOf(helpers);
  const largest = heaviestOf(helpers).weight;
  if (
    helpers.size < 2 ||
    own < MIN_OWN * whole ||
    own > whole - thresholds.minRowShare * total ||
    largest >= thresholds.insideSelf * whole ||
    exclusive.own[func] + exclusive.support[func] < thresholds.ownPart * own
  ) {
    return null;
  }
  const allocates = [...seen].reduce((sum, f) => sum + (allocation.byFunction.get(f) ?? 0), 0);
  return {
    origin: 'private-helpers',
    subjectKind: 'function',
    subject: func,
    group: null,
    anchors: anchorsOfFunction(context, func),
    through: -1,
    verdict: 'fix',
    layer: 'inside',
    signal: 'high-self-time',
    site: func,
    touched: whole / total,
    collected: (showsAllocator(context, allocation) ? allocates : whole / total) * collectedShare(context),
    families: familiesOf('private-helpers', facts.category[func], context.kind),
    need: null,
    facts: null,
    members: { funcs: [...seen], within: null },
  };
}
