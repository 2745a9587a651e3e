/**
 * One row's parent chain as the ribbon draws it: at most `maxSteps` steps, the middle folded, lanes named.
 *
 * Pure: reads the Analysis, decides what is shown, leaves pixels to `ribbonLayout` and words to the components.
 *
 *   chain     serve  mux  auth  Handle  Quote  ApplyRules  MustCompile  compile
 *   role      disp.  disp. disp. work   work   work        library      library
 *   steps     [serve … mux: folded]  auth  Handle  Quote  ApplyRules*  MustCompile  compile
 *   lanes     Dispatch                     Work                        Library
 */
import type { Route, RouteChoice } from '../../analysis';
import type { ChainStep, FixLayer, FunctionRef, NeighbourShare, Row } from '../../analysis/model';

export type StepKind = 'frame' | 'folded' | 'unknown';

export interface RibbonStep {
  /**
   * Of the function whose callers the step shows: unique within the ribbon, and with the same callers when the path above
   * changes. A fold goes by its outermost frame, and so does a subject that absorbed frames: once a caller of that frame is
   * chosen, the frame stands alone under this key, and focus and open list stay with it.
   */
  readonly key: string;
  readonly kind: StepKind;
  /** the frame; of a folded step the innermost one */
  readonly func: FunctionRef;
  /** frames that this step hides: all of a folded step's own, or library internals behind one frame; root first */
  readonly hidden: readonly FunctionRef[];
  /** share of the subject's weight on this path (0..1) */
  readonly retention: number;
  /** share of all CPU */
  readonly cumShare: number;
  /** samples that pass here, null where the analysis gives none */
  readonly samples: number | null;
  readonly recursion: number;
  readonly isSubject: boolean;
  readonly isSite: boolean;
  /** own code is drawn darker than library and framework code */
  readonly isOwned: boolean;
  /** callers of this step, largest first; the one before it in the ribbon is `callers[onPath]`, −1 where that is folded */
  readonly callers: readonly NeighbourShare[];
  readonly onPath: number;
  /** callers beyond `callers`, too small to be listed */
  readonly unlisted: ChainStep['unlisted'];
  /** key of the function that they call: of a fold its outermost frame */
  readonly callersOf: string;
  /** the caller that the path comes through, visible or folded; −1 at the root */
  readonly taken: number;
  /** set on a step below the subject: how many callees the subject has and this one's share */
  readonly amongCallees: { readonly count: number; readonly share: number } | null;
}

export type LaneKind = 'dispatch' | 'work' | 'library' | 'runtime' | 'selected' | 'callees' | 'not-visible';

export interface RibbonLane {
  readonly kind: LaneKind;
  /** first and last step, inclusive */
  readonly from: number;
  readonly to: number;
}

export interface RibbonModel {
  readonly steps: readonly RibbonStep[];
  readonly lanes: readonly RibbonLane[];
  readonly subject: number;
  /** −1 where no step is the site */
  readonly site: number;
  readonly layer: FixLayer | null;
}

interface Draft extends RibbonStep {
  readonly lane: LaneKind;
  /** how much folding this step would hide; Infinity for what must stay */
  readonly weight: number;
  /** the same where the subject below absorbs it and shows its callers instead */
  readonly absorbWeight: number;
  /** its callers are gone through: nothing above it may be folded into it */
  readonly isHeld: boolean;
}

export const MAX_STEPS = 8;

/** Another way up than the row's own, through callers that were chosen. */
export interface ShownRoute {
  readonly route: Pick<Route, 'chain' | 'boundary'>;
  readonly choices: readonly RouteChoice[];
}

/** The row with this path in the place of its own. Its site is the verdict's, which in a request is the whole service's. */
export function rowOnRoute(row: Row, { chain, boundary }: ShownRoute['route']): Row {
  // A site below the subject is on none of the ways up to it.
  const isBelow = row.siteStep < 0 && row.callees.some(({ func }) => func.key === row.site?.key);
  const siteStep = isBelow ? -1 : chain.findIndex(({ func }) => func.key === row.site?.key);
  return { ...row, chain, boundary, siteStep };
}

interface Pins {
  /** functions that stay steps of their own */
  readonly shown: ReadonlySet<string>;
  /** functions whose callers stay those of a step */
  readonly held: ReadonlySet<string>;
}

/**
 * @param maxSteps at least 3: root end, site, leaf
 * @param acted    function whose callers were gone through last, also where that led back to the main path
 */
