/**
 * The call tree: stacks of one profile merged by function, as columns in pre-order.
 *
 * Every decoder in this folder ends in one, and everything behind it (merge, analysis, frames) reads one. It knows
 * nothing of ownership, categories or verdicts: those are computed columns of `analysis/`.
 *
 *   A 3            node:        0  1  2  3
 *   ├ B 2          func:        A  B  C  C
 *   │ └ C 1        parent:     -1  0  1  0
 *   └ C 1          depth:       0  1  2  1
 *                  subtreeEnd:  4  3  3  4      descendants of i are exactly the nodes of [i, subtreeEnd[i])
 *                  self:        0  1  1  1
 *                  cum:         3  2  1  1
 */

/** Index of a call node, 0 … `length - 1`. Valid for one tree only: state that outlives it keeps a call path. */
export type NodeIndex = number;
/** Index into a {@link FunctionTable}. */
export type FuncIndex = number;

/** Read-only views of columns: indexing and iteration, no writing through them. */
export type ReadonlyInt32Array = Omit<
  Int32Array,
  'fill' | 'set' | 'sort' | 'reverse' | 'copyWithin' | 'buffer' | 'subarray'
> & {
  readonly [index: number]: number;
};
export type ReadonlyFloat64Array = Omit<
  Float64Array,
  'fill' | 'set' | 'sort' | 'reverse' | 'copyWithin' | 'buffer' | 'subarray'
> & {
  readonly [index: number]: number;
};

/** Functions of a tree. Identity is name + file when the file is known, else the name alone. */
export interface FunctionTable {
  readonly length: number;
  /** FuncIndex → name as the profile gives it (raw, untrusted text) */
  readonly name: readonly string[];
  /** FuncIndex → source file as the profile gives it; '' where unknown */
  readonly file: readonly string[];
  /** FuncIndex → first line of the function, else the smallest line seen in it; −1 where unknown */
  readonly line: ReadonlyInt32Array;
  /** FuncIndex → module: base name of the mapping (binary, library); '' where unknown */
  readonly module: readonly string[];
  /** FuncIndex → line that holds most of the function's own time; −1 where lines are unknown */
  readonly hotLine: ReadonlyInt32Array;
  /** FuncIndex → share (0..1) of the function's self weight that falls on `hotLine`; 0 where unknown */
  readonly hotLineShare: ReadonlyFloat64Array;
}

export interface CallTree {
  readonly length: number;
  /** NodeIndex → FuncIndex */
  readonly func: ReadonlyInt32Array;
  /** NodeIndex → NodeIndex of the parent, always smaller; −1 for a root */
  readonly parent: ReadonlyInt32Array;
  /** NodeIndex → distance from its root; 0 for a root */
  readonly depth: ReadonlyInt32Array;
  /** NodeIndex → first index after the node's subtree */
  readonly subtreeEnd: ReadonlyInt32Array;
  /** NodeIndex → weight of the stacks that end here, in `unit` */
  readonly self: ReadonlyFloat64Array;
  /** NodeIndex → self plus the cum of all children, in `unit` */
  readonly cum: ReadonlyFloat64Array;
  readonly functions: FunctionTable;
  /** unit of all weights: 'nanoseconds', 'bytes', 'count', … */
  readonly unit: string;
  /** sample type as the profile names it: 'cpu', 'wall', 'alloc_space', … ; '' where unknown */
  readonly sampleType: string;
  /** sum of all self weights */
  readonly total: number;
  /**
   * Number of samples the profile was built of, where the source says it (pprof samples, a count column);
   * null where only weights are known (the analysis then recovers it from the quantum).
   */
  readonly sampleCount: number | null;
  /** Weight of one sample where the source says it reliably; null = to be recovered from the weights. */
  readonly quantum: number | null;
}
