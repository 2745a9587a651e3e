/** What each row's Self is made of: every node with self weight to the rows that count it. */
import type { FuncIndex } from '../profiles/callTree';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import { FLAG_ARTEFACT, RUNTIME, UNRESOLVED } from './codes';
import type { Weights } from './neighbours';
import { inPieces } from './pieces';
import { BUCKET_NONE } from './projection';

/** Identity of a figure: rows about the same subject share its parts. */
export const figureKey = ({ subjectKind, subject }: Candidate): string =>
  subjectKind === 'ledger' ? 'ledger' : `${subjectKind} ${subject}`;

/**
 * Parts by function of every candidate's folded Self.
 *
 * - function: its own code, artefact frames included, and the runtime frames it called directly
 * - library: everything below the group's entries down to the next owned frame
 * - ledger: everything in allocation and collection
 * - stray: everything below its entries
 */
export function computeFoldedParts(
  context: AnalysisContext,
  candidates: readonly Candidate[]
): ReadonlyMap<string, Weights> {
  const { facts, projection, counts, sums } = context;
  const { weightedSelf } = counts;
  const functionCount = facts.ownership.length;
  /** number of a figure − 1 → its key */
  const keys: string[] = [];
  const ownFigure = new Uint16Array(functionCount);
  const entryFigure = new Uint16Array(functionCount);
  const strayFigure = new Uint16Array(functionCount);
  /** number of the figure of the ledger, whose nodes may be part of another as well; 0 none */
  let ledger = 0;
  for (const candidate of candidates) {
    const key = figureKey(candidate);
    const known = keys.indexOf(key);
    const figure = known < 0 ? keys.push(key) : known + 1;
    switch (candidate.subjectKind) {
      case 'function':
        ownFigure[candidate.subject] = figure;
        break;
      case 'library':
        candidate.group?.entryFuncs.forEach((entry) => (entryFigure[entry] = figure));
        break;
      case 'stray':
        strayFigure[candidate.subject] = figure;
        break;
      case 'ledger':
        ledger = figure;
        break;
    }
  }
  const { libNodes, bucket } = projection;
  const state: Sorting = {
    context,
    ownFigure,
    entryFigure,
    strayFigure,
    callFigure: new Uint16Array(libNodes.length),
    isStray: new Uint8Array(libNodes.length),
    figureOf: new Uint16Array(weightedSelf.length),
    ends: new Int32Array(keys.length + 1),
    next: new Int32Array(keys.length + 1),
    positions: new Int32Array(weightedSelf.length),
  };
  inPieces(libNodes.length, state, fillCallFigures);
  inPieces(weightedSelf.length, state, fillFigures);
  const { ends, next, positions } = state;
  for (let figure = 1; figure < ends.length; figure++) {
    next[figure] = ends[figure - 1];
    ends[figure] += ends[figure - 1];
  }
  inPieces(weightedSelf.length, state, sortByFigure);
  const shownOf = createShownOf(context);
  const parts = new Map<string, Weights>();
  for (let figure = 1; figure <= keys.length; figure++) {
    for (let at = ends[figure - 1]; at < ends[figure]; at++) {
      const k = positions[at];
      if (weightedSelf[k] > 0) {
        sums.add(shownOf(k), weightedSelf[k]);
      }
    }
    for (let k = 0; figure === ledger && k < bucket.length; k++) {
      if (bucket[k] !== BUCKET_NONE && weightedSelf[k] > 0) {
        sums.add(shownOf(k), weightedSelf[k]);
      }
    }
    parts.set(keys[figure - 1], sums.take());
  }
  return parts;
}

/**
 * The nodes with weight, sorted by figure (a counting sort), so that each figure is summed through one column and not
 * through a map a node.
 */
interface Sorting {
  readonly context: AnalysisContext;
  /** number of the figure by subject, entry or stray function; 0 none */
  readonly ownFigure: Uint16Array;
  readonly entryFigure: Uint16Array;
  readonly strayFigure: Uint16Array;
  /** index of a call out of owned code → its figure */
  readonly callFigure: Uint16Array;
  readonly isStray: Uint8Array;
  /** position in the list of nodes with weight → figure; 0: no row counts it */
  readonly figureOf: Uint16Array;
  /** figure → how many, then the end of its part of `positions` */
  readonly ends: Int32Array;
  /** figure → where its next position goes */
  readonly next: Int32Array;
  readonly positions: Int32Array;
}

/** A call out of owned code belongs to one figure with all its nodes: calls are looked at once, not once a node. */
function fillCallFigures(state: Sorting, from: number, to: number): void {
  const { ownFigure, entryFigure, strayFigure, callFigure, isStray } = state;
  const { projection, facts, tree } = state.context;
  const { libNodes, owned } = projection;
  const { func } = tree;
  for (let call = from; call < to; call++) {
    const entry = func[libNodes[call]];
    const caller = owned[libNodes[call]];
    const level = facts.ownership[entry];
    isStray[call] = caller < 0 ? 1 : 0;
    callFigure[call] =
      caller < 0
        ? strayFigure[entry]
        : level >= RUNTIME && level !== UNRESOLVED
          ? ownFigure[func[caller]]
          : entryFigure[entry];
  }
}

function fillFigures(state: Sorting, from: number, to: number): void {
  const { ownFigure, callFigure, isStray, figureOf, ends } = state;
  const { lib, owner, bucket } = state.context.projection;
  for (let k = from; k < to; k++) {
    const call = lib[k];
    const figure =
      call < 0
        ? owner[k] < 0
          ? 0
          : ownFigure[owner[k]]
        : bucket[k] !== BUCKET_NONE && isStray[call] === 1
          ? 0
          : callFigure[call];
    figureOf[k] = figure;
    ends[figure]++;
  }
}

function sortByFigure({ figureOf, next, positions }: Sorting, from: number, to: number): void {
  for (let k = from; k < to; k++) {
    positions[next[figureOf[k]]++] = k;
  }
}

/** Position in the list of nodes with weight → function that its weight is shown as: artefact frames as their parent. */
function createShownOf({ tree, facts, counts }: AnalysisContext): (position: number) => FuncIndex {
  const { func, parent } = tree;
  const { flags } = facts;
  const { weighted, weightedFunc } = counts;
  return (position) => {
    let shown = weightedFunc[position];
    for (let i = weighted[position]; (flags[shown] & FLAG_ARTEFACT) !== 0 && parent[i] >= 0; shown = func[i]) {
      i = parent[i];
    }
    return shown;
  };
}
