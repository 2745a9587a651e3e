/**
 * Another way up to a row's subject: its parent chain through callers that a reader chose, by the same rules as the main
 * chain. Above a choice the chain follows the heaviest callers of the part that comes that way.
 *
 *   main a a b      "leaf" is called by a (3) and b (1). Main chain: main › a › leaf, retention of a 75 %.
 *     ×3  │  │      Through b: main › b › leaf, retention of b and of main 25 %: of main only what comes through b.
 *   leaf ─┴──┘
 *
 * A choice asks about a part of the subject, so the split at the chosen caller is no boundary of it: above it, shares are
 * compared with that part.
 */
import type { CallTree, FuncIndex } from '../profiles/callTree';
import { buildContext, rankCandidates, type AnalyzeOptions } from './analyze';
import type { Candidate } from './candidate';
import { climbChain, findBoundary, showChain, stepAbout, type ChainInput, type RawStep } from './chain';
import type { AnalysisContext } from './context';
import type { Boundary, ChainStep } from './model';
import { heaviestOf, type Weights } from './neighbours';
import { chainInputOf, rowIdOf } from './rows';

/** At the step of one function, the caller to go on through. Keys are those of `FunctionRef`: they survive a refresh. */
export interface RouteChoice {
  readonly step: string;
  readonly caller: string;
}

export interface Route {
  readonly chain: readonly ChainStep[];
  readonly boundary: Boundary | null;
  /** how many of the choices could be followed; the first that could not ends them */
  readonly taken: number;
  /** the choices are those that the main chain takes */
  readonly isMain: boolean;
}

/** What routes need of a profile, made once for many. */
export interface Routable {
  readonly context: AnalysisContext;
  /** by id of the row */
  readonly candidates: ReadonlyMap<string, Candidate>;
}

/** @param options those of the analysis whose rows are asked about */
export function makeRoutable(tree: CallTree, options: AnalyzeOptions = {}): Routable {
  const context = buildContext(tree, options);
  const { shown } = rankCandidates(tree, context, options);
  return {
    context,
    candidates: new Map(shown.map(({ candidate }) => [rowIdOf(context, candidate), candidate])),
  };
}

/**
 * @param choices leaf first, at most one a step
 * @returns null where the analysis has no such row
 *
 * Two climbs: Θ(nodes of the subject × steps). Choices of the main chain's own callers give the main chain.
 */
export function routeThrough(
  { context, candidates }: Routable,
  rowId: string,
  choices: readonly RouteChoice[]
): Route | null {
  const candidate = candidates.get(rowId);
  if (candidate === undefined) {
    return null;
  }
  const { site } = candidate;
  const input = chainInputOf(context, candidate);
  const { steps, chosen } = climbThrough(context, input, choices);
  const main = climbChain(context, input);
  const edge = boundaryOf(context, { input, main, steps, chosen });
  const show = (...keep: readonly FuncIndex[]) =>
    showChain(context, steps, { edge, site, keep: [input.subject, ...keep] });
  const inSight = chosen.flatMap((k) => [steps[k].func, steps[k + 1].func]);
  // The main path is drawn as it always is, unless that would hide what was chosen.
  const isMain = steps.every(({ func }, k) => func === main[k]?.func);
  const asMain = isMain ? show() : null;
  const isInSight = (func: FuncIndex) => asMain?.steps.some((step) => step.func.key === context.facts.ref(func).key);
  const { steps: chain, boundary } = asMain !== null && inSight.every(isInSight) ? asMain : show(...inSight);
  return { chain, boundary, taken: chosen.length, isMain };
}

interface ChosenClimb {
  readonly steps: readonly RawStep[];
  /** indices into `steps` at which a choice was followed, leaf first */
  readonly chosen: readonly number[];
}

function climbThrough(context: AnalysisContext, input: ChainInput, choices: readonly RouteChoice[]): ChosenClimb {
  const { facts } = context;
  const chosen: number[] = [];
  let at = -1;
  let isLost = false;
  const choose = (func: FuncIndex, callers: Weights): FuncIndex | undefined => {
    at++;
    const choice = choices[chosen.length];
    if (isLost || choice === undefined || facts.ref(func).key !== choice.step) {
      return undefined;
    }
    for (const caller of callers.keys()) {
      if (facts.ref(caller).key === choice.caller) {
        chosen.push(at);
        return caller;
      }
    }
    isLost = true;
    return undefined;
  };
  return { steps: climbChain(context, { ...input, choose }), chosen };
}

/** Below the first step that differs the main chain's boundary holds; above it, that of the part that comes this way. */
function boundaryOf(
  { thresholds }: AnalysisContext,
  { input, main, steps, chosen }: ChosenClimb & { readonly input: ChainInput; readonly main: readonly RawStep[] }
): ReturnType<typeof findBoundary> {
  const ofMain = findBoundary(main, thresholds, stepAbout(input, main));
  const firstOther = steps.findIndex(({ func }, k) => func !== main[k]?.func);
  if (firstOther < 0 || (ofMain.above >= 0 && ofMain.above < firstOther)) {
    return ofMain;
  }
  const splits = chosen.filter((k) => steps[k + 1].func !== heaviestOf(steps[k].callers).func);
  return findBoundary(steps, thresholds, Math.max(firstOther, ...splits.map((k) => k + 1)));
}
