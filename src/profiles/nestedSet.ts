/**
 * The nested-set form of a call tree: what a Grafana flame graph frame holds, as plain columns.
 *
 *   level  label  value  self
 *     0    total    3     0       rows in pre-order; a row's parent is the nearest row above it one level up
 *     1    A        3     1
 *     2    B        2     2
 *
 * Row 0 is a synthetic root, `total`; it is no function and is dropped on decoding. Same rules as
 * `@grafana/flamegraph`'s frames; `file` and `line` are ours, where the source knows them.
 */
import { type CallTree } from './callTree';
import { CallTreeBuilder, type CallTreeInfo, ROOT } from './callTreeBuilder';
import { MAX_DEPTH } from './limits';
import { ProfileFormatError } from './profileFormatError';

/** A text column: plain strings, or an enum's indexes and texts. */
export type TextColumn = readonly string[] | { readonly index: ArrayLike<number>; readonly text: readonly string[] };

export interface NestedSetColumns {
  readonly level: ArrayLike<number>;
  /** cum, in the unit of the frame */
  readonly value: ArrayLike<number>;
  readonly self: ArrayLike<number>;
  readonly label: TextColumn;
  readonly file?: TextColumn;
  /** line of the function; -1 where unknown */
  readonly line?: ArrayLike<number>;
}

export interface EncodedNestedSet {
  readonly level: number[];
  readonly value: number[];
  readonly self: number[];
  readonly labelIndex: number[];
  readonly labelText: string[];
  readonly fileIndex: number[];
  readonly fileText: string[];
  readonly line: number[];
}

export const SYNTHETIC_ROOT = 'total';

/** `value` may differ from self + children by rounding, relative to the row. */
const VALUE_TOLERANCE = 1e-6;

/**
 * Columns of a flame graph frame → call tree. Sibling rows of one function are merged.
 *
 * @throws ProfileFormatError that names the row: unequal columns, a skipped level, a label without text, a value that
 *   is not self + children
 */
export function decodeNestedSet(columns: NestedSetColumns, info: CallTreeInfo): CallTree {
  const { level, value, self, line } = columns;
  const length = level.length;
  const label = textReader('label', columns.label, length);
  const file = columns.file === undefined ? null : textReader('file', columns.file, length);
  checkColumn('value', value, length);
  checkColumn('self', self, length);
  if (line !== undefined) {
    checkColumn('line', line, length);
  }
  const builder = new CallTreeBuilder('nested set');
  // A lone `total` is how an empty answer looks; several rows at level 0 mean a frame without synthetic root.
  const skipped = length > 0 && label(0) === SYNTHETIC_ROOT && hasOneRoot(level) ? 1 : 0;
  const path: number[] = [];
  const rowOnPath: number[] = [];
  const childSum = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const at = level[row];
    if (!(Number.isInteger(at) && at >= 0 && at <= path.length && at < MAX_DEPTH) || (row === 0 && at !== 0)) {
      fail(row, `a level from 0 to ${Math.min(path.length, MAX_DEPTH)}`, at);
    }
    path.length = rowOnPath.length = at;
    rowOnPath.push(row);
    if (at > 0) {
      childSum[rowOnPath[at - 1]] += value[row];
    }
    if (row < skipped) {
      path.push(ROOT);
      if (self[row] > 0) {
        fail(row, 'no self weight in the synthetic root', self[row]);
      }
      continue;
    }
    const name = label(row);
    const func = builder.functions.intern({ name, file: file === null ? '' : file(row) });
    if (line !== undefined) {
      builder.functions.noteLine(func, line[row]);
    }
    const node = builder.child(at === 0 ? ROOT : path[at - 1], func);
    builder.addSelf(node, self[row]);
    path.push(node);
  }
  checkValues(value, self, childSum);
  return builder.build({ ...info, sampleCount: info.sampleCount ?? null });
}

/** Call tree → columns, with the synthetic root that flame graph panels expect. */
export function encodeNestedSet(tree: CallTree): EncodedNestedSet {
  const { length, functions, depth, func, cum, self } = tree;
  const labels = new TextInterner([SYNTHETIC_ROOT]);
  const files = new TextInterner(['']);
  const labelOf = functions.name.map((name) => labels.intern(name));
  const fileOf = functions.file.map((file) => files.intern(file));
  const encoded: EncodedNestedSet = {
    level: [0],
    value: [tree.total],
    self: [0],
    labelIndex: [0],
    labelText: labels.text,
    fileIndex: [0],
    fileText: files.text,
    line: [-1],
  };
  for (let node = 0; node < length; node++) {
    const f = func[node];
    encoded.level.push(depth[node] + 1);
    encoded.value.push(cum[node]);
    encoded.self.push(self[node]);
    encoded.labelIndex.push(labelOf[f]);
    encoded.fileIndex.push(fileOf[f]);
    encoded.line.push(functions.line[f]);
  }
  return encoded;
}

class TextInterner {
  private readonly indexOf = new Map<string, number>();

  constructor(readonly text: string[]) {
    text.forEach((entry, index) => this.indexOf.set(entry, index));
  }

  intern(entry: string): number {
    let index = this.indexOf.get(entry);
    if (index === undefined) {
      index = this.text.push(entry) - 1;
      this.indexOf.set(entry, index);
    }
    return index;
  }
}

function fail(row: number, expected: string, found: unknown): never {
  throw new ProfileFormatError({ format: 'nested set', where: `row ${row}`, expected, found: String(found) });
}

function checkColumn(name: string, column: ArrayLike<number>, length: number): void {
  if (column.length !== length) {
    throw new ProfileFormatError({
      format: 'nested set',
      where: `column ${name}`,
      expected: `${length} values, as many as levels`,
      found: String(column.length),
    });
  }
}

function textReader(name: string, column: TextColumn, length: number): (row: number) => string {
  const plain = 'index' in column ? null : column;
  const { index, text } = 'index' in column ? column : { index: { length: column.length }, text: column };
  checkColumn(name, index, length);
  return (row) => {
    const entry = plain === null ? text[index[row]] : plain[row];
    if (typeof entry !== 'string') {
      fail(row, `a text in column ${name}`, plain === null ? `index ${index[row]} of ${text.length} texts` : entry);
    }
    return entry;
  };
}

function hasOneRoot(level: ArrayLike<number>): boolean {
  for (let row = 1; row < level.length; row++) {
    if (level[row] === 0) {
      return false;
    }
  }
  return true;
}

function checkValues(value: ArrayLike<number>, self: ArrayLike<number>, childSum: Float64Array): void {
  for (let row = 0; row < value.length; row++) {
    const sum = self[row] + childSum[row];
    if (!(Math.abs(value[row] - sum) <= VALUE_TOLERANCE * Math.max(value[row], sum))) {
      fail(row, `value ${sum} (self and the rows below it added)`, value[row]);
    }
  }
}
