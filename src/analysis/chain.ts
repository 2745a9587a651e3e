/**
 * The parent chain of a subject: followed up from the leaf through the heaviest caller of each step, recursion
 * collapsed, with what the boundary rules need.
 *
 *   w_k   weight of the subject through step k       retention = w_k / w_0
 *   c_k   cum of the distinct nodes of step k        purity    = w_k / c_k
 */
import type { FuncIndex, ReadonlyInt32Array } from '../profiles/callTree';
import type { Anchors } from './anchors';
import { samplesOf, type AnalysisContext } from './context';
import { FLAG_ARTEFACT, OWNED } from './codes';
import type { Boundary, ChainStep, Thresholds } from './model';
import { heaviestOf, sharesOf, sorted, type Weights } from './neighbours';

/** One step as computed, leaf first; weights in the profile's unit. */
export interface RawStep {
  readonly func: FuncIndex;
  readonly weight: number;
  readonly contextCum: number;
  readonly recursion: number;
  /** functions above this step, all paths */
  readonly callers: Weights;
}

export interface ChainInput {
  readonly anchors: Anchors;
  /** function of the last step, where it is not the anchors' own (a ledger, a group) */
  readonly subject: FuncIndex;
  /** first step above the anchors' function must be this one (the row's caller, not the heaviest) */
  readonly through?: FuncIndex;
  /** the chain is about `through`'s part of the subject (one allocating site of the ledger), not about all of it */
  readonly aboutPart?: boolean;
  /** which caller to follow from a step; undefined = `through`, else the heaviest */
  readonly choose?: (func: FuncIndex, callers: Weights) => FuncIndex | undefined;
}

/** Step that a chain is about: the subject, or the part of it that comes through the step above. */
export const stepAbout = ({ aboutPart }: ChainInput, steps: readonly RawStep[]): number =>
  aboutPart === true && steps.length > 1 ? 1 : 0;

/**
 * Sum of cum over distinct nodes; what lies inside another node of the set, or is that node again, is already in it.
 */
function distinctCum({ tree }: AnalysisContext, nodes: Int32Array): number {
  let inOrder = true;
  for (let i = 1; i < nodes.length && inOrder; i++) {
    inOrder = nodes[i - 1] <= nodes[i];
  }
  const sorted = inOrder ? nodes : nodes.slice().sort();
  let sum = 0;
  let end = -1;
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i] >= end) {
      sum += tree.cum[sorted[i]];
      end = tree.subtreeEnd[sorted[i]];
    }
  }
  return sum;
}

function areAllOf(func: FuncIndex, nodes: Int32Array, funcOf: ReadonlyInt32Array): boolean {
  for (let k = 0; k < nodes.length; k++) {
    if (funcOf[nodes[k]] !== func) {
      return false;
    }
  }
  return true;
}

const MAX_STEPS = 400;

/** Steps from the subject up to a root. The anchors are copied once and thinned out in place from step to step. */
export function climbChain(
  context: AnalysisContext,
  { anchors, subject, through, choose }: ChainInput
): readonly RawStep[] {
  const { tree, facts, sums } = context;
  const { func: funcOf, parent } = tree;
  const steps: RawStep[] = [];
  /** FuncIndex → 1 where the chain has passed it */
  const seen = new Uint8Array(facts.flags.length);
  const nodes = anchors.nodes.slice();
  const weights = anchors.weights.slice();
  const above = new Int32Array(anchors.length);
  let { length } = anchors;
  let forced = through;
  // Anchors of a group may start in several functions: the subject is a step of its own, called by those that are not it.
  let virtual = !areAllOf(subject, nodes, funcOf);
  for (let k = 0; k < MAX_STEPS && length > 0; k++) {
    const func = virtual ? subject : funcOf[nodes[0]];
    let skippedMost = 0;
    let weight = 0;
    seen[func] = 1;
    for (let i = 0; i < length; i++) {
      weight += weights[i];
      let node = nodes[i];
      if (!virtual || funcOf[node] === subject) {
        // Recursion and artefact frames are looked through.
        let skipped = 0;
        node = parent[node];
        while (node >= 0 && (seen[funcOf[node]] === 1 || (facts.flags[funcOf[node]] & FLAG_ARTEFACT) !== 0)) {
          skipped += seen[funcOf[node]];
          node = parent[node];
        }
        skippedMost = Math.max(skippedMost, skipped);
      }
      above[i] = node;
      if (node >= 0) {
        sums.add(funcOf[node], weights[i]);
      }
    }
    const callers = sums.take();
    const contextCum = virtual ? weight : distinctCum(context, nodes.subarray(0, length));
    steps.push({ func, weight, contextCum, recursion: skippedMost + 1, callers });
    const chosen = choose?.(func, callers);
    const next = chosen ?? (forced !== undefined && callers.has(forced) ? forced : heaviestOf(callers).func);
    forced = chosen !== undefined || callers.has(forced ?? -1) ? undefined : forced;
    length = keepAnchorsOf(next, { funcOf, above, nodes, weights, length });
    virtual = false;
  }
  return steps;
}

