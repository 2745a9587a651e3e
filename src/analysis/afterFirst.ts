/**
 * What a fix is still worth once the first row's is in: the stacks that the first touches are taken out of the profile
 * by the part that its median saving removes, and the others are priced on what remains. Never a sum of two savings.
 *
 * A pass over the nodes with self weight; a candidate's own nodes are told by its owner and its library call.
 */
import type { FuncIndex, ReadonlyFloat64Array } from '../profiles/callTree';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import type { Interval } from './model';
import type { Priced } from './ordering';
import { inPieces } from './pieces';
import { priorOfRule, savingByPrior } from './saving';

/** Rules whose edit touches everything below the subject, not its exclusive cost alone. */
const WHOLE_SUBTREE: ReadonlySet<string> = new Set(['hourglass', 'fan-out', 'locked-helper']);

/**
 * Those of the nodes with self weight that are among the stacks that a candidate's edit touches. Plain loops, one for
 * each question: a chain of closures asked for every node was the dearest part of a row.
 *
 * @param among  positions in the list of nodes with self weight, rising
 */
function touchedBy(context: AnalysisContext, candidate: Candidate, among: Int32Array): Int32Array {
  const { tree, nodesOf } = context;
  const { origin, group, facts, through, site, members, layer } = candidate;
  const functionCount = tree.functions.length;
  if (members !== undefined) {
    const owned = ownedBy(context, setOf(members.funcs, functionCount), among);
    return members.within === null ? owned : inside(context, nodesOf(members.within), owned);
  }
  if (WHOLE_SUBTREE.has(origin)) {
    return inside(context, nodesOf(facts?.func ?? candidate.subject), among);
  }
  if (layer === 'policy') {
    return new Int32Array(0);
  }
  const called = group === null ? among : calledAs(context, setOf(group.entryFuncs, functionCount), among);
  if (origin === 'waist') {
    return inside(context, nodesOf(site), ownedBy(context, new Uint8Array(functionCount).fill(1), called));
  }
  const owner: FuncIndex = facts?.func ?? (through >= 0 ? through : site);
  return ownedBy(context, setOf([owner], functionCount), called);
}

function setOf(funcs: Iterable<FuncIndex>, functionCount: number): Uint8Array {
  const isIn = new Uint8Array(functionCount);
  for (const func of funcs) {
    isIn[func] = 1;
  }
  return isIn;
}

/** What the loops below read and write; `wanted` says which functions are asked for. */
interface Keeping {
  readonly context: AnalysisContext;
  /** FuncIndex → 1 */
  readonly wanted: Uint8Array;
  /** positions, rising */
  readonly among: Int32Array;
  readonly kept: Int32Array;
  count: number;
}

/** Positions whose nearest owned frame is of one of the functions. */
const ownedBy = (context: AnalysisContext, isOwner: Uint8Array, among: Int32Array): Int32Array =>
  keep(context, { wanted: isOwner, among }, keepOwned);

/** Positions below a call of owned code to one of the functions. */
const calledAs = (context: AnalysisContext, isEntry: Uint8Array, among: Int32Array): Int32Array =>
  keep(context, { wanted: isEntry, among }, keepCalled);

function keep(
  context: AnalysisContext,
  { wanted, among }: Pick<Keeping, 'wanted' | 'among'>,
  body: (state: Keeping, from: number, to: number) => void
): Int32Array {
  const state: Keeping = { context, wanted, among, kept: new Int32Array(among.length), count: 0 };
  inPieces(among.length, state, body);
  return state.kept.subarray(0, state.count);
}

function keepOwned(state: Keeping, from: number, to: number): void {
  const { wanted, among, kept } = state;
  const { owner } = state.context.projection;
  let { count } = state;
  for (let j = from; j < to; j++) {
    const func = owner[among[j]];
    if (func >= 0 && wanted[func] === 1) {
      kept[count++] = among[j];
    }
  }
  state.count = count;
}

function keepCalled(state: Keeping, from: number, to: number): void {
  const { wanted, among, kept } = state;
  const { lib, libNodes } = state.context.projection;
  const { func } = state.context.tree;
  let { count } = state;
  for (let j = from; j < to; j++) {
    const call = lib[among[j]];
    if (call >= 0 && wanted[func[libNodes[call]]] === 1) {
      kept[count++] = among[j];
    }
  }
  state.count = count;
}

/** Positions inside the given subtrees, which are in pre-order and apart from one another. */
function inside({ tree, counts }: AnalysisContext, roots: Int32Array, among: Int32Array): Int32Array {
  const { weighted } = counts;
  const { subtreeEnd } = tree;
  const kept = new Int32Array(among.length);
  let count = 0;
  let root = 0;
  for (let j = 0; j < among.length && root < roots.length; j++) {
    const node = weighted[among[j]];
    while (root < roots.length && subtreeEnd[roots[root]] <= node) {
      root++;
    }
    if (root < roots.length && node >= roots[root]) {
      kept[count++] = among[j];
    }
  }
  return kept.subarray(0, count);
}

function fillPositions(positions: Int32Array, from: number, to: number): void {
  for (let k = from; k < to; k++) {
    positions[k] = k;
  }
}

function sumAt(weights: ReadonlyFloat64Array, positions: Int32Array): number {
  let sum = 0;
  for (let j = 0; j < positions.length; j++) {
    sum += weights[positions[j]];
  }
  return sum;
}

/**
 * @param shown  rows in order; those without a saving stay null
 * @returns saving of each once the first fix is in, as share of the profile before both
 */
export function computeAfterFirst(context: AnalysisContext, shown: readonly Priced[]): ReadonlyArray<Interval | null> {
  const { counts, total, samples } = context;
  const first = shown.findIndex(({ saving }) => saving !== null);
  const rest = shown.flatMap(({ saving }, index) => (saving !== null && index > first ? [index] : []));
  if (first < 0 || rest.length === 0) {
    return shown.map(() => null);
  }
  const everywhere = new Int32Array(counts.weighted.length);
  inPieces(everywhere.length, everywhere, fillPositions);
  const touched = touchedBy(context, shown[first].candidate, everywhere);
  const overlaps = rest.map((index) => sumAt(counts.weightedSelf, touchedBy(context, shown[index].candidate, touched)));
  const { candidate: taken, saving } = shown[first];
  const worth = taken.touched + taken.collected;
  const removed = worth > 0 ? Math.min(1, (saving?.p50 ?? 0) / worth) : 0;
  const results: Array<Interval | null> = shown.map(() => null);
  rest.forEach((index, k) => {
    const { candidate } = shown[index];
    const left = candidate.touched > 0 ? Math.max(0, 1 - (removed * overlaps[k]) / (total * candidate.touched)) : 1;
    results[index] = savingByPrior(
      { share: candidate.touched * left, collected: candidate.collected * left, samples },
      priorOfRule(candidate.origin, candidate.families[0])
    );
  });
  return results;
}
