/**
 * Builds a {@link CallTree} out of stacks: merges equal paths, then lays the nodes out in pre-order.
 *
 * The result does not depend on the order in which stacks arrive: functions are numbered by name (then file), and the
 * children of a node stand in that order. Nothing here recurses, so depth is bounded by `MAX_DEPTH` only.
 */
import { assert } from '../shared/lib/assert';
import { type CallTree, type FuncIndex, type FunctionTable, type NodeIndex } from './callTree';
import { type FunctionInfo, FunctionTableBuilder } from './functionTable';
import { MAX_DEPTH, MAX_NODES, MAX_WEIGHT } from './limits';
import { copyInto, NodeTable, ROOT } from './nodeTable';
import { type ProfileFormat, ProfileFormatError, quoted } from './profileFormatError';
import { validateCallTree } from './validateCallTree';

/** One frame of a stack. */
export interface StackFrame extends FunctionInfo {
  /** line that was executing in this frame; -1 or absent where unknown */
  readonly line?: number;
}

export interface CallTreeInfo {
  readonly unit: string;
  readonly sampleType: string;
  /** overrides the counts given to `addStack` */
  readonly sampleCount?: number | null;
  readonly quantum?: number | null;
}

export { ROOT };

const FIRST_CAPACITY = 1024;

export class CallTreeBuilder {
  readonly functions: FunctionTableBuilder;
  private readonly nodes = new NodeTable();
  private depth = new Int32Array(FIRST_CAPACITY);
  private self = new Float64Array(FIRST_CAPACITY);
  private count: number | null = 0;

  /** @param format named in errors */
  constructor(private readonly format: ProfileFormat = 'call tree') {
    this.functions = new FunctionTableBuilder(format);
  }

  /**
   * Adds one stack.
   *
   * @param frames root first, at least one
   * @param weight in the unit given to `build`; finite and not negative
   * @param count  samples behind the stack; where one stack has none, the tree's sample count is unknown
   */
  addStack(frames: readonly StackFrame[], weight: number, count: number | null = null): void {
    assert(frames.length > 0, 'a stack has at least one frame');
    let node = ROOT;
    let line = -1;
    for (const frame of frames) {
      const func = this.functions.intern(frame);
      line = frame.line ?? -1;
      this.functions.noteLine(func, line);
      node = this.child(node, func);
    }
    this.count = this.count === null || count === null ? null : this.count + count;
    this.addSelf(node, weight);
    this.functions.addLineWeight(this.nodes.func[node], line, weight);
  }

  /** The node of `func` under `parent`, made when it does not exist yet. For decoders that walk a tree themselves. */
  child(parent: NodeIndex, func: FuncIndex): NodeIndex {
    const node = this.nodes.find(parent, func);
    return node >= 0 ? node : this.add(parent, func);
  }

  /** Adds weight that ends in `node`. Throws on what is no weight: negative, not finite, beyond `MAX_WEIGHT`. */
  addSelf(node: NodeIndex, weight: number): void {
    if (!(weight >= 0 && weight <= MAX_WEIGHT)) {
      throw new ProfileFormatError({
        format: this.format,
        where: `stack ending in function ${quoted(this.functions.name[this.nodes.func[node]])}`,
        expected: 'a weight from 0 to 2^53 (a difference of two profiles has to be given as two profiles)',
        found: String(weight),
      });
    }
    this.self[node] += weight;
  }

  /** @throws ProfileFormatError when the result breaks a rule of {@link validateCallTree} */
  build({ unit, sampleType, sampleCount, quantum = null }: CallTreeInfo): CallTree {
    const { order, rank } = this.rankFunctions();
    this.nodes.sortChildren(rank);
    const columns = this.layOut(rank);
    const { self, cum, parent, func } = columns;
    let total = 0;
    const { length } = this.nodes;
    for (let node = length - 1; node >= 0; node--) {
      cum[node] += self[node];
      total += self[node];
      if (parent[node] >= 0) {
        cum[parent[node]] += cum[node];
      }
    }
    const counted = this.count === 0 ? null : this.count;
    const tree: CallTree = {
      length,
      ...columns,
      functions: this.buildFunctions(order, func, self),
      unit,
      sampleType,
      total,
      sampleCount: sampleCount === undefined ? counted : sampleCount,
      quantum,
    };
    validateCallTree(tree);
    return tree;
  }

