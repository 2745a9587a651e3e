/**
 * Library calls as the reader meets them: everything below the library function that owned code called counts as that
 * function (PerfView's entry groups), so that `regexp.MustCompile` and `regexp.Compile` with all their internals are
 * one subject, and callers are read at owned code.
 *
 * A call that only passes on is followed down inside its package: MustCompile → Compile → compile is `regexp.compile`.
 */
import type { FuncIndex, NodeIndex } from '../profiles/callTree';
import { anchorsAt, type Anchors } from './anchors';
import type { AnalysisContext } from './context';
import { addTo, heaviestOf, type Weights } from './neighbours';
import { OWNED, RUNTIME, UNRESOLVED } from './ownership';

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
}

const MAX_STEPS_DOWN = 8;

/** Follows a pass-through entry down as long as one function of its own package takes (nearly) all of it. */
function resolveEntry(
  { tree, facts, thresholds }: AnalysisContext,
  entryFunc: FuncIndex,
  entryNodes: readonly NodeIndex[]
): FuncIndex {
  let func = entryFunc;
  let nodes = entryNodes;
  for (let step = 0; step < MAX_STEPS_DOWN; step++) {
    let whole = 0;
    const children: Weights = new Map();
    const next: NodeIndex[] = [];
    for (const node of nodes) {
      whole += tree.cum[node];
      for (let child = node + 1; child < tree.subtreeEnd[node]; child = tree.subtreeEnd[child]) {
        addTo(children, tree.func[child], tree.cum[child]);
        next.push(child);
      }
    }
    const top = heaviestOf(children);
    if (
      top.func < 0 ||
      top.func === func ||
      top.weight < thresholds.sameCall * whole ||
      facts.ownership[top.func] === OWNED ||
      facts.parsed[top.func].scope !== facts.parsed[func].scope
    ) {
      return func;
    }
    func = top.func;
    nodes = next.filter((child) => tree.func[child] === func);
  }
  return func;
}

/** Groups of library entries below owned code, by the function that stands for them. Runtime entries are not calls. */
export function computeLibraryGroups(context: AnalysisContext): ReadonlyMap<FuncIndex, LibraryGroup> {
  const { tree, facts, exclusive } = context;
  const nodesOfEntry = new Map<FuncIndex, NodeIndex[]>();
  for (const node of exclusive.entries) {
    const g = tree.func[node];
    if (facts.ownership[g] < RUNTIME || facts.ownership[g] === UNRESOLVED) {
      const known = nodesOfEntry.get(g);
      if (known === undefined) {
        nodesOfEntry.set(g, [node]);
      } else {
        known.push(node);
      }
    }
  }
  const entriesOf = new Map<FuncIndex, FuncIndex[]>();
  for (const [entryFunc, nodes] of nodesOfEntry) {
    const func = resolveEntry(context, entryFunc, nodes);
    entriesOf.set(func, [...(entriesOf.get(func) ?? []), entryFunc]);
  }
  const groups = new Map<FuncIndex, LibraryGroup>();
  for (const [func, entryFuncs] of entriesOf) {
    const nodes = entryFuncs.flatMap((entry) => nodesOfEntry.get(entry) ?? []);
    groups.set(func, buildGroup(context, { func, entryFuncs, nodes }));
  }
  return groups;
}

function buildGroup(
  { tree, exclusive, projection }: AnalysisContext,
  { func, entryFuncs, nodes }: { func: FuncIndex; entryFuncs: readonly FuncIndex[]; nodes: readonly NodeIndex[] }
): LibraryGroup {
  const { entryWeight, allocatedBefore } = exclusive;
  const callers: Weights = new Map();
  const allocated: Weights = new Map();
  let weight = 0;
  for (const node of nodes) {
    const caller = tree.func[projection.owned[node]];
    const inAllocator = allocatedBefore[tree.subtreeEnd[node]] - allocatedBefore[node];
    weight += entryWeight[node];
    addTo(callers, caller, entryWeight[node]);
    if (inAllocator > 0) {
      addTo(allocated, caller, inAllocator);
    }
  }
  return { func, weight, entryFuncs, callers, anchors: anchorsAt(nodes, (node) => entryWeight[node]), allocated };
}
