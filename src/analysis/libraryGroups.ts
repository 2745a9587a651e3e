/**
 * Library calls as the reader meets them: everything below the library function that owned code called counts as that
 * function (PerfView's entry groups), so that `regexp.MustCompile` and `regexp.Compile` with all their internals are
 * one subject, and callers are read at owned code.
 *
 * A call that only passes on is followed down inside its package: MustCompile → Compile → compile is `regexp.compile`.
 *
 * A large profile has thousands of groups and rows for some twenty: of the others nothing but the weight is computed.
 */
import type { CallTree, FuncIndex, NodeIndex, ReadonlyInt32Array } from '../profiles/callTree';
import type { Anchors } from './anchors';
import type { AnalysisContext } from './context';
import type { Weights } from './neighbours';
import { OWNED, RUNTIME, UNRESOLVED } from './codes';

export interface LibraryGroup {
  /** the function that stands for the group */
  readonly func: FuncIndex;
  readonly weight: number;
  /** library functions that owned code calls into the group */
  readonly entryFuncs: readonly FuncIndex[];
  /** owned function → weight it brings */
  readonly callers: Weights;
  /** entry nodes with the weight below them */
  readonly anchors: Anchors;
  /** allocator weight below the entries, by owned caller */
  readonly allocated: Weights;
  /** as `callers`, without keeping them */
  readonly eachCaller: (visit: (caller: FuncIndex, weight: number) => void) => void;
}

/** Of every function that calls libraries: the group that it spends most in. */
export interface TopGroups {
  get(caller: FuncIndex): { readonly group: LibraryGroup; readonly weight: number } | undefined;
}

const MAX_STEPS_DOWN = 8;

/** Follows a pass-through entry down as long as one function of its own package takes (nearly) all of it. */
function resolveEntry(
  { tree, facts, thresholds, sums }: AnalysisContext,
  entryFunc: FuncIndex,
  entryNodes: ReadonlyInt32Array
): FuncIndex {
  const { func: nodeFunc, cum, subtreeEnd } = tree;
  let func = entryFunc;
  let nodes: ArrayLike<NodeIndex> = entryNodes;
  for (let step = 0; step < MAX_STEPS_DOWN; step++) {
    let whole = 0;
    for (let k = 0; k < nodes.length; k++) {
      const node = nodes[k];
      const end = subtreeEnd[node];
      whole += cum[node];
      for (let child = node + 1; child < end; child = subtreeEnd[child]) {
        sums.add(nodeFunc[child], cum[child]);
      }
    }
    const top = sums.takeHeaviest();
    if (
      top.func < 0 ||
      top.func === func ||
      top.weight < thresholds.sameCall * whole ||
      facts.ownership[top.func] === OWNED ||
      facts.parsed[top.func].scope !== facts.parsed[func].scope
    ) {
      return func;
    }
    nodes = childrenOf(tree, nodes, top.func);
    func = top.func;
  }
  return func;
}

function childrenOf(
  { func, subtreeEnd }: CallTree,
  nodes: ArrayLike<NodeIndex>,
  wanted: FuncIndex
): readonly NodeIndex[] {
  const children: NodeIndex[] = [];
  for (let k = 0; k < nodes.length; k++) {
    const end = subtreeEnd[nodes[k]];
    for (let child = nodes[k] + 1; child < end; child = subtreeEnd[child]) {
      if (func[child] === wanted) {
        children.push(child);
      }
    }
  }
  return children;
}

/** Entries of every library function: indexes into `exclusive.entries`, a counting sort. Runtime entries are no calls. */
function entriesByFunction({ tree, facts, exclusive }: AnalysisContext): {
  funcs: readonly FuncIndex[];
  entriesOf: (func: FuncIndex) => Int32Array;
} {
  const { length, nodes } = exclusive.entries;
  const { ownership } = facts;
  const isCall = (func: FuncIndex) => ownership[func] < RUNTIME || ownership[func] === UNRESOLVED;
  const starts = new Int32Array(ownership.length + 1);
  const funcs: FuncIndex[] = [];
  for (let k = 0; k < length; k++) {
    const func = tree.func[nodes[k]];
    if (isCall(func) && starts[func + 1]++ === 0) {
      funcs.push(func);
    }
  }
  for (let f = 0; f < ownership.length; f++) {
    starts[f + 1] += starts[f];
  }
  const sorted = new Int32Array(starts[ownership.length]);
  const next = starts.slice(0, ownership.length);
  for (let k = 0; k < length; k++) {
    const func = tree.func[nodes[k]];
    if (isCall(func)) {
      sorted[next[func]++] = k;
    }
  }
  return { funcs, entriesOf: (func) => sorted.subarray(starts[func], starts[func + 1]) };
}