export function buildRibbon(
  row: Row,
  maxSteps: number = MAX_STEPS,
  { route, choices }: ShownRoute = { route: row, choices: [] },
  acted: string | null = null
): RibbonModel {
  // What was chosen stays in sight, and with it the step that the keyboard stands on.
  const pinned: Pins = {
    shown: new Set(choices.map(({ caller }) => caller)),
    held: new Set([...choices.map(({ step }) => step), ...(acted === null ? [] : [acted])]),
  };
  const shown = rowOnRoute(row, route);
  const all = [...route.chain.map((step, index) => draftStep(shown, step, index, pinned)), ...calleeSteps(row)];
  const drafts = fold(foldScaffolding(all), Math.max(3, maxSteps));
  const steps = drafts.map((draft, index) => ({
    ...draft,
    onPath: index === 0 ? -1 : callerOnPath(draft, drafts[index - 1]),
  }));
  return {
    steps,
    lanes: lanesOf(drafts),
    subject: steps.findIndex((step) => step.isSubject),
    site: steps.findIndex((step) => step.isSite),
    layer: row.layer,
  };
}

function draftStep(row: Row, step: ChainStep, index: number, pinned: Pins): Draft {
  const isSubject = index === row.chain.length - 1;
  // Where there is too little to tell, the analysis still knows a candidate; it is nothing to edit yet.
  const isSite = index === row.siteStep && row.site !== null;
  const lane = laneOfStep(row, step, index);
  const isBoundary = row.boundary?.stepIndex === index;
  const fans = step.callers.length > 1;
  const unknown = step.func.ownership === 'unresolved';
  // Dispatch frames go first, then library frames, then own code; what starts a lane or joins callers stays longest.
  const base = { dispatch: 1, library: 2, runtime: 2, work: 4 }[lane as 'work'] ?? 4;
  const isHeld = pinned.held.has(step.func.key);
  const absorbWeight =
    isSubject || isSite || pinned.shown.has(step.func.key) ? Infinity : base + (fans ? 3 : 0) + (isBoundary ? 3 : 0);
  return {
    key: keyOfStep(row.chain, index),
    kind: unknown ? 'unknown' : 'frame',
    // The row about the collector stands for more than the allocator frame that its chain ends in.
    func: isSubject && row.subjectKind === 'gc' ? row.subject : step.func,
    hidden: step.folded,
    retention: step.retention,
    cumShare: isSubject && row.subjectKind === 'gc' ? row.cumShare : step.cumShare,
    samples: step.samples,
    recursion: step.recursion,
    isSubject,
    isSite,
    isOwned: step.func.ownership === 'owned',
    callers: step.callers,
    onPath: -1,
    unlisted: step.unlisted,
    callersOf: step.func.key,
    taken: takenCaller(row.chain, index),
    amongCallees: null,
    lane,
    weight: isHeld ? Infinity : absorbWeight,
    absorbWeight,
    isHeld,
  };
}

/** Of its function, so that a step is the same one when the path above it changes. */
function keyOfStep(chain: Row['chain'], index: number): string {
  const { key } = chain[index].func;
  const again = chain.slice(index + 1).filter(({ func }) => func.key === key).length;
  return again === 0 ? key : `${key}#${again}`;
}

/** The largest caller that lies next to the step on the path; what is folded between two steps is next to both. */
export function takenCaller(chain: Row['chain'], index: number): number {
  const { callers, folded } = chain[index];
  const before = chain[index - 1];
  const near = new Set([...folded, ...(before ? [before.func, ...before.folded] : [])].map(({ key }) => key));
  return callers.findIndex(({ func }) => near.has(func.key));
}

/** The site below the subject (a dispatcher's callee), as one more step right of it. */
function calleeSteps(row: Row): Draft[] {
  const { site } = row;
  if (row.siteStep >= 0 || row.verdict !== 'fix' || !site) {
    return [];
  }
  const callee = row.callees.find((each) => each.func.key === site.key);
  const share = callee?.share ?? 0;
  if (!callee || share <= 0) {
    return [];
  }
  return [
    {
      key: `callee:${site.key}`,
      kind: 'frame',
      func: site,
      hidden: [],
      retention: share,
      cumShare: share * row.cumShare,
      samples: callee.samples,
      recursion: 1,
      isSubject: false,
      isSite: true,
      isOwned: site.ownership === 'owned',
      callers: [],
      onPath: -1,
      unlisted: { count: 0, share: 0 },
      callersOf: site.key,
      taken: -1,
      amongCallees: { count: row.callees.length, share },
      lane: 'callees',
      weight: Infinity,
      absorbWeight: Infinity,
      isHeld: false,
    },
  ];
}

