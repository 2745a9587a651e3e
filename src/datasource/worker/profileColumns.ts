import type { CallTree } from '../../profiles/callTree';
import { encodeNestedSetBuffers } from '../../profiles/nestedSet';

/**
 * A call tree as a nested set with one synthetic root; every column is a buffer of its own, so it can be handed over.
 */
export interface ProfileColumns {
  /** row → depth */
  readonly level: Int32Array<ArrayBuffer>;
  /** row → cum and self, in `unit` */
  readonly value: Float64Array<ArrayBuffer>;
  readonly self: Float64Array<ArrayBuffer>;
  /** row → index into the texts */
  readonly label: Int32Array<ArrayBuffer>;
  readonly labelText: readonly string[];
  readonly file: Int32Array<ArrayBuffer>;
  readonly fileText: readonly string[];
  /** row → first line of the function; −1 where unknown */
  readonly line: Int32Array<ArrayBuffer>;
}

/** Θ(nodes). */
export function profileColumns(tree: CallTree): ProfileColumns {
  const { labelIndex, fileIndex, ...columns } = encodeNestedSetBuffers(tree);
  return { ...columns, label: labelIndex, file: fileIndex };
}
