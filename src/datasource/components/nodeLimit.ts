import { MAX_NODES_CEILING } from '../types';

/**
 * A node limit as it is typed: rounded, at most the ceiling; undefined for what is none, so that the default counts.
 */
export function parseNodeLimit(text: string): number | undefined {
  const nodes = Math.round(Number(text));
  return nodes >= 1 ? Math.min(nodes, MAX_NODES_CEILING) : undefined;
}