/** Groups of library entries below owned code, by the function that stands for them. Runtime entries are not calls. */
export function computeLibraryGroups(context: AnalysisContext): ReadonlyMap<FuncIndex, LibraryGroup> {
  const { nodes } = context.exclusive.entries;
  const { funcs, entriesOf } = entriesByFunction(context);
  const entryFuncsOf = new Map<FuncIndex, FuncIndex[]>();
  for (const entryFunc of funcs) {
    const func = resolveEntry(
      context,
      entryFunc,
      entriesOf(entryFunc).map((k) => nodes[k])
    );
    const known = entryFuncsOf.get(func);
    if (known === undefined) {
      entryFuncsOf.set(func, [entryFunc]);
    } else {
      known.push(entryFunc);
    }
  }
  const groups = new Map<FuncIndex, LibraryGroup>();
  for (const [func, entryFuncs] of entryFuncsOf) {
    groups.set(func, new LazyGroup(context, { func, entryFuncs, entries: entryFuncs.map(entriesOf) }));
  }
  return groups;
}

/** A group that works out what is asked of it; each answer is kept. */
class LazyGroup implements LibraryGroup {
  readonly func: FuncIndex;
  readonly weight: number;
  readonly entryFuncs: readonly FuncIndex[];
  /** by entry function: indexes into `exclusive.entries` */
  private readonly entries: readonly Int32Array[];
  private knownCallers: Weights | null = null;
  private knownAllocated: Weights | null = null;
  private knownAnchors: Anchors | null = null;

  constructor(
    private readonly context: AnalysisContext,
    { func, entryFuncs, entries }: { func: FuncIndex; entryFuncs: readonly FuncIndex[]; entries: readonly Int32Array[] }
  ) {
    this.func = func;
    this.entryFuncs = entryFuncs;
    this.entries = entries;
    const { weights } = context.exclusive.entries;
    let weight = 0;
    for (const list of entries) {
      for (let k = 0; k < list.length; k++) {
        weight += weights[list[k]];
      }
    }
    this.weight = weight;
  }

  get callers(): Weights {
    this.knownCallers ??= this.sumByCaller((_, weight) => weight);
    return this.knownCallers;
  }

  get allocated(): Weights {
    const { subtreeEnd } = this.context.tree;
    const { allocatedWithin } = this.context.exclusive;
    this.knownAllocated ??= this.sumByCaller((node) => allocatedWithin(node, subtreeEnd[node]));
    return this.knownAllocated;
  }

  get anchors(): Anchors {
    if (this.knownAnchors === null) {
      const { nodes, weights } = this.context.exclusive.entries;
      const length = this.entries.reduce((sum, list) => sum + list.length, 0);
      const picked = { length, nodes: new Int32Array(length), weights: new Float64Array(length) };
      let at = 0;
      for (const list of this.entries) {
        for (let k = 0; k < list.length; k++, at++) {
          picked.nodes[at] = nodes[list[k]];
          picked.weights[at] = weights[list[k]];
        }
      }
      this.knownAnchors = picked;
    }
    return this.knownAnchors;
  }

  eachCaller(visit: (caller: FuncIndex, weight: number) => void): void {
    this.addCallers((_, weight) => weight);
    this.context.sums.drain(visit);
  }

  private sumByCaller(weightOf: (node: NodeIndex, weight: number) => number): Weights {
    this.addCallers(weightOf);
    return this.context.sums.take();
  }

  private addCallers(weightOf: (node: NodeIndex, weight: number) => number): void {
    const { tree, exclusive, projection, sums } = this.context;
    const { nodes, weights } = exclusive.entries;
    for (const list of this.entries) {
      for (let k = 0; k < list.length; k++) {
        const node = nodes[list[k]];
        const weight = weightOf(node, weights[list[k]]);
        if (weight > 0) {
          sums.add(tree.func[projection.owned[node]], weight);
        }
      }
    }
  }
}

export function computeTopGroups({ facts }: AnalysisContext, groups: ReadonlyMap<FuncIndex, LibraryGroup>): TopGroups {
  const weights = new Float64Array(facts.ownership.length);
  const groupOf = new Int32Array(facts.ownership.length);
  for (const group of groups.values()) {
    group.eachCaller((caller, weight) => {
      if (weight > weights[caller]) {
        weights[caller] = weight;
        groupOf[caller] = group.func;
      }
    });
  }
  return {
    get: (caller) => {
      const group = weights[caller] > 0 ? groups.get(groupOf[caller]) : undefined;
      return group && { group, weight: weights[caller] };
    },
  };
}
