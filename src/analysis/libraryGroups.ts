/**
 * Library calls as the reader meets them: everything below the library function that owned code called counts as that
 * function (PerfView's entry groups), so that `regexp.MustCompile` and `regexp.Compile` with all their internals are
 * one subject, and callers are read at owned code.
 *
 * A call that only passes on is followed down inside its package: MustCompile → Compile → compile is `regexp.compile`.
 *
 * A large profile has thousands of groups and rows for some twenty: of the others nothing but the weight is computed.
 */
import type { CallTree, FuncIndex } from '../profiles/callTree';
import type { Anchors } from './anchors';
import type { AnalysisContext } from './context';
import type { ExclusiveWeights } from './exclusive';
import { FunctionSums } from './functionSums';
import type { Weights } from './neighbours';
import { OWNED, RUNTIME, UNRESOLVED } from './codes';
import { NodeList } from './nodeLists';
import { inPieces } from './pieces';

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

/** Nodes of one function: a part of a column. */
interface NodeRange {
  readonly nodes: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Follows a pass-through entry down as long as one function of its own package takes (nearly) all of it. */
function resolveEntry(
  { tree, facts, thresholds, sums }: AnalysisContext,
  entryFunc: FuncIndex,
  entries: NodeRange
): FuncIndex {
  const { func: nodeFunc, cum, subtreeEnd } = tree;
  let func = entryFunc;
  let range = entries;
  for (let step = 0; step < MAX_STEPS_DOWN; step++) {
    const { nodes, from, to } = range;
    let whole = 0;
    for (let k = from; k < to; k++) {
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
    range = childrenOf(tree, range, top.func);
    func = top.func;
  }
  return func;
}

function childrenOf({ func, subtreeEnd }: CallTree, { nodes, from, to }: NodeRange, wanted: FuncIndex): NodeRange {
  const children = new NodeList(to - from);
  for (let k = from; k < to; k++) {
    const end = subtreeEnd[nodes[k]];
    for (let child = nodes[k] + 1; child < end; child = subtreeEnd[child]) {
      if (func[child] === wanted) {
        children.push(child);
      }
    }
  }
  const found = children.take();
  return { nodes: found, from: 0, to: found.length };
}

/** Entries of library functions as columns, by function: a counting sort. Runtime entries are no calls. */
interface Entries extends Pick<AnalysisContext, 'sums'>, Pick<CallTree, 'subtreeEnd'> {
  readonly allocatedWithin: ExclusiveWeights['allocatedWithin'];
  /** library functions that owned code calls, in the order of their first entry */
  readonly funcs: readonly FuncIndex[];
  /** FuncIndex → first of its entries; the next function's is the end */
  readonly starts: Int32Array;
  readonly nodes: Int32Array;
  readonly weights: Float64Array;
  /** owned function that makes the call */
  readonly callers: Int32Array;
}

/** What the counting sort reads and writes. */
interface SortingEntries {
  readonly context: AnalysisContext;
  readonly funcs: FuncIndex[];
  /** FuncIndex + 1 → number of entries, then FuncIndex → its first */
  readonly starts: Int32Array;
  /** FuncIndex → where its next entry goes */
  next: Int32Array;
  nodes: Int32Array;
  weights: Float64Array;
  callers: Int32Array;
}

function entriesByFunction(context: AnalysisContext): Entries {
  const { tree, facts, exclusive, sums } = context;
  const { length } = exclusive.entries;
  const functionCount = facts.ownership.length;
  const state: SortingEntries = {
    context,
    funcs: [],
    starts: new Int32Array(functionCount + 1),
    next: new Int32Array(0),
    nodes: new Int32Array(0),
    weights: new Float64Array(0),
    callers: new Int32Array(0),
  };
  inPieces(length, state, countEntries);
  const { starts } = state;
  inPieces(functionCount, starts, addUp);
  const count = starts[functionCount];
  state.next = starts.slice(0, functionCount);
  state.nodes = new Int32Array(count);
  state.weights = new Float64Array(count);
  state.callers = new Int32Array(count);
  inPieces(length, state, sortEntries);
  const { funcs, nodes, weights, callers } = state;
  const { subtreeEnd } = tree;
  const { allocatedWithin } = exclusive;
  return { sums, subtreeEnd, allocatedWithin, funcs, starts, nodes, weights, callers };
}

/** Runtime frames are the caller's own doing, no calls. */
const isCall = (ownership: number) => ownership < RUNTIME || ownership === UNRESOLVED;

function countEntries({ context, funcs, starts }: SortingEntries, from: number, to: number): void {
  const { nodes } = context.exclusive.entries;
  const { func: funcOf } = context.tree;
  const { ownership } = context.facts;
  for (let k = from; k < to; k++) {
    const func = funcOf[nodes[k]];
    if (isCall(ownership[func]) && starts[func + 1]++ === 0) {
      funcs.push(func);
    }
  }
}

function addUp(starts: Int32Array, from: number, to: number): void {
  for (let f = from; f < to; f++) {
    starts[f + 1] += starts[f];
  }
}

function sortEntries(state: SortingEntries, from: number, to: number): void {
  const { next, nodes, weights, callers } = state;
  const { exclusive, tree, facts, projection } = state.context;
  const { nodes: allNodes, weights: allWeights } = exclusive.entries;
  const { func: funcOf } = tree;
  const { ownership } = facts;
  const { owned } = projection;
  for (let k = from; k < to; k++) {
    const node = allNodes[k];
    const func = funcOf[node];
    if (isCall(ownership[func])) {
      const at = next[func]++;
      nodes[at] = node;
      weights[at] = allWeights[k];
      callers[at] = funcOf[owned[node]];
    }
  }
}

/** Groups of library entries below owned code, by the function that stands for them. Runtime entries are not calls. */
export function computeLibraryGroups(context: AnalysisContext): ReadonlyMap<FuncIndex, LibraryGroup> {
  const entries = entriesByFunction(context);
  const { funcs, starts, nodes } = entries;
  const entryFuncsOf = new Map<FuncIndex, FuncIndex[]>();
  for (const entryFunc of funcs) {
    const func = resolveEntry(context, entryFunc, { nodes, from: starts[entryFunc], to: starts[entryFunc + 1] });
    const known = entryFuncsOf.get(func);
    if (known === undefined) {
      entryFuncsOf.set(func, [entryFunc]);
    } else {
      known.push(entryFunc);
    }
  }
  const groups = new Map<FuncIndex, LibraryGroup>();
  for (const [func, entryFuncs] of entryFuncsOf) {
    groups.set(func, new LazyGroup(func, entryFuncs, entries));
  }
  return groups;
}

/** A group that works out what is asked of it; each answer is kept. */
class LazyGroup implements LibraryGroup {
  /** {@link NodeList.kept} */
  static readonly kept = new LazyGroup(-1, [], {
    sums: FunctionSums.kept,
    subtreeEnd: new Int32Array(0),
    allocatedWithin: () => 0,
    funcs: [],
    starts: new Int32Array(0),
    nodes: new Int32Array(0),
    weights: new Float64Array(0),
    callers: new Int32Array(0),
  });

  readonly weight: number;
  private knownCallers: Weights | null = null;
  private knownAllocated: Weights | null = null;
  private knownAnchors: Anchors | null = null;

  constructor(
    readonly func: FuncIndex,
    readonly entryFuncs: readonly FuncIndex[],
    private readonly entries: Entries
  ) {
    let weight = 0;
    for (const entry of entryFuncs) {
      for (let k = entries.starts[entry]; k < entries.starts[entry + 1]; k++) {
        weight += entries.weights[k];
      }
    }
    this.weight = weight;
  }

  get callers(): Weights {
    if (this.knownCallers === null) {
      this.addCallers();
      this.knownCallers = this.entries.sums.take();
    }
    return this.knownCallers;
  }

  get allocated(): Weights {
    if (this.knownAllocated === null) {
      const { starts, nodes, callers, subtreeEnd, allocatedWithin, sums } = this.entries;
      for (const entry of this.entryFuncs) {
        for (let k = starts[entry]; k < starts[entry + 1]; k++) {
          const weight = allocatedWithin(nodes[k], subtreeEnd[nodes[k]]);
          if (weight > 0) {
            sums.add(callers[k], weight);
          }
        }
      }
      this.knownAllocated = sums.take();
    }
    return this.knownAllocated;
  }

  get anchors(): Anchors {
    if (this.knownAnchors === null) {
      const { starts, nodes, weights } = this.entries;
      const length = this.entryFuncs.reduce((sum, entry) => sum + starts[entry + 1] - starts[entry], 0);
      const picked = { length, nodes: new Int32Array(length), weights: new Float64Array(length) };
      let at = 0;
      for (const entry of this.entryFuncs) {
        picked.nodes.set(nodes.subarray(starts[entry], starts[entry + 1]), at);
        picked.weights.set(weights.subarray(starts[entry], starts[entry + 1]), at);
        at += starts[entry + 1] - starts[entry];
      }
      this.knownAnchors = picked;
    }
    return this.knownAnchors;
  }

  eachCaller(visit: (caller: FuncIndex, weight: number) => void): void {
    this.addCallers();
    this.entries.sums.drain(visit);
  }

  private addCallers(): void {
    const { starts, weights, callers, sums } = this.entries;
    for (const entry of this.entryFuncs) {
      for (let k = starts[entry]; k < starts[entry + 1]; k++) {
        sums.add(callers[k], weights[k]);
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
