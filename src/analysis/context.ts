/** Everything that is computed once per profile and that all later files read. */
import type { CallTree, FuncIndex, NodeIndex } from '../profiles/callTree';
import type { FunctionCounts } from './counting';
import type { ExclusiveWeights } from './exclusive';
import type { FunctionFacts } from './functionFacts';
import type { FunctionSums } from './functionSums';
import type { DataQuality, ProfileKind, Thresholds } from './model';
import { twiceAsLong } from './nodeLists';
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
  /** scratch of whoever sums over nodes */
  readonly sums: FunctionSums;
}

export const samplesOf = ({ quantum }: AnalysisContext, weight: number): number =>
  quantum > 0 ? Math.round(weight / quantum) : 0;

/** Outermost nodes by function, listed when a function is first asked for: some hundred functions out of thousands are. */
export function createNodeIndex({ lastNode, previousNode }: FunctionCounts): AnalysisContext['nodesOf'] {
  const listed: Array<Int32Array | undefined> = new Array(lastNode.length);
  return (func) => (listed[func] ??= listNodes(lastNode[func], previousNode));
}

/** A chain of nodes, last first, as a list in pre-order. */
function listNodes(last: NodeIndex, previousNode: Int32Array): Int32Array {
  let backwards = new Int32Array(64);
  let length = 0;
  for (let node = last; node >= 0; node = previousNode[node]) {
    if (length === backwards.length) {
      backwards = twiceAsLong(backwards);
    }
    backwards[length++] = node;
  }
  return backwards.slice(0, length).reverse();
}