  private add(parent: NodeIndex, func: FuncIndex): NodeIndex {
    const node = this.nodes.length;
    const depth = parent === ROOT ? 0 : this.depth[parent] + 1;
    if (depth >= MAX_DEPTH || node >= MAX_NODES) {
      const [limit, what] = depth >= MAX_DEPTH ? [MAX_DEPTH, 'frames in a stack'] : [MAX_NODES, 'call nodes'];
      throw new ProfileFormatError({
        format: this.format,
        where: `node ${node}`,
        expected: `at most ${limit} ${what}`,
        found: 'more',
      });
    }
    if (node === this.depth.length) {
      this.depth = copyInto(new Int32Array(2 * node), this.depth);
      this.self = copyInto(new Float64Array(2 * node), this.self);
    }
    this.depth[node] = depth;
    return this.nodes.add(parent, func);
  }

  /** `order`: new FuncIndex → interned one, only functions that have a node; `rank`: the way back. */
  private rankFunctions(): { order: Int32Array; rank: Int32Array } {
    const { name, file, length } = this.functions;
    const { nodes } = this;
    const rank = new Int32Array(length);
    for (let node = 0; node < nodes.length; node++) {
      rank[nodes.func[node]] = 1;
    }
    const order = Int32Array.from(rank.keys())
      .filter((func) => rank[func] === 1)
      .sort((a, b) => compareText(name[a], name[b]) || compareText(file[a], file[b]));
    order.forEach((func, position) => (rank[func] = position));
    return { order, rank };
  }

  /** Walks the sorted children and writes the columns in pre-order; `cum` is left at 0. */
  private layOut(rank: Int32Array) {
    const { nodes } = this;
    const { length, firstChild, nextSibling } = nodes;
    const func = new Int32Array(length);
    const parent = new Int32Array(length);
    const depth = new Int32Array(length);
    const subtreeEnd = new Int32Array(length);
    const self = new Float64Array(length);
    const position = new Int32Array(length);
    let written = 0;
    let node = firstChild[ROOT + 1];
    while (node >= 0) {
      position[node] = written;
      func[written] = rank[nodes.func[node]];
      parent[written] = nodes.parent[node] === ROOT ? -1 : position[nodes.parent[node]];
      depth[written] = this.depth[node];
      self[written] = this.self[node];
      written++;
      if (firstChild[node + 1] >= 0) {
        node = firstChild[node + 1];
        continue;
      }
      // The subtree of `node` is complete, and so is that of every ancestor whose last child this was.
      subtreeEnd[position[node]] = written;
      while (nextSibling[node] < 0 && nodes.parent[node] !== ROOT) {
        node = nodes.parent[node];
        subtreeEnd[position[node]] = written;
      }
      node = nextSibling[node];
    }
    return { func, parent, depth, subtreeEnd, self, cum: new Float64Array(length) };
  }

  private buildFunctions(order: Int32Array, func: Int32Array, self: Float64Array): FunctionTable {
    const { functions } = this;
    const selfOf = new Float64Array(order.length);
    for (let node = 0; node < func.length; node++) {
      selfOf[func[node]] += self[node];
    }
    const line = new Int32Array(order.length);
    const hotLine = new Int32Array(order.length).fill(-1);
    const hotLineShare = new Float64Array(order.length);
    order.forEach((interned, position) => {
      const start = functions.startLine[interned];
      line[position] = start > 0 ? start : functions.smallestLine[interned];
      const hot = functions.hotLine(interned);
      if (hot !== null && selfOf[position] > 0) {
        hotLine[position] = hot.line;
        hotLineShare[position] = Math.min(1, hot.weight / selfOf[position]);
      }
    });
    const pick = (texts: readonly string[]): string[] => Array.from(order, (interned) => texts[interned]);
    return {
      length: order.length,
      name: pick(functions.name),
      file: pick(functions.file),
      line,
      module: pick(functions.module),
      hotLine,
      hotLineShare,
    };
  }
}

/** By UTF-16 code unit: the same everywhere, unlike a collation. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
