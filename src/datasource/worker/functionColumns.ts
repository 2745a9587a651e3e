/** The functions of a profile as a flat table, heaviest own weight first. */
import { computeFunctionCounts } from '../../analysis';
import type { CallTree } from '../../profiles/callTree';
import { cutOffFunction } from './hiddenShare';

/** Row → function. Every typed column is a buffer of its own, so it can be handed over. */
export interface FunctionColumns {
  readonly name: readonly string[];
  /** '' where unknown */
  readonly file: readonly string[];
  /** −1 where unknown */
  readonly line: Int32Array<ArrayBuffer>;
  /** weight of the stacks that end in it, in the unit of the profile */
  readonly self: Float64Array<ArrayBuffer>;
  /** weight of the stacks that contain it; a stack counts once however often the function recurs in it */
  readonly cum: Float64Array<ArrayBuffer>;
  /** number of functions that stand directly above it somewhere, itself left out */
  readonly callers: Int32Array<ArrayBuffer>;
}

/**
 * What the node limit cut off is no function: a notice says how much it is.
 * Θ(nodes + functions · log functions). Ties by cum, then by order of names.
 */
export function functionColumns(tree: CallTree): FunctionColumns {
  const { name, file, line, length } = tree.functions;
  const { self, cum } = computeFunctionCounts(tree);
  const callers = countCallers(tree);
  const cutOff = cutOffFunction(tree.functions);
  const order = Int32Array.from({ length }, (_, f) => f)
    .filter((f) => f !== cutOff)
    .sort((a, b) => self[b] - self[a] || cum[b] - cum[a] || a - b);
  return {
    name: Array.from(order, (f) => name[f]),
    file: Array.from(order, (f) => file[f]),
    line: order.map((f) => line[f]),
    self: Float64Array.from(order, (f) => self[f]),
    cum: Float64Array.from(order, (f) => cum[f]),
    callers: order.map((f) => callers[f]),
  };
}

/** Nodes sorted by function; a caller is marked with the last function that it was counted for. */
function countCallers({ length, func, parent, functions }: CallTree): Int32Array {
  const start = new Int32Array(functions.length + 1);
  for (let node = 0; node < length; node++) {
    start[func[node] + 1]++;
  }
  for (let f = 0; f < functions.length; f++) {
    start[f + 1] += start[f];
  }
  const byFunction = new Int32Array(length);
  const next = start.slice(0, functions.length);
  for (let node = 0; node < length; node++) {
    byFunction[next[func[node]]++] = node;
  }
  const callers = new Int32Array(functions.length);
  const countedFor = new Int32Array(functions.length).fill(-1);
  for (const node of byFunction) {
    const f = func[node];
    const caller = parent[node] < 0 ? f : func[parent[node]];
    if (caller !== f && countedFor[caller] !== f) {
      countedFor[caller] = f;
      callers[f]++;
    }
  }
  return callers;
}
