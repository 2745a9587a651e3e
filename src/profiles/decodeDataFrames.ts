/**
 * Grafana's profile frames as JSON → call tree: what a query inspector, `/api/ds/query` or a saved panel holds.
 *
 *   { results: { A: { frames: [frame] } } }  |  [frame]  |  frame
 *   frame = { schema: { name, refId, meta, fields: [{ name, type, config }] }, data: { values: [column, …] } }
 *
 * A profile frame has the columns `level`, `value`, `self` and `label`, ours also `file` and `line`; other frames
 * beside it are passed over. Labels are texts or indexes of an enum (`config.type.enum.text`, or `data.enums`).
 * Source: `DataFrameJSON` of @grafana/data.
 */
import { type CallTree } from './callTree';
import { describeValue, isObject, JsonReader, type JsonObject } from './jsonReader';
import { decodeNestedSet, type TextColumn } from './nestedSet';
import { quoted } from './profileFormatError';
import { chooseSampleType, pyroscopeType, type SampleTypeOptions } from './sampleTypeOption';

const read: JsonReader = new JsonReader('data frame');

/** True for a frame, a list of frames, or a query's results. Never throws. */
export function isDataFramesFormat(json: unknown): boolean {
  return isObject(json)
    ? isObject(json.results) || isFrame(json)
    : Array.isArray(json) && json.length > 0 && json.every(isFrame);
}

/**
 * The profile among the frames: the one of the wanted sample type, else the first.
 *
 * @throws ProfileFormatError that names frame and row, and on results that hold an error instead
 */
export function decodeDataFrames(json: unknown, options: SampleTypeOptions = {}): CallTree {
  const profiles = findFrames(json).flatMap((frame) => readProfile(frame) ?? []);
  if (profiles.length === 0) {
    read.fail('frames', 'a frame with the fields level, value, self and label', describeFrames(findFrames(json)));
  }
  const types = profiles.map(({ sampleType }) => sampleType);
  const stated = types.filter((type) => type !== '');
  const index = stated.length === 0 ? 0 : chooseSampleType(types, 0, { options, format: 'data frame' });
  const { columns, ...info } = profiles[index];
  return decodeNestedSet(columns, { ...info, ...(info.sampleType === '' ? pyroscopeType(options.sampleType) : {}) });
}

/** Sample types that the frames state, in their order. */
export function dataFrameSampleTypes(json: unknown): readonly string[] {
  return findFrames(json).flatMap((frame) => readProfile(frame)?.sampleType || []);
}

function isFrame(value: unknown): value is JsonObject {
  return isObject(value) && isObject(value.schema) && Array.isArray(value.schema.fields);
}

function findFrames(json: unknown): readonly JsonObject[] {
  if (isFrame(json)) {
    return [json];
  }
  if (Array.isArray(json)) {
    return json.filter(isFrame);
  }
  const results = read.object(read.object(json, 'the answer').results, 'results');
  return Object.entries(results).flatMap(([refId, result]) => {
    const where = `results.${refId}`;
    const { error, frames } = read.object(result, where);
    if (typeof error === 'string') {
      read.fail(where, 'frames', `the error ${quoted(error)}`);
    }
    return read.list(frames, `${where}.frames`).filter(isFrame);
  });
}

function describeFrames(frames: readonly JsonObject[]): string {
  const names = frames.map(({ schema }) => fieldsOf(schema).map(({ name }) => String(name)));
  return names.length === 0 ? 'no frame' : `frames with ${quoted(names.map((fields) => fields.join(', ')).join('; '))}`;
}

const fieldsOf = (schema: unknown): readonly JsonObject[] =>
  isObject(schema) && Array.isArray(schema.fields) ? schema.fields.filter(isObject) : [];

interface ProfileFrame {
  readonly columns: Parameters<typeof decodeNestedSet>[0];
  readonly unit: string;
  /** '' where the frame does not say it */
  readonly sampleType: string;
  readonly sampleCount: number | null;
  readonly quantum: number | null;
}

/** Grafana's unit ids → pprof's words. */
const UNIT_WORDS = new Map([
  ['ns', 'nanoseconds'],
  ['µs', 'microseconds'],
  ['ms', 'milliseconds'],
  ['s', 'seconds'],
  ['bytes', 'bytes'],
  ['decbytes', 'bytes'],
]);

/** @returns null for a frame that is no profile: a series, a table */
function readProfile({ schema, data }: JsonObject): ProfileFrame | null {
  const fields = fieldsOf(schema);
  const at = (name: string): number => fields.findIndex((field) => field.name === name);
  if (['level', 'value', 'self', 'label'].some((name) => at(name) < 0)) {
    return null;
  }
  const content = read.object(data, 'data');
  const columns = read.list(content.values, 'data.values');
  const enums = read.list(content.enums ?? undefined, 'data.enums');
  const numbers = (name: string, missing: number | null = null): ArrayLike<number> =>
    read.list(columns[at(name)], `column ${name}`).map((value, row) => {
      const number = value ?? missing;
      return typeof number === 'number' ? number : read.fail(`${name}, row ${row}`, 'a number', describeValue(value));
    });
  const texts = (name: string): TextColumn => {
    const text = enumTextOf(fields[at(name)], enums[at(name)]);
    return text === null
      ? read
          .list(columns[at(name)], `column ${name}`)
          .map((value, row) => read.text(value ?? '', `${name}, row ${row}`))
      : { index: numbers(name, 0), text };
  };
  const known = readMeta(schema);
  const config = fields[at('value')].config;
  const unitId = isObject(config) && typeof config.unit === 'string' ? config.unit : '';
  return {
    ...known,
    unit: known.unit || UNIT_WORDS.get(unitId) || 'count',
    columns: {
      level: numbers('level'),
      value: numbers('value'),
      self: numbers('self'),
      label: texts('label'),
      ...(at('file') >= 0 && { file: texts('file') }),
      ...(at('line') >= 0 && { line: numbers('line', -1) }),
    },
  };
}

/** Texts of an enum field; null for a field of plain texts. */
function enumTextOf({ config }: JsonObject, lookup: unknown): readonly string[] | null {
  const type = isObject(config) && isObject(config.type) ? config.type : {};
  const text = isObject(type.enum) ? type.enum.text : undefined;
  const list = Array.isArray(text) ? text : Array.isArray(lookup) ? lookup : null;
  return list === null ? null : list.map((entry, i) => read.text(entry, `enum text ${i}`));
}

/** What our data source writes beside the columns; Grafana's own says nothing of it. */
function readMeta(schema: unknown): Omit<ProfileFrame, 'columns'> {
  const meta = isObject(schema) && isObject(schema.meta) && isObject(schema.meta.custom) ? schema.meta.custom : {};
  const own = isObject(meta.fixlayer) ? meta.fixlayer : {};
  const [, sampleType = '', unit = ''] = typeof own.profileTypeId === 'string' ? own.profileTypeId.split(':') : [];
  const positive = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null);
  return { unit, sampleType, sampleCount: positive(own.sampleCount), quantum: positive(own.quantum) };
}
