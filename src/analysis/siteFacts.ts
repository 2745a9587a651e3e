/** What the rules ask about one owned function whose exclusive cost is large enough to be a row. */
import type { FuncIndex } from '../profiles/callTree';
import { anchorsOfFunction } from './anchors';
import type { AnalysisContext } from './context';
import { exclusiveOf } from './exclusive';
import { FLAG_CLOSURE, FLAG_INHERENT, OWNED, UNRESOLVED } from './codes';
import { collectedShare, showsAllocator, type AllocationShares } from './ledger';
import type { TopGroups } from './libraryGroups';
import type { Category, Language, ProfileKind } from './model';
import {
  calleesOf,
  effectiveCount,
  entryPoints,
  heaviestOf,
  ownedCallers,
  sharedCount,
  sumOf,
  type Weights,
} from './neighbours';

export interface SiteFacts {
  readonly func: FuncIndex;
  readonly kind: ProfileKind;
  readonly language: Language;
  /** exclusive cost: own code, runtime support, direct library calls; share of the profile */
  readonly share: number;
  readonly samples: number;
  /** own code and runtime support, part of the exclusive cost */
  readonly ownPart: number;
  /** own code and runtime support, part of all that passes through it */
  readonly selfPart: number;
  /** the library call that costs it most, −1 none */
  readonly group: FuncIndex;
  readonly groupCategory: Category;
  readonly groupInherent: boolean;
  readonly groupUnresolved: boolean;
  /** part of the exclusive cost that goes to `group` */
  readonly groupPart: number;
  /** part of the whole group that this function brings */
  readonly groupDominance: number;
  /** effective callers of the group, 1/Σp² */
  readonly groupCallers: number;
  /** part of the exclusive cost spent in locks */
  readonly lockPart: number;
  /** allocation and the collection it causes, part of the site's worth */
  readonly allocationPart: number;
  /** collection off the stack that goes with the site, share of the profile */
  readonly collected: number;
  /** effective callers or entry points, 0 where one brings half */
  readonly sharedBy: number;
  readonly shared: boolean;
  /** largest owned caller and its part of the function; −1 none */
  readonly topCaller: FuncIndex;
  readonly topCallerPart: number;
  /** `topCaller` only starts it: a closure of a goroutine, thread or callback */
  readonly topCallerStarts: boolean;
  /** `topCaller` where it is a dispatcher over variants, else −1 */
  readonly dispatcher: FuncIndex;
  /** V8: self only, and too short to hold much code */
  readonly hiddenBuiltin: boolean;
}

/** Name of a method without its type: `Flat.Price` → `Price`; '' where the function is no method. */
const methodOf = (shortName: string): string => {
  const dot = shortName.lastIndexOf('.');
  return dot < 0 ? '' : shortName.slice(dot + 1);
};

/**
 * A dispatcher over variants: thin, not an entry point, not trunk, and it hands its work to several functions that
 * belong together, one of which holds most. Together: in one package or file, or methods of one name on several types
 * (an interface). A handler that calls its steps one after the other spreads over packages and names; a router stands
 * at or above the entry points.
 */
function isDispatcher(context: AnalysisContext, dispatcher: FuncIndex, callee: FuncIndex): boolean {
  const { facts, counts, exclusive, thresholds, trunk, projection } = context;
  const cum = counts.cum[dispatcher];
  if (trunk[dispatcher] === 1 || exclusive.own[dispatcher] > thresholds.dispatcherSelf * cum) {
    return false;
  }
  if (projection.isEntry[dispatcher] === 1) {
    return false;
  }
  const callees = calleesOf(context, dispatcher);
  if ((callees.get(callee) ?? 0) < thresholds.calleeDominance * cum) {
    return false;
  }
  const { scope, shortName } = facts.parsed[callee];
  const method = methodOf(shortName);
  const variants = (belongs: (func: FuncIndex) => boolean) => {
    let together = 0;
    let count = 0;
    for (const [func, weight] of callees) {
      if (facts.ownership[func] === OWNED && belongs(func)) {
        together += weight;
        count++;
      }
    }
    return count >= thresholds.dispatcherCallees && together >= thresholds.dispatcherTogether * cum;
  };
  return (
    variants((func) => facts.parsed[func].scope === scope) ||
    (method !== '' && variants((func) => methodOf(facts.parsed[func].shortName) === method))
  );
}

/** What V8's and Node's native functions do, as names of functions around them say it. */
const NATIVE_WORK =
  /json|parse|stringif|clone|copy|serial|encode|decode|escape|hash|digest|hmac|sign|zip|deflate|inflate|compress|locale|intl|normaliz|regex|match|replac|split|join|concat|sort|buffer|base64|utf8/i;