/**
 * One step up, in place: the anchors whose node above is a node of `func`, seen from there. Siblings fall together: a
 * node that is above several anchors in a row is one anchor with all their weight.
 *
 * @returns how many are left at the front of `nodes` and `weights`
 */
function keepAnchorsOf(
  func: FuncIndex,
  {
    funcOf,
    above,
    nodes,
    weights,
    length,
  }: {
    readonly funcOf: ReadonlyInt32Array;
    /** index of an anchor → node above it, −1 none */
    readonly above: Int32Array;
    readonly nodes: Int32Array;
    readonly weights: Float64Array;
    readonly length: number;
  }
): number {
  let kept = 0;
  for (let i = 0; i < length; i++) {
    const node = above[i];
    if (node < 0 || funcOf[node] !== func) {
      continue;
    }
    if (kept > 0 && nodes[kept - 1] === node) {
      weights[kept - 1] += weights[i];
    } else {
      nodes[kept] = node;
      weights[kept] = weights[i];
      kept++;
    }
  }
  return kept;
}

/**
 * Where an ancestor stops being about the subject: a dispatch edge (context cum jumps) or a fan-in split (retention
 * breaks), whichever stands closer to the leaf.
 *
 * @param from  step that the chain is about: 0 = the subject
 * @returns index into `steps` of the first step *above* the boundary, or −1
 */
export function findBoundary(
  steps: readonly RawStep[],
  thresholds: Thresholds,
  from = 0
): { above: number; kind: Boundary['kind'] } {
  const split = steps.findIndex(
    ({ weight }, k) =>
      k > from &&
      (weight < thresholds.fanInSplit * steps[k - 1].weight || weight < thresholds.fanInSplit * steps[from].weight)
  );
  let edge = steps.findIndex(
    ({ contextCum }, k) => k > from && steps[k - 1].contextCum < thresholds.dispatchEdge * contextCum
  );
  let kind: Boundary['kind'] = 'dispatch-edge';
  if (edge < 0) {
    kind = 'dispatch-edge-soft';
    let largest = thresholds.softJump;
    for (let k = from + 1; k < steps.length; k++) {
      const jump = steps[k - 1].contextCum > 0 ? steps[k].contextCum / steps[k - 1].contextCum : 0;
      if (jump >= largest && (edge < 0 || jump > largest)) {
        largest = jump;
        edge = k;
      }
    }
  }
  if (split >= 0 && (edge < 0 || split <= edge)) {
    return { above: split, kind: 'fan-in-split' };
  }
  return { above: edge, kind };
}

/** Steps that a reader can take in at once (the middle is folded, never the ends). */
const MAX_SHOWN = 8;

interface ShownStep {
  readonly raw: number;
  readonly folded: FuncIndex[];
}

