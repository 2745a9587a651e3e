/**
 * Profile frames → plain columns.
 *
 * A profile frame is a nested set in pre-order: `level`, `value` (cum), `self`, `label`, and in our own datasource's
 * frames `file` and `line`. Grafana's own Pyroscope datasource sends the first four. Labels are strings or an enum.
 *
 * Everything is **copied**: Grafana empties the arrays of frames that were superseded, and a worker takes buffers away.
 */
import { type DataFrame, type Field, FieldType } from '@grafana/data';

/** Strings stored once: row i reads `text[index[i]]`. */
export interface InternedColumn {
  readonly index: Int32Array<ArrayBuffer>;
  readonly text: readonly string[];
}

export interface ProfileColumns {
  readonly length: number;
  /** row → depth; one synthetic root at level 0 */
  readonly level: Int32Array<ArrayBuffer>;
  /** row → cum, in the profile's unit */
  readonly value: Float64Array<ArrayBuffer>;
  /** row → self, in the profile's unit */
  readonly self: Float64Array<ArrayBuffer>;
  readonly label: InternedColumn;
  /** null where the datasource knows no files */
  readonly file: InternedColumn | null;
  /** row → line, −1 unknown; null where the datasource knows no lines */
  readonly line: Int32Array<ArrayBuffer> | null;
}

const required = ['level', 'value', 'self', 'label'] as const;

const fieldNamed = (frame: DataFrame, name: string) => frame.fields.find((field) => field.name === name);

/** Names of the columns that a profile frame must have and this one has not. Empty for a profile frame. */
export function missingProfileFields(frame: DataFrame): string[] {
  return required.filter((name) => !fieldNamed(frame, name));
}

export const isProfileFrame = (frame: DataFrame): boolean => missingProfileFields(frame).length === 0;

/**
 * Copies a profile frame's columns. Θ(rows).
 *
 * @returns null when the frame is not a profile frame; numbers that are missing become 0 (line: −1), for the decoder to judge
 */
export function readProfileColumns(frame: DataFrame): ProfileColumns | null {
  const [level, value, self, label] = required.map((name) => fieldNamed(frame, name));
  if (!level || !value || !self || !label) {
    return null;
  }
  const length = frame.length;
  const file = fieldNamed(frame, 'file');
  const line = fieldNamed(frame, 'line');
  return {
    length,
    level: Int32Array.from({ length }, (_, row) => level.values[row] ?? 0),
    value: copyNumbers(value, length),
    self: copyNumbers(self, length),
    label: copyStrings(label, length),
    file: file ? copyStrings(file, length) : null,
    line: line ? copyLines(line, length) : null,
  };
}

function copyNumbers(field: Field, length: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(length);
  const { values } = field;
  for (let row = 0; row < length; row++) {
    out[row] = Number(values[row] ?? 0);
  }
  return out;
}

function copyLines(field: Field, length: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(length);
  const { values } = field;
  for (let row = 0; row < length; row++) {
    out[row] = values[row] ?? -1;
  }
  return out;
}

function copyStrings(field: Field, length: number): InternedColumn {
  const { values } = field;
  const index = new Int32Array(length);
  const enumText = field.type === FieldType.enum ? field.config.type?.enum?.text : undefined;
  if (enumText) {
    for (let row = 0; row < length; row++) {
      index[row] = values[row] ?? 0;
    }
    return { index, text: [...enumText] };
  }
  const text: string[] = [];
  const known = new Map<string, number>();
  for (let row = 0; row < length; row++) {
    const name = String(values[row] ?? '');
    let at = known.get(name);
    if (at === undefined) {
      at = text.length;
      text.push(name);
      known.set(name, at);
    }
    index[row] = at;
  }
  return { index, text };
}

/** The buffers of a set of columns, for a transfer list. Each occurs once. */
export function columnBuffers(columns: ProfileColumns): ArrayBuffer[] {
  return [
    columns.level.buffer,
    columns.value.buffer,
    columns.self.buffer,
    columns.label.index.buffer,
    ...(columns.file ? [columns.file.index.buffer] : []),
    ...(columns.line ? [columns.line.buffer] : []),
  ];
}
