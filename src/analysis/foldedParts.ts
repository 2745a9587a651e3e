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
  const { weighted } = counts;
  const { func, parent, self } = tree;
  const parts = new Map<string, Weights>();
  const none = facts.ownership.length;
  const ownFigure: Array<Weights | undefined> = new Array(none);
  const entryFigure: Array<Weights | undefined> = new Array(none);
  const strayFigure: Array<Weights | undefined> = new Array(none);
  let ledgerFigure: Weights | undefined;
  for (const candidate of candidates) {
    const key = figureKey(candidate);
    const weights = parts.get(key) ?? new Map<FuncIndex, number>();
    parts.set(key, weights);
    switch (candidate.subjectKind) {
      case 'function':
        ownFigure[candidate.subject] = weights;
        break;
      case 'library':
        candidate.group?.entryFuncs.forEach((entry) => (entryFigure[entry] = weights));
        break;
      case 'stray':
        strayFigure[candidate.subject] = weights;
        break;
      case 'ledger':
        ledgerFigure = weights;
        break;
    }
  }
  for (let k = 0; k < weighted.length; k++) {
    const i = weighted[k];
    const weight = self[i];
    if (weight <= 0) {
      continue;
    }
    const call = projection.lib[i];
    const entry = call < 0 ? -1 : projection.libNodes[call];
    const owner = projection.owned[i];
    const inLedger = projection.bucket[i] !== BUCKET_NONE;
    let figure: Weights | undefined;
    if (owner < 0) {
      figure = entry >= 0 && !inLedger ? strayFigure[func[entry]] : undefined;
    } else if (entry < 0) {
      figure = ownFigure[func[owner]];
    } else {
      const level = facts.ownership[func[entry]];
      figure = level >= RUNTIME && level !== UNRESOLVED ? ownFigure[func[owner]] : entryFigure[func[entry]];
    }
    if (figure === undefined && (ledgerFigure === undefined || !inLedger)) {
      continue;
    }
    let shown = i;
    while ((facts.flags[func[shown]] & FLAG_ARTEFACT) !== 0 && parent[shown] >= 0) {
      shown = parent[shown];
    }
    if (figure !== undefined) {
      addTo(figure, func[shown], weight);
    }
    if (ledgerFigure !== undefined && inLedger) {
      addTo(ledgerFigure, func[shown], weight);
    }
  }
  return parts;
}
