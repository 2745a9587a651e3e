/** Callers and callees of one function, a stack counted once, self-edges dropped; callers projected to owned code. */
import type { FuncIndex, NodeIndex } from '../profiles/callTree';
import type { Anchors } from './anchors';
import { samplesOf, type AnalysisContext } from './context';
import { FLAG_ARTEFACT } from './codes';
import type { FanIn, NeighbourShare } from './model';

/** Function → weight. Keys are function indices, so a plain Map of small integers. */
export type Weights = Map<FuncIndex, number>;

export const addTo = (weights: Weights, func: FuncIndex, weight: number): void => {
  weights.set(func, (weights.get(func) ?? 0) + weight);
};

export const sumOf = (weights: ReadonlyMap<FuncIndex, number>): number => {
  let sum = 0;
  for (const weight of weights.values()) {
    sum += weight;
  }
  return sum;
};

/** Largest first; ties by function index, so that the same input gives the same order. */
export function sorted(weights: ReadonlyMap<FuncIndex, number>): ReadonlyArray<readonly [FuncIndex, number]> {
  const pairs = [...weights];
  return pairs.length < 2 ? pairs : pairs.sort(byWeight);
}

const byWeight = (a: readonly [FuncIndex, number], b: readonly [FuncIndex, number]) => b[1] - a[1] || a[0] - b[0];

/** Function with the largest weight, −1 where there is none. */
export function heaviestOf(weights: ReadonlyMap<FuncIndex, number>): { func: FuncIndex; weight: number } {
  let func = -1;
  let weight = 0;
  for (const [f, w] of weights) {
    if (w > weight || (w === weight && func >= 0 && f < func)) {
      func = f;
      weight = w;
    }
  }
  return { func, weight };
}

/** 1/Σp²: as many equal callers would spread as much (Hill number of order 2). 0 without callers. */
export function effectiveCount(weights: ReadonlyMap<FuncIndex, number>): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights.values()) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

/**
 * First owned frame above each anchor (another function than the anchor's own); −1 collects what nothing owned leads
 * to.
 */
export function ownedCallers({ tree, projection, sums }: AnalysisContext, anchors: Anchors): Weights {
  const { func, parent } = tree;
  const { owned } = projection;
  for (let k = 0; k < anchors.length; k++) {
    const node = anchors.nodes[k];
    const f = func[node];
    let above = parent[node] < 0 ? -1 : owned[parent[node]];
    while (above >= 0 && func[above] === f) {
      above = parent[above] < 0 ? -1 : owned[parent[above]];
    }
    sums.add(above < 0 ? -1 : func[above], anchors.weights[k]);
  }
  return sums.take();
}

/** As {@link ownedCallers}, without what nothing owned leads to. */
export function namedCallers(context: AnalysisContext, anchors: Anchors): Weights {
  const weights = ownedCallers(context, anchors);
  weights.delete(-1);
  return weights;
}

/** Entry point of each anchor; where only trunk or closures lead here, the outermost owned frame. */
export function entryPoints({ tree, projection, sums }: AnalysisContext, anchors: Anchors): Weights {
  const { func, parent } = tree;
  const { owned, entryOf } = projection;
  for (let k = 0; k < anchors.length; k++) {
    const node = anchors.nodes[k];
    let point = entryOf(node);
    if (point < 0) {
      for (let above = owned[node]; above >= 0; above = parent[above] < 0 ? -1 : owned[parent[above]]) {
        point = above;
      }
    }
    if (point >= 0) {
      sums.add(func[point], anchors.weights[k]);
    }
  }
  return sums.take();
}

/**
 * Callees of a function: children of its outermost nodes; direct recursion, its own closures and artefact frames are
 * looked through.
 */
export function calleesOf({ tree, facts, nodesOf, sums }: AnalysisContext, func: FuncIndex): Weights {
  const { func: nodeFunc, subtreeEnd, cum } = tree;
  const { enclosing, flags } = facts;
  const nodes = nodesOf(func);
  /** frames to look through below an outermost node */
  const stack: NodeIndex[] = [];
  for (let k = nodes.length - 1; k >= 0; k--) {
    for (let node: NodeIndex | undefined = nodes[k]; node !== undefined; node = stack.pop()) {
      const end = subtreeEnd[node];
      for (let child = node + 1; child < end; child = subtreeEnd[child]) {
        const f = nodeFunc[child];
        if (f === func || enclosing[f] === func || (flags[f] & FLAG_ARTEFACT) !== 0) {
          stack.push(child);
        } else {
          sums.add(f, cum[child]);
        }
      }
    }
  }
  return sums.take();
}

export const toShares = (
  context: AnalysisContext,
  weights: ReadonlyMap<FuncIndex, number>,
  whole: number
): NeighbourShare[] => sharesOf(context, sorted(weights), whole);

/** @param pairs  largest first, as {@link sorted} gives them */
export function sharesOf(
  context: AnalysisContext,
  pairs: ReadonlyArray<readonly [FuncIndex, number]>,
  whole: number
): NeighbourShare[] {
  const shares: NeighbourShare[] = [];
  for (const [func, weight] of pairs) {
    if (func >= 0 && weight > 0) {
      shares.push({
        func: context.facts.ref(func),
        share: whole > 0 ? weight / whole : 0,
        samples: samplesOf(context, weight),
      });
    }
  }
  return shares;
}

/** How callers spread over owned functions and over entry points. */
export function computeFanIn(context: AnalysisContext, anchors: Anchors): FanIn {
  const callers = ownedCallers(context, anchors);
  const whole = sumOf(callers);
  const unowned = callers.get(-1) ?? 0;
  callers.delete(-1);
  const points = entryPoints(context, anchors);
  return {
    owned: toShares(context, callers, whole),
    entryPoints: toShares(context, points, whole),
    dominance: whole > 0 ? heaviestOf(callers).weight / whole : 0,
    effectiveCallers: effectiveCount(callers),
    spread: isShared(context, { callers, points, whole }) ? 'shared' : 'localised',
    unownedShare: whole > 0 ? unowned / whole : 0,
  };
}

/**
 * Shared: no caller brings half, and the effective number reaches the threshold, at the first owned frame or at the
 * entry points. Wrappers make the first look like one caller, so the second counts as much.
 */
export const isShared = (context: AnalysisContext, spread: CallerSpread): boolean =>
  sharedCount(context, spread) >= context.thresholds.sharedCallers;

interface CallerSpread {
  readonly callers: Weights;
  readonly points: Weights;
  readonly whole: number;
}

/** Effective callers or entry points, whichever spreads wider; 0 where one of them brings half. */
export function sharedCount({ thresholds }: AnalysisContext, { callers, points, whole }: CallerSpread): number {
  const count = (weights: Weights) =>
    heaviestOf(weights).weight < thresholds.dominantCaller * whole ? effectiveCount(weights) : 0;
  return whole > 0 ? Math.max(count(callers), count(points)) : 0;
}