/** Which steps are shown (root first), and what is folded into each. */
function foldSteps(context: AnalysisContext, steps: readonly RawStep[], keep: ReadonlySet<FuncIndex>): ShownStep[] {
  const { ownership } = context.facts;
  const shown: ShownStep[] = [];
  for (let k = steps.length - 1; k >= 0; k--) {
    const { func } = steps[k];
    const last = shown[shown.length - 1];
    const lastFunc = last === undefined ? -1 : steps[last.raw].func;
    const bothOutside =
      last !== undefined &&
      ownership[func] !== OWNED &&
      ownership[lastFunc] !== OWNED &&
      !keep.has(func) &&
      !keep.has(lastFunc);
    if (bothOutside) {
      // Above owned code the run is named by its last frame; below it by the one that owned code called.
      const belowOwned = shown.slice(0, -1).some(({ raw }) => ownership[steps[raw].func] === OWNED);
      if (belowOwned) {
        last.folded.push(func);
      } else {
        shown[shown.length - 1] = { raw: k, folded: [...last.folded, lastFunc] };
      }
    } else {
      shown.push({ raw: k, folded: [] });
    }
  }
  while (shown.length > MAX_SHOWN) {
    const middle = shown.findIndex(
      ({ raw }, index) => index > 0 && index < shown.length - 1 && !keep.has(steps[raw].func)
    );
    if (middle < 0) {
      break;
    }
    const [removed] = shown.splice(middle, 1);
    const neighbour = shown[middle] ?? shown[middle - 1];
    neighbour.folded.unshift(...removed.folded, steps[removed.raw].func);
  }
  return shown;
}

export interface Chain {
  readonly steps: readonly ChainStep[];
  readonly boundary: Boundary | null;
  readonly siteStep: number;
  readonly raw: readonly RawStep[];
  /** index into `raw` of the first step below the boundary, −1 where there is none */
  readonly rawBelow: number;
}

const MAX_CALLERS = 12;

/** The chain as the ribbon draws it, root first, subject last. */
export function buildChain(context: AnalysisContext, input: ChainInput, site: FuncIndex): Chain {
  const raw = climbChain(context, input);
  const edge = findBoundary(raw, context.thresholds, stepAbout(input, raw));
  return showChain(context, raw, { edge, site, keep: [input.subject] });
}

interface Showing {
  readonly edge: ReturnType<typeof findBoundary>;
  readonly site: FuncIndex;
  /** further functions that are never folded away */
  readonly keep: readonly FuncIndex[];
}

/** Steps as climbed, leaf first, written out as the ribbon draws them, root first. */
export function showChain(context: AnalysisContext, raw: readonly RawStep[], { edge, site, keep }: Showing): Chain {
  const { facts, total } = context;
  const subject = raw.length > 0 ? raw[0].weight : 0;
  const kept = new Set([site, ...keep, ...(edge.above > 0 ? [raw[edge.above].func, raw[edge.above - 1].func] : [])]);
  const shown = foldSteps(context, raw, kept);
  let ownedBelowEdge = false;
  const steps = shown.map(({ raw: k, folded }): ChainStep => {
    const { func, weight, contextCum, recursion, callers } = raw[k];
    const above = edge.above >= 0 && k >= edge.above;
    ownedBelowEdge ||= facts.ownership[func] === OWNED;
    const outside = facts.ownership[func] !== OWNED;
    const ranked = sorted(callers);
    const unlisted = ranked.slice(MAX_CALLERS);
    return {
      func: facts.ref(func),
      retention: subject > 0 ? weight / subject : 0,
      cumShare: total > 0 ? contextCum / total : 0,
      purity: contextCum > 0 ? Math.min(1, weight / contextCum) : 0,
      samples: samplesOf(context, weight),
      role: outside && ownedBelowEdge ? 'library' : above || outside ? 'dispatch' : 'work',
      folded: folded.map((f) => facts.ref(f)),
      recursion,
      callers: sharesOf(context, ranked.slice(0, MAX_CALLERS), weight),
      unlisted: {
        count: unlisted.length,
        share: weight > 0 ? unlisted.reduce((sum, [, each]) => sum + each, 0) / weight : 0,
      },
    };
  });
  const below = edge.above > 0 ? shown.findIndex(({ raw: k }) => k < edge.above) : -1;
  const boundary: Boundary | null =
    below < 0
      ? null
      : {
          stepIndex: below,
          kind: edge.kind,
          cumShareAbove: raw[edge.above].contextCum / total,
          cumShareBelow: raw[edge.above - 1].contextCum / total,
        };
  return {
    steps,
    boundary,
    siteStep: shown.findIndex(({ raw: k }) => raw[k].func === site),
    raw,
    rawBelow: below < 0 ? -1 : shown[below].raw,
  };
}
