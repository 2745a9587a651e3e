/** Small tools of the passes over nodes: growing lists of nodes, stacks by depth, search in lists in pre-order. */
import type { NodeIndex } from '../profiles/callTree';

/** Levels of a tree that a stack by depth has room for at first: profilers cut deeper stacks, mostly. */
export const LEVELS = 256;

/** A copy with room for as much again. */
export function twiceAsLong<Column extends Int32Array | Uint8Array>(column: Column): Column {
  const Kind = column.constructor as new (length: number) => Column;
  const longer = new Kind(2 * column.length);
  longer.set(column);
  return longer;
}

/** A list of nodes that grows while a pass runs, four bytes an entry. */
export class NodeList {
  /**
   * Never used, kept alive: with the last object of a class V8 also collects the code that was optimised for such
   * objects, and every analysis after a collection would start slow again.
   */
  static readonly kept = new NodeList(0);

  private nodes: Int32Array;
  private length = 0;

  constructor(expected = 1024) {
    this.nodes = new Int32Array(expected);
  }

  /** @returns index of the new entry */
  push(node: NodeIndex): number {
    if (this.length === this.nodes.length) {
      this.nodes = twiceAsLong(this.nodes);
    }
    this.nodes[this.length] = node;
    return this.length++;
  }

  take(): Int32Array {
    return this.nodes.slice(0, this.length);
  }
}

/** Index of the last node of a list in pre-order that is not behind `node`; −1 where all are. Θ(log nodes) */
export function lastAtOrBefore(nodes: Int32Array, node: NodeIndex): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle] <= node) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
