/** Everything that is computed once per profile and that all later files read. */
import type { CallTree, FuncIndex } from '../profiles/callTree';
import type { FunctionCounts } from './counting';
import type { ExclusiveWeights } from './exclusive';
import type { FunctionFacts } from './functionFacts';
import type { DataQuality, ProfileKind, Thresholds } from './model';
import type { Projection } from './projection';

export interface AnalysisContext {
  /** without its idle part: every weight that is compared with `total` comes from here */
  readonly tree: CallTree;
  readonly kind: ProfileKind;
  readonly facts: FunctionFacts;
  /** as pprof counts them, waiting included; for figures that are shown as raw */
  readonly raw: FunctionCounts;
  readonly counts: FunctionCounts;
  readonly projection: Projection;
  readonly exclusive: ExclusiveWeights;
  /** FuncIndex → 1 for owned functions above the entry points */
  readonly trunk: Uint8Array;
  /** weight that shares are shares of: the total of `tree` */
  readonly total: number;
  readonly samples: number;
  readonly samplesFrom: DataQuality['samplesFrom'];
  /** weight of one sample */
  readonly quantum: number;
  readonly thresholds: Thresholds;
  /** outermost nodes of a function, in pre-order; a view, not to be written to */
  readonly nodesOf: (func: FuncIndex) => Int32Array;
}

export const samplesOf = ({ quantum }: AnalysisContext, weight: number): number =>
  quantum > 0 ? Math.round(weight / quantum) : 0;

/**
 * Outermost nodes by function: a counting sort, two passes over the nodes and 4 B a node. Rows ask for some hundred
 * functions in no order, so one index is cheaper than a pass for each question.
 */
export function createNodeIndex(tree: CallTree, { outermost, cum }: FunctionCounts): AnalysisContext['nodesOf'] {
  const starts = new Int32Array(cum.length + 1);
  for (let i = 0; i < tree.length; i++) {
    if (outermost[i] === 1) {
      starts[tree.func[i] + 1]++;
    }
  }
  for (let f = 0; f < cum.length; f++) {
    starts[f + 1] += starts[f];
  }
  const nodes = new Int32Array(starts[cum.length]);
  const next = starts.slice(0, cum.length);
  for (let i = 0; i < tree.length; i++) {
    if (outermost[i] === 1) {
      nodes[next[tree.func[i]]++] = i;
    }
  }
  return (func) => nodes.subarray(starts[func], starts[func + 1]);
}
