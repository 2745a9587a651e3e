/**
 * Where a subject's weight stands in the tree: its nodes and the weight of each, as columns. A chain of a 425 k-node
 * tree starts from some ten thousand of them.
 */
import type { FuncIndex, NodeIndex } from '../profiles/callTree';
import type { AnalysisContext } from './context';

export interface Anchors {
  readonly length: number;
  readonly nodes: Int32Array;
  readonly weights: Float64Array;
}

/** @param weightOf  NodeIndex → weight */
export const anchorsAt = (nodes: Iterable<NodeIndex>, weightOf: (node: NodeIndex) => number): Anchors => {
  const columns = Int32Array.from(nodes);
  return { length: columns.length, nodes: columns, weights: Float64Array.from(columns, weightOf) };
};

export function anchorsWhere(anchors: Anchors, test: (node: NodeIndex) => boolean): Anchors {
  const weights = anchors.weights.filter((_, k) => test(anchors.nodes[k]));
  return { length: weights.length, nodes: anchors.nodes.filter(test), weights };
}

/** Outermost nodes of a function with their cum: the anchors of a subject that is the function itself. */
export const anchorsOfFunction = ({ tree, nodesOf }: AnalysisContext, func: FuncIndex): Anchors => {
  const nodes = nodesOf(func);
  const weights = new Float64Array(nodes.length);
  for (let k = 0; k < nodes.length; k++) {
    weights[k] = tree.cum[nodes[k]];
  }
  return { length: nodes.length, nodes, weights };
};
