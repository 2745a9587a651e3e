/**
 * Call tree of functions as the server draws it: children in the order of their names, nodes beyond `maxNodes` folded
 * into `other` beside their siblings.
 */
import { compareText } from '../promql/labels';

export interface FlameGraph {
  readonly names: readonly string[];
  /** per level, 4 numbers a node: gap to the end of the node before, total, self, index of the name */
  readonly levels: ReadonlyArray<readonly number[]>;
  readonly total: number;
  readonly maxSelf: number;
}

/** Name of the node that stands for what was cut. */
export const OTHER = 'other';
/** Room for ids in a child's key; a parent's number times this plus an id stays exact below 2^53. */
const KEY_SPACE = 2 ** 24;

/** Grows by stacks. Node 0 is the root; a parent comes before its children. */
export class FunctionTree {
  readonly ids: number[] = [-1];
  readonly parents: number[] = [-1];
  readonly self: number[] = [0];
  private readonly children = new Map<number, number>();

  /** @param frames function ids, root first. @returns the node of the leaf */
  insert(frames: readonly number[], value: number): number {
    let node = 0;
    for (const id of frames) {
      node = this.child(node, id);
    }
    this.self[node]! += value;
    return node;
  }

  /** @returns the child of that id, made when it is not there */
  child(parent: number, id: number): number {
    const key = parent * KEY_SPACE + id;
    let child = this.children.get(key);
    if (child === undefined) {
      child = this.ids.length;
      this.ids.push(id);
      this.parents.push(parent);
      this.self.push(0);
      this.children.set(key, child);
    }
    return child;
  }

  /** @returns per node, its self and everything below */
  totals(): Float64Array {
    const totals = Float64Array.from(this.self);
    for (let node = totals.length - 1; node > 0; node--) {
      totals[this.parents[node]!]! += totals[node]!;
    }
    return totals;
  }
}

/**
 * What a block of the server hands on: nodes that `maxNodes` does not keep are one child `other` of their parent. An
 * answer is cut once more when it is drawn, and the new nodes count then.
 */
export function truncateTree(
  tree: FunctionTree,
  { otherId, maxNodes }: { otherId: number; maxNodes: number }
): FunctionTree {
  const totals = tree.totals();
  const smallest = smallestKeptTotal(totals, maxNodes);
  const kept = new FunctionTree();
  const nodes = new Int32Array(totals.length).fill(-1);
  nodes[0] = 0;
  for (let node = 1; node < totals.length; node++) {
    const parent = nodes[tree.parents[node]!]!;
    const id = tree.ids[node]!;
    if (parent >= 0 && totals[node]! >= smallest && id !== otherId) {
      nodes[node] = kept.child(parent, id);
      kept.self[nodes[node]!]! += tree.self[node]!;
    } else if (parent >= 0) {
      kept.self[kept.child(parent, otherId)]! += totals[node]!;
    }
  }
  return kept;
}

/** @returns the total that a node needs to be kept: the `maxNodes`-th largest, 0 when all fit */
export function smallestKeptTotal(totals: Float64Array, maxNodes: number): number {
  const nodes = totals.slice(1).sort();
  return nodes.length <= maxNodes ? 0 : nodes[nodes.length - maxNodes]!;
}

interface DrawnNode {
  readonly name: string;
  readonly total: number;
  readonly self: number;
  readonly level: number;
  readonly x: number;
  readonly childCount: number;
}

/**
 * Visits the nodes that are kept, parents first and the last child before its siblings: the order in which the server
 * numbers names and writes tree bytes.
 */
function drawNodes(tree: FunctionTree, nameOf: (id: number) => string, maxNodes: number): DrawnNode[] {
  const totals = tree.totals();
  const smallest = smallestKeptTotal(totals, maxNodes);
  const children: number[][] = Array.from({ length: totals.length }, () => []);
  for (let node = 1; node < totals.length; node++) {
    children[tree.parents[node]!]!.push(node);
  }
  const drawn: DrawnNode[] = [];
  const pending = [{ node: 0, name: 'total', level: 0, x: 0, total: totals[0]!, self: tree.self[0]! }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const below = children[next.node] ?? [];
    below.sort((a, b) => compareText(nameOf(tree.ids[a]!), nameOf(tree.ids[b]!)));
    let x = next.x + next.self;
    let folded = 0;
    const before = pending.length;
    for (const node of below) {
      const name = nameOf(tree.ids[node]!);
      const total = totals[node]!;
      if (total < smallest || name === OTHER) {
        folded += total;
        continue;
      }
      pending.push({ node, name, level: next.level + 1, x, total, self: tree.self[node]! });
      x += total;
    }
    if (folded > 0) {
      pending.push({ node: -1, name: OTHER, level: next.level + 1, x, total: folded, self: folded });
    }
    const { name, total, self, level } = next;
    drawn.push({ name, total, self, level, x: next.x, childCount: pending.length - before });
  }
  return drawn;
}

export function buildFlameGraph(tree: FunctionTree, nameOf: (id: number) => string, maxNodes: number): FlameGraph {
  const names: string[] = [];
  const nameIndex = new Map<string, number>();
  const levels: DrawnNode[][] = [];
  const drawn = drawNodes(tree, nameOf, maxNodes);
  for (const node of drawn) {
    if (!nameIndex.has(node.name)) {
      nameIndex.set(node.name, names.length);
      names.push(node.name);
    }
    (levels[node.level] ??= []).push(node);
  }
  return {
    names,
    levels: levels.map((nodes) => {
      let end = 0;
      return nodes.reverse().flatMap(({ x, total, self, name }) => {
        const gap = x - end;
        end = x + total;
        return [gap, total, self, nameIndex.get(name)!];
      });
    }),
    total: drawn[0]!.total,
    maxSelf: drawn.reduce((max, { self }) => Math.max(max, self), 0),
  };
}

/** Pyroscope's TREE bytes: per node, length and bytes of the name, self, number of children; a nameless root first. */
export function encodeTree(tree: FunctionTree, nameOf: (id: number) => string, maxNodes: number): Uint8Array {
  const bytes: number[] = [];
  const write = (value: number): void => {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
      bytes.push((rest % 0x80) | 0x80);
    }
    bytes.push(rest);
  };
  drawNodes(tree, nameOf, maxNodes).forEach(({ name, self, childCount }, i) => {
    const utf8 = Buffer.from(i === 0 ? '' : name);
    write(utf8.length);
    bytes.push(...utf8);
    write(self);
    write(childCount);
  });
  return Uint8Array.from(bytes);
}
