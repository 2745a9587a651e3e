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
 *
 * Left out on purpose: hot lines. Grafana's own frame cannot carry them, and both frames have to lead to the same
 * answer.
 */
import { type CallTree, type FuncIndex } from './callTree';
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

/** Columns with a buffer each, so that they can be handed to another thread. */
export interface NestedSetBuffers {
  readonly level: Int32Array<ArrayBuffer>;
  /** cum and self, in the unit of the tree */
  readonly value: Float64Array<ArrayBuffer>;
  readonly self: Float64Array<ArrayBuffer>;
  readonly labelIndex: Int32Array<ArrayBuffer>;
  readonly labelText: string[];
  readonly fileIndex: Int32Array<ArrayBuffer>;
  readonly fileText: string[];
  readonly line: Int32Array<ArrayBuffer>;
}

/** The same as plain arrays: what JSON holds. */
export type EncodedNestedSet = {
  readonly [Name in keyof NestedSetBuffers]: NestedSetBuffers[Name] extends string[] ? string[] : number[];
};

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
  const label = toEnum('label', columns.label, length);
  const file = columns.file === undefined ? null : toEnum('file', columns.file, length);
  checkColumn('value', value, length);
  checkColumn('self', self, length);
  if (line !== undefined) {
    checkColumn('line', line, length);
  }
  const builder = new CallTreeBuilder('nested set');
  const functionOf = createFunctionReader({ label, file, line }, builder);
  // A lone `total` is how an empty answer looks; several rows at level 0 mean a frame without synthetic root.
  const skipped = length > 0 && label.text[label.index[0]] === SYNTHETIC_ROOT && hasOneRoot(level) ? 1 : 0;
  /** row → its node; level → latest row on it, which is the parent of the next row one level down */
  const nodeOf = new Int32Array(length);
  let rowAt = new Int32Array(64);
  const childSum = new Float64Array(length);
  /** level of the row before */
  let previous = -1;
  for (let row = 0; row < length; row++) {
    const at = level[row];
    if (!(at >= 0 && at <= previous + 1 && at < MAX_DEPTH && Number.isInteger(at))) {
      fail(row, `a level from 0 to ${Math.min(previous + 1, MAX_DEPTH)}`, at);
    }
    previous = at;
    if (at === rowAt.length) {
      const wider = new Int32Array(2 * at);
      wider.set(rowAt);
      rowAt = wider;
    }
    rowAt[at] = row;
    const parentRow = at === 0 ? -1 : rowAt[at - 1];
    if (parentRow >= 0) {
      childSum[parentRow] += value[row];
    }
    if (row < skipped) {
      nodeOf[row] = ROOT;
      if (self[row] > 0) {
        fail(row, 'no self weight in the synthetic root', self[row]);
      }
      continue;
    }
    nodeOf[row] = builder.child(parentRow < 0 ? ROOT : nodeOf[parentRow], functionOf(row));
    builder.addSelf(nodeOf[row], self[row]);
  }
  checkValues(value, self, childSum);
  return builder.build({ ...info, sampleCount: info.sampleCount ?? null });
}

/** Call tree → columns, with the synthetic root that flame graph panels expect. Θ(nodes). */
export function encodeNestedSetBuffers(tree: CallTree): NestedSetBuffers {
  const { length, functions, depth, func, cum, self, total } = tree;
  const labels = new TextInterner([SYNTHETIC_ROOT]);
  const files = new TextInterner(['']);
  const labelOf = Int32Array.from(functions.name, (name) => labels.intern(name));
  const fileOf = Int32Array.from(functions.file, (file) => files.intern(file));
  const lineOf = functions.line;
  const level = new Int32Array(length + 1);
  const labelIndex = new Int32Array(length + 1);
  const fileIndex = new Int32Array(length + 1);
  const line = new Int32Array(length + 1);
  line[0] = -1;
  for (let node = 0; node < length; node++) {
    const f = func[node];
    level[node + 1] = depth[node] + 1;
    labelIndex[node + 1] = labelOf[f];
    fileIndex[node + 1] = fileOf[f];
    line[node + 1] = lineOf[f];
  }
  return {
    level,
    value: withRoot(total, cum),
    self: withRoot(0, self),
    labelIndex,
    labelText: labels.text,
    fileIndex,
    fileText: files.text,
    line,
  };
}

function withRoot(root: number, column: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const values = new Float64Array(column.length + 1);
  values[0] = root;
  values.set(column, 1);
  return values;
}

/** As {@link encodeNestedSetBuffers}, in plain arrays. */
export function encodeNestedSet(tree: CallTree): EncodedNestedSet {
  const { labelText, fileText, ...columns } = encodeNestedSetBuffers(tree);
  return {
    level: [...columns.level],
    value: [...columns.value],
    self: [...columns.self],
    labelIndex: [...columns.labelIndex],
    labelText,
    fileIndex: [...columns.fileIndex],
    fileText,
    line: [...columns.line],
  };
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

interface EnumColumn {
  readonly name: string;
  readonly index: ArrayLike<number>;
  readonly text: readonly string[];
}

function toEnum(name: string, column: TextColumn, length: number): EnumColumn {
  if ('index' in column) {
    checkColumn(name, column.index, length);
    return { name, ...column };
  }
  checkColumn(name, { length: column.length }, length);
  const texts = new TextInterner([]);
  return { name, index: column.map((entry) => texts.intern(entry)), text: texts.text };
}

function textAt({ name, index, text }: EnumColumn, row: number): string {
  const entry = text[index[row]];
  return typeof entry === 'string'
    ? entry
    : fail(row, `a text in column ${name}`, `index ${index[row]} of ${text.length} texts`);
}

/**
 * Row → function. A label nearly always stands in one file, so its latest file and function are remembered: two array
 * reads a row instead of two string lookups (half the decoding time of 425 k rows).
 */
function createFunctionReader(
  { label, file, line }: { label: EnumColumn; file: EnumColumn | null; line: ArrayLike<number> | undefined },
  builder: CallTreeBuilder
): (row: number) => FuncIndex {
  const latestFunc = new Int32Array(label.text.length).fill(-1);
  const latestFile = new Int32Array(label.text.length);
  return (row) => {
    const labelIndex = label.index[row];
    const fileIndex = file === null ? 0 : file.index[row];
    let func = latestFunc[labelIndex];
    if (!(func >= 0) || latestFile[labelIndex] !== fileIndex) {
      func = builder.functions.intern({ name: textAt(label, row), file: file === null ? '' : textAt(file, row) });
      latestFunc[labelIndex] = func;
      latestFile[labelIndex] = fileIndex;
    }
    if (line !== undefined) {
      builder.functions.noteLine(func, line[row]);
    }
    return func;
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
