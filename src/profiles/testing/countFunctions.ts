/**
 * Self, cum and edges of every function as pprof counts them: by name, each stack once, self-edges dropped.
 *
 * The plain, slow reading of the rules, for comparison with goldens; the product counts in `analysis/`.
 */
import { type CallTree } from '../callTree';

export interface FunctionCounts {
  readonly self: number;
  readonly cum: number;
}

export interface Counts {
  readonly functions: ReadonlyMap<string, FunctionCounts>;
  /** caller → callee → weight */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export function countFunctions(tree: CallTree): Counts {
  const functions = new Map<string, { self: number; cum: number }>();
  const edges = new Map<string, Map<string, number>>();
  const path: string[] = [];
  for (let node = 0; node < tree.length; node++) {
    const name = tree.functions.name[tree.func[node]];
    path.length = tree.depth[node];
    const counts = functions.get(name) ?? { self: 0, cum: 0 };
    functions.set(name, counts);
    counts.self += tree.self[node];
    if (!path.includes(name)) {
      counts.cum += tree.cum[node];
    }
    const caller = path[path.length - 1];
    if (caller !== undefined && caller !== name && !isEdgeOnPath(path, caller, name)) {
      const callees = edges.get(caller) ?? new Map<string, number>();
      edges.set(caller, callees);
      callees.set(name, (callees.get(name) ?? 0) + tree.cum[node]);
    }
    path.push(name);
  }
  return { functions, edges };
}

function isEdgeOnPath(path: readonly string[], caller: string, callee: string): boolean {
  return path.some((name, i) => i > 0 && name === callee && path[i - 1] === caller);
}
