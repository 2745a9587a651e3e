/**
 * What a fix is still worth once the first row's is in: the stacks that the first touches are taken out of the profile
 * by the part that its median saving removes, and the others are priced on what remains. Never a sum of two savings.
 *
 * A pass over the nodes with self weight; a candidate's own nodes are told by its owner and its library call.
 */
import type { FuncIndex, NodeIndex } from '../profiles/callTree';
import type { Candidate } from './candidate';
import type { AnalysisContext } from './context';
import type { Interval } from './model';
import { lastAtOrBefore } from './nodeLists';
import type { Priced } from './ordering';
import { priorOfRule, savingByPrior } from './saving';

/** Rules whose edit touches everything below the subject, not its exclusive cost alone. */
const WHOLE_SUBTREE: ReadonlySet<string> = new Set([
  'hourglass',
  'fan-out',
  'locked-helper',
]);

/** Whether the k-th node with self weight is among the stacks that the candidate's edit touches. */
function createTouchTest(context: AnalysisContext, candidate: Candidate): (k: number) => boolean {
  const { tree, projection, counts, nodesOf } = context;
  const { weighted } = counts;
  const { origin, group, facts, through, site, members } = candidate;
  if (members !== undefined) {
    const isMember = new Uint8Array(tree.functions.length);
    members.funcs.forEach((func) => (isMember[func] = 1));
    const isWithin = members.within === null ? null : below(context, nodesOf(members.within));
    return (k) => {
      const at = projection.owned[weighted[k]];
      return at >= 0 && isMember[tree.func[at]] === 1 && (isWithin === null || isWithin(weighted[k]));
    };
  }
  const owner: FuncIndex = facts?.func ?? (through >= 0 ? through : site);
  if (WHOLE_SUBTREE.has(origin)) {
    const isBelow = below(context, nodesOf(facts?.func ?? candidate.subject));
    return (k) => isBelow(weighted[k]);
  }
  if (candidate.layer === 'policy') {
    return () => false;
  }
  const isInSite = origin === 'waist' ? below(context, nodesOf(site)) : null;
  const isOwners = (node: NodeIndex) => {
    const at = projection.owned[node];
    return at >= 0 && (isInSite === null ? tree.func[at] === owner : isInSite(node));
  };
  if (group === null) {
    return (k) => isOwners(weighted[k]);
  }
  const { lib, libNodes } = projection;
  const isEntry = new Uint8Array(tree.functions.length);
  group.entryFuncs.forEach((func) => (isEntry[func] = 1));
  return (k) => lib[k] >= 0 && isEntry[tree.func[libNodes[lib[k]]]] === 1 && isOwners(weighted[k]);
}

/** Nodes inside the given subtrees, which are in pre-order and apart from one another. */
function below({ tree }: AnalysisContext, roots: Int32Array): (node: NodeIndex) => boolean {
  return (node) => {
    const last = lastAtOrBefore(roots, node);
    return last >= 0 && node < tree.subtreeEnd[roots[last]];
  };
}

/**
 * @param shown  rows in order; those without a saving stay null
 * @returns saving of each once the first fix is in, as share of the profile before both
 */
export function computeAfterFirst(context: AnalysisContext, shown: readonly Priced[]): ReadonlyArray<Interval | null> {
  const { tree, counts, total, samples } = context;
  const first = shown.findIndex(({ saving }) => saving !== null);
  const rest = shown.flatMap(({ saving }, index) => (saving !== null && index > first ? [index] : []));
  if (first < 0 || rest.length === 0) {
    return shown.map(() => null);
  }
  const isTouched = createTouchTest(context, shown[first].candidate);
  const tests = rest.map((index) => createTouchTest(context, shown[index].candidate));
  const overlaps = new Float64Array(rest.length);
  for (let k = 0; k < counts.weighted.length; k++) {
    if (isTouched(k)) {
      for (let row = 0; row < tests.length; row++) {
        overlaps[row] += tests[row](k) ? tree.self[counts.weighted[k]] : 0;
      }
    }
  }
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