function laneOfStep(row: Row, step: ChainStep, index: number): LaneKind {
  if (row.subjectKind === 'dispatcher' && index === row.chain.length - 1) {
    return 'selected';
  }
  if (step.func.ownership === 'unresolved' && step.role !== 'library') {
    return 'not-visible';
  }
  if (step.role !== 'library') {
    return step.role;
  }
  // The library begins at the ownership line. A library frame between own frames belongs to what comes after it.
  const below = row.chain.slice(index + 1).find(({ role }) => role !== 'library');
  if (below) {
    return below.role;
  }
  return row.subject.ownership === 'runtime' || row.subjectKind === 'gc' ? 'runtime' : 'library';
}

/** Server and thread scaffolding above the first own frame says nothing one by one: `net/http, 6 frames`. */
function foldScaffolding(steps: readonly Draft[]): readonly Draft[] {
  const end = steps.findIndex(
    (step) => step.isOwned || step.lane !== 'dispatch' || step.kind === 'unknown' || step.weight === Infinity
  );
  const scaffolding = steps.slice(0, Math.max(0, end));
  const [first, ...others] = scaffolding;
  if (!first || first.hidden.length + others.length === 0) {
    return steps;
  }
  const folded = others.reduce(merge, { ...first, kind: 'folded', hidden: [...first.hidden, first.func] });
  return [folded, ...steps.slice(scaffolding.length)];
}

/** Merges neighbours of one lane, cheapest first, until `maxSteps` remain or nothing may be merged. */
function fold(steps: readonly Draft[], maxSteps: number): readonly Draft[] {
  const items = [...steps];
  while (items.length > maxSteps) {
    let best = -1;
    let bestCost = Infinity;
    for (let i = 0; i + 1 < items.length; i++) {
      const cost = items[i].lane === items[i + 1].lane ? mergeCost(items[i], items[i + 1]) : Infinity;
      if (cost < bestCost) {
        best = i;
        bestCost = cost;
      }
    }
    if (best < 0) {
      break;
    }
    items.splice(best, 2, merge(items[best], items[best + 1]));
  }
  return items;
}

/**
 * What is already folded costs little to extend, so that one fold grows before a second starts. A library frame above the
 * subject is absorbed by it (`compile, 15 folded`) and leaves no fold of its own.
 */
function mergeCost(a: Draft, b: Draft): number {
  if (b.isHeld) {
    return Infinity;
  }
  const cost = (step: Draft, weight: number) => (step.kind === 'folded' ? 0.5 : weight);
  return isAbsorbed(a, b) ? cost(a, a.absorbWeight) + 1 : cost(a, a.weight) + cost(b, b.weight);
}

const isAbsorbed = (a: Draft, b: Draft) => b.isSubject && !a.isSite && (b.lane === 'library' || b.lane === 'runtime');

function merge(a: Draft, b: Draft): Draft {
  const own = (step: Draft) => (step.kind === 'folded' ? step.hidden : [...step.hidden, step.func]);
  if (isAbsorbed(a, b)) {
    return { ...b, key: a.key, hidden: [...own(a), ...b.hidden], ...callersIn(a) };
  }
  return {
    ...b,
    key: a.key,
    kind: 'folded',
    hidden: [...own(a), ...own(b)],
    // What leaves the fold is what its innermost frame passes on; its cum is the outermost frame's.
    retention: b.retention,
    cumShare: Math.max(a.cumShare, b.cumShare),
    isOwned: a.isOwned && b.isOwned,
    recursion: Math.max(a.recursion, b.recursion),
    ...callersIn(a),
  };
}

const callersIn = ({ callers, unlisted, callersOf, taken, isHeld }: Draft) => ({
  callers,
  unlisted,
  callersOf,
  taken,
  isHeld,
});

function callerOnPath(step: RibbonStep, before: RibbonStep): number {
  return step.callers.findIndex((caller) => caller.func.key === before.func.key);
}

function lanesOf(steps: readonly Draft[]): RibbonLane[] {
  const lanes: RibbonLane[] = [];
  steps.forEach((step, index) => {
    const last = lanes[lanes.length - 1];
    if (last && last.kind === step.lane) {
      lanes[lanes.length - 1] = { ...last, to: index };
    } else {
      lanes.push({ kind: step.lane, from: index, to: index });
    }
  });
  return lanes;
}