/**
 * V8 shows no frame for native functions (JSON.parse, string and Buffer work): their time is self time of the function
 * that calls them. A function with nothing but self time, whose source ends a few lines after it starts (the next
 * named function of its file is seen there), may hold such a call rather than code of its own: surely where there is
 * room for one statement, and where its name says what native functions do. A short loop of its own reads otherwise.
 * The hot line decides nothing: a loop written on one line has one too, and a flame graph frame cannot carry it.
 */
export function createBuiltinTest({
  tree,
  facts,
  counts,
  exclusive,
  thresholds,
}: AnalysisContext): (func: FuncIndex) => boolean {
  if (facts.language !== 'node') {
    return () => false;
  }
  const { functions } = tree;
  const fileOf = (func: FuncIndex) => functions.file[func] || facts.parsed[func].scope;
  const lineOf = (func: FuncIndex) => facts.ref(func).line;
  const starts = new Map<string, number[]>();
  for (let f = 0; f < functions.length; f++) {
    if (lineOf(f) > 0 && !facts.parsed[f].closure) {
      const known = starts.get(fileOf(f)) ?? [];
      known.push(lineOf(f));
      starts.set(fileOf(f), known);
    }
  }
  return (func) => {
    if (counts.cum[func] <= 0 || exclusive.own[func] < thresholds.builtinSelf * counts.cum[func]) {
      return false;
    }
    const line = lineOf(func);
    let next = Infinity;
    for (const other of starts.get(fileOf(func)) ?? []) {
      next = other > line && other < next ? other : next;
    }
    const room = next - line;
    return (
      line > 0 &&
      (room <= thresholds.builtinStatement ||
        (room <= thresholds.builtinLines && NATIVE_WORK.test(facts.parsed[func].shortName)))
    );
  };
}

/** Part of `of` that `part` is; 0 where there is nothing. */
const partOf = (part: number, of: number) => (of > 0 ? part / of : 0);

export interface SiteInputs {
  readonly topGroups: TopGroups;
  readonly allocation: AllocationShares;
  readonly isHiddenBuiltin: (func: FuncIndex) => boolean;
}

export function computeSiteFacts(
  context: AnalysisContext,
  func: FuncIndex,
  { topGroups, allocation, isHiddenBuiltin }: SiteInputs
): SiteFacts {
  const { facts, exclusive, counts, total, samples, kind, thresholds } = context;
  const weight = exclusiveOf(exclusive, func);
  const anchors = anchorsOfFunction(context, func);
  const callers: Weights = ownedCallers(context, anchors);
  const whole = sumOf(callers);
  callers.delete(-1);
  const top = heaviestOf(callers);
  const sharedBy = sharedCount(context, { callers, points: entryPoints(context, anchors), whole });
  const topGroup = topGroups.get(func);
  const groupFunc = topGroup?.group.func ?? -1;
  const share = partOf(weight, total);
  const allocates = (allocation.byFunction.get(func) ?? 0) * collectedShare(context);
  const collected = showsAllocator(context, allocation) ? allocates : share * collectedShare(context);
  return {
    func,
    kind,
    language: facts.language,
    share,
    samples: Math.round(share * samples),
    ownPart: partOf(exclusive.own[func] + exclusive.support[func], weight),
    selfPart: partOf(exclusive.own[func] + exclusive.support[func], counts.cum[func]),
    group: groupFunc,
    groupCategory: groupFunc < 0 ? 'cpu' : facts.category[groupFunc],
    groupInherent:
      topGroup !== undefined &&
      topGroup.group.entryFuncs.concat(groupFunc).some((f) => (facts.flags[f] & FLAG_INHERENT) !== 0),
    groupUnresolved: groupFunc >= 0 && facts.ownership[groupFunc] === UNRESOLVED,
    groupPart: partOf(topGroup?.weight ?? 0, weight),
    groupDominance: partOf(topGroup?.weight ?? 0, topGroup?.group.weight ?? 0),
    groupCallers: topGroup === undefined ? 0 : effectiveCount(topGroup.group.callers),
    lockPart: partOf(exclusive.lock[func], weight),
    allocationPart: partOf(partOf(exclusive.allocating[func], total) + allocates, share + allocates),
    collected,
    sharedBy,
    shared: sharedBy >= thresholds.sharedCallers,
    topCaller: top.func,
    topCallerPart: partOf(top.weight, counts.cum[func]),
    topCallerStarts: top.func >= 0 && (facts.flags[top.func] & FLAG_CLOSURE) !== 0,
    dispatcher:
      top.func >= 0 && top.weight >= thresholds.dominantCaller * whole && isDispatcher(context, top.func, func)
        ? top.func
        : -1,
    hiddenBuiltin: isHiddenBuiltin(func),
  };
}
