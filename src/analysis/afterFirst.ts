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
import type { Priced } from './ordering';
import { priorOfRule, savingByPrior } from './saving';

/** Rules whose edit touches everything below the subject, not its exclusive cost alone. */
const WHOLE_SUBTREE: ReadonlySet<string> = new Set(['hourglass', 'fan-out', 'locked-helper', 'private-helpers']);

/** Whether a node with self weight is among the stacks that the candidate's edit touches. */
function createTouchTest(context: AnalysisContext, candidate: Candidate): (node: NodeIndex) => boolean {
  const { tree, projection, nodesOf } = context;
  const { origin, group, facts, through, site } = candidate;
  const owner: FuncIndex = facts?.func ?? (through >= 0 ? through : site);
  if (WHOLE_SUBTREE.has(origin)) {
    return below(context, nodesOf(facts?.func ?? candidate.subject));
  }
  if (candidate.layer === 'policy') {
    return () => false;
  }
  const entries = group === null ? null : new Set(group.entryFuncs);
  const isInSite = origin === 'waist' ? below(context, nodesOf(site)) : null;
  return (node) => {
    const at = projection.owned[node];
    if (at < 0 || (isInSite === null ? tree.func[at] !== owner : !isInSite(node))) {
      return false;
    }
    return entries === null || (projection.lib[node] >= 0 && entries.has(libFunc(context, node)));
  };
}

const libFunc = ({ tree, projection }: AnalysisContext, node: NodeIndex): FuncIndex =>
  tree.func[projection.libNodes[projection.lib[node]]];

/** Nodes inside the given subtrees, which are in pre-order and apart from one another. */
function below({ tree }: AnalysisContext, roots: Int32Array): (node: NodeIndex) => boolean {
  return (node) => {
    let low = 0;
    let high = roots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (roots[middle] <= node) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && node < tree.subtreeEnd[roots[low - 1]];
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
  for (const node of counts.weighted) {
    if (isTouched(node)) {
      for (let k = 0; k < tests.length; k++) {
        overlaps[k] += tests[k](node) ? tree.self[node] : 0;
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
