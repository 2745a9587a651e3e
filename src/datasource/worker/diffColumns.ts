import { alignCallTrees } from '../../profiles/alignCallTrees';
import type { CallTree } from '../../profiles/callTree';
import { profileColumns, type ProfileColumns } from './profileColumns';

/** Two profiles over one another: `value` and `self` are those before, the others those after. */
export interface DiffColumns extends ProfileColumns {
  readonly valueRight: Float64Array<ArrayBuffer>;
  readonly selfRight: Float64Array<ArrayBuffer>;
}

/** Θ(nodes of both). */
export function diffColumns(before: CallTree, after: CallTree): DiffColumns {
  const { tree, before: left, after: right } = alignCallTrees(before, after);
  return {
    ...profileColumns(tree),
    value: underRoot(before.total, left.cum),
    self: underRoot(0, left.self),
    valueRight: underRoot(after.total, right.cum),
    selfRight: underRoot(0, right.self),
  };
}

/** Row 0 is the synthetic root. */
function underRoot(first: number, column: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const rows = new Float64Array(column.length + 1);
  rows[0] = first;
  rows.set(column, 1);
  return rows;
}
