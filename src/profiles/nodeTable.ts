/**
 * Nodes while a tree is built: found by parent and function, numbered as they are made.
 *
 * The children of a node are a linked list, newest first. Profiles list their stacks in the order of some tree, so nearly
 * every search is answered within a few nodes made just before, in memory that is at hand; a hash table over all nodes
 * misses the cache each time (half a million nodes: a fifth of all decoding). Nodes with many children keep a map of them
 * beside the list, so that no input makes a search long.
 */
import { type FuncIndex, type NodeIndex } from './callTree';

/** Parent of all roots. */
export const ROOT: NodeIndex = -1;

/** From so many children on a node has a map of them. */
const WIDE = 8;
const FIRST_CAPACITY = 1024;

export class NodeTable {
  length = 0;
  parent = new Int32Array(FIRST_CAPACITY);
  func = new Int32Array(FIRST_CAPACITY);
  /** parent + 1 → first of its children in the list; -1 where it has none */
  firstChild = new Int32Array(FIRST_CAPACITY + 1).fill(-1);
  /** node → next child of the same parent; -1 behind the last one */
  nextSibling = new Int32Array(FIRST_CAPACITY);
  /** parent + 1 → number of children, `WIDE` and more as `WIDE` */
  private width = new Uint8Array(FIRST_CAPACITY + 1);
  private readonly childrenOfWide = new Map<NodeIndex, Map<FuncIndex, NodeIndex>>();

  /** @returns -1 where there is none */
  find(parent: NodeIndex, func: FuncIndex): NodeIndex {
    let node = this.firstChild[parent + 1];
    if (this.width[parent + 1] < WIDE) {
      while (node >= 0 && this.func[node] !== func) {
        node = this.nextSibling[node];
      }
      return node;
    }
    return this.func[node] === func ? node : (this.childrenOfWide.get(parent)?.get(func) ?? -1);
  }

  /** A new child; `find` must have said that there is none. */
  add(parent: NodeIndex, func: FuncIndex): NodeIndex {
    const node = this.length;
    if (node === this.parent.length) {
      this.grow();
    }
    this.length++;
    this.parent[node] = parent;
    this.func[node] = func;
    this.nextSibling[node] = this.firstChild[parent + 1];
    this.firstChild[parent + 1] = node;
    if (this.width[parent + 1] < WIDE) {
      this.width[parent + 1]++;
      if (this.width[parent + 1] === WIDE) {
        this.childrenOfWide.set(parent, new Map(this.childrenOf(parent).map((child) => [this.func[child], child])));
      }
    } else {
      this.childrenOfWide.get(parent)?.set(func, node);
    }
    return node;
  }

  /** Brings every list of children into the order of `rank` (of functions), lowest first. Θ(nodes) but for wide nodes. */
  sortChildren(rank: Int32Array): void {
    const { length, func, firstChild, nextSibling } = this;
    for (let parent = ROOT; parent < length; parent++) {
      const first = firstChild[parent + 1];
      if (first < 0 || nextSibling[first] < 0) {
        continue;
      }
      const children = this.childrenOf(parent).sort((a, b) => rank[func[a]] - rank[func[b]]);
      firstChild[parent + 1] = children[0];
      for (let at = 0; at < children.length; at++) {
        nextSibling[children[at]] = at + 1 < children.length ? children[at + 1] : -1;
      }
    }
  }

  private childrenOf(parent: NodeIndex): NodeIndex[] {
    const children: NodeIndex[] = [];
    for (let node = this.firstChild[parent + 1]; node >= 0; node = this.nextSibling[node]) {
      children.push(node);
    }
    return children;
  }

  private grow(): void {
    const capacity = 2 * this.parent.length;
    this.parent = copyInto(new Int32Array(capacity), this.parent);
    this.func = copyInto(new Int32Array(capacity), this.func);
    this.firstChild = copyInto(new Int32Array(capacity + 1).fill(-1), this.firstChild);
    this.nextSibling = copyInto(new Int32Array(capacity), this.nextSibling);
    this.width = copyInto(new Uint8Array(capacity + 1), this.width);
  }
}

/** @returns `target`, which begins as `source` */
export function copyInto<T extends Int32Array | Float64Array | Uint8Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
