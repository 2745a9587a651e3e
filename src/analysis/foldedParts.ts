/** What each row's Self is made of: a pass over the nodes with self weight, every
 * weight to the rows that count it. */
import type { FuncIndex } from '../profiles/callTree';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import { FLAG_ARTEFACT, RUNTIME, UNRESOLVED } from './codes';
import { addTo, type Weights } from './neighbours';
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
  const { tree, facts, projection, counts } = context;
  const { weighted, weightedSelf, weightedFunc } = counts;
  const { func, parent } = tree;
  const parts = new Map<string, Weights>();
  const functionCount = facts.ownership.length;
  /** number of a figure − 1 → its parts */
  const figures: Weights[] = [];
  /** number of the figure by subject, entry or stray function; 0 none */
  const ownFigure = new Uint16Array(functionCount);
  const entryFigure = new Uint16Array(functionCount);
  const strayFigure = new Uint16Array(functionCount);
  let ledger: Weights | null = null;
  for (const candidate of candidates) {
    const key = figureKey(candidate);
    const weights = parts.get(key) ?? new Map<FuncIndex, number>();
    parts.set(key, weights);
    const figure = figures.push(weights);
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
        ledger = weights;
        break;
    }
  }
  // A call out of owned code belongs to one figure with all its nodes: calls are looked at once, not once a node.
  const { lib, libNodes, owned, owner, bucket } = projection;
  const callFigure = new Uint16Array(libNodes.length);
  const isStray = new Uint8Array(libNodes.length);
  for (let call = 0; call < libNodes.length; call++) {
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
  for (let k = 0; k < weighted.length; k++) {
    const call = lib[k];
    const inLedger = bucket[k] !== BUCKET_NONE;
    const weight = weightedSelf[k];
    const figure =
      call < 0 ? (owner[k] < 0 ? 0 : ownFigure[owner[k]]) : inLedger && isStray[call] === 1 ? 0 : callFigure[call];
    if ((figure === 0 && (ledger === null || !inLedger)) || weight <= 0) {
      continue;
    }
    let shown = weightedFunc[k];
    for (let i = weighted[k]; (facts.flags[shown] & FLAG_ARTEFACT) !== 0 && parent[i] >= 0; shown = func[i]) {
      i = parent[i];
    }
    if (figure !== 0) {
      addTo(figures[figure - 1], shown, weight);
    }
    if (ledger !== null && inLedger) {
      addTo(ledger, shown, weight);
    }
  }
  return parts;
}
