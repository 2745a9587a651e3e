/**
 * Library calls as the reader meets them: everything below the library function that owned code called counts as that
 * function (PerfView's entry groups), so that `regexp.MustCompile` and `regexp.Compile` with all their internals are one
 * subject, and callers are read at owned code.
 *
 * A call that only passes on is followed down inside its package: MustCompile → Compile → compile is `regexp.compile`.
 */
import type { FuncIndex, NodeIndex } from '../profiles/callTree';
import type { AnalysisContext } from './context';
import { addTo, heaviestOf, type Anchors, type Weights } from './neighbours';
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

interface GroupInMaking extends LibraryGroup {
  weight: number;
  readonly entryFuncs: FuncIndex[];
  readonly anchors: Array<readonly [NodeIndex, number]>;
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
  const { tree, facts, exclusive, projection } = context;
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
  const groups = new Map<FuncIndex, GroupInMaking>();
  for (const [entryFunc, nodes] of nodesOfEntry) {
    const func = resolveEntry(context, entryFunc, nodes);
    const group: GroupInMaking = groups.get(func) ?? {
      func,
      weight: 0,
      entryFuncs: [],
      callers: new Map(),
      anchors: [],
      allocated: new Map(),
    };
    group.entryFuncs.push(entryFunc);
    for (const node of nodes) {
      const weight = exclusive.entryWeight[node];
      const caller = tree.func[projection.owned[node]];
      group.weight += weight;
      group.anchors.push([node, weight]);
      addTo(group.callers, caller, weight);
      addTo(
        group.allocated,
        caller,
        exclusive.allocatedBefore[tree.subtreeEnd[node]] - exclusive.allocatedBefore[node]
      );
    }
    groups.set(func, group);
  }
  return groups;
}
