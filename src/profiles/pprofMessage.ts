/**
 * pprof's `Profile` message as tables: what the file says, not yet what it means.
 *
 * One pass over the top-level fields; samples are remembered by position only and read by {@link eachSample}, because
 * their locations may stand behind them. Strings are decoded on first use: labels are most of some string tables.
 * Field numbers: google/pprof proto/profile.proto.
 */
import { MAX_NAME_LENGTH } from './limits';
import { ProfileFormatError } from './profileFormatError';
import { ProtoReader, WIRE_BYTES, WIRE_VARINT } from './protoReader';

export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

/** Row → first and last element in a flat list: elements of row r are `[start[r], start[r + 1])`. */
type Offsets = readonly number[];

export interface PprofTables {
  readonly sampleTypes: readonly ValueType[];
  /** '' where the file names none */
  readonly defaultSampleType: string;
  readonly dropFrames: string;
  readonly keepFrames: string;
  readonly functions: {
    readonly id: readonly number[];
    readonly name: readonly number[];
    readonly file: readonly number[];
    readonly startLine: readonly number[];
  };
  readonly locations: {
    readonly id: readonly number[];
    readonly mappingId: readonly number[];
    /** location row → its lines in `lineFunction` and `lineNumber`, innermost inlined function first */
    readonly lineStart: Offsets;
    readonly lineFunction: readonly number[];
    readonly lineNumber: readonly number[];
  };
  readonly mappings: { readonly id: readonly number[]; readonly file: readonly number[] };
  readonly sampleCount: number;
  /** text of a string table index; throws on an index outside the table */
  readonly text: (index: number) => string;
  /**
   * Calls back for every sample in file order with its location ids (leaf first) and values. The lists are reused:
   * read them before returning.
   */
  readonly eachSample: (visit: SampleVisitor) => void;
}

export type SampleVisitor = (locationIds: NumberList, values: NumberList, sample: number) => void;

/** A list that is filled again and again: setting the length of an array costs more than a short list in it. */
export interface NumberList {
  /** elements from `length` on are of an earlier list */
  readonly items: readonly number[];
  readonly length: number;
}

/** @throws ProfileFormatError on bytes that are no complete protobuf message of this shape */
export function decodePprofTables(bytes: Uint8Array): PprofTables {
  const reader = new ProtoReader(bytes);
  const strings = { start: [] as number[], end: [] as number[] };
  const samples = { start: [] as number[], end: [] as number[] };
  const rawTypes: Array<{ type: number; unit: number }> = [];
  const functions = { id: [] as number[], name: [] as number[], file: [] as number[], startLine: [] as number[] };
  const locations = {
    id: [] as number[],
    mappingId: [] as number[],
    lineStart: [0],
    lineFunction: [] as number[],
    lineNumber: [] as number[],
  };
  const mappings = { id: [] as number[], file: [] as number[] };
  const header = { drop: 0, keep: 0, defaultType: 0 };

  const message = (what: string, visit: (field: number, wireType: number) => void): void => {
    const end = reader.readEnd(what);
    reader.eachField(reader.position, end, visit);
  };
  const varint = (wireType: number, what: string): number => {
    if (wireType !== WIRE_VARINT) {
      reader.fail(`${what} as a number`, `wire type ${wireType}`);
    }
    return reader.readVarint();
  };
  const range = (into: { start: number[]; end: number[] }, what: string): void => {
    const end = reader.readEnd(what);
    into.start.push(reader.position);
    into.end.push(end);
    reader.seek(end);
  };

  const readSampleType = (): void => {
    const row = { type: 0, unit: 0 };
    message('a sample type', (field, wire) => {
      if (field === 1) {
        row.type = varint(wire, 'sample_type.type');
      } else if (field === 2) {
        row.unit = varint(wire, 'sample_type.unit');
      }
    });
    rawTypes.push(row);
  };
  const readMapping = (): void => {
    let id = 0;
    let file = 0;
    message('a mapping', (field, wire) => {
      if (field === 1) {
        id = varint(wire, 'mapping.id');
      } else if (field === 5) {
        file = varint(wire, 'mapping.filename');
      }
    });
    mappings.id.push(id);
    mappings.file.push(file);
  };
  const readLine = (): void => {
    let func = 0;
    let number = 0;
    message('a line', (field, wire) => {
      if (field === 1) {
        func = varint(wire, 'line.function_id');
      } else if (field === 2) {
        number = varint(wire, 'line.line');
      }
    });
    locations.lineFunction.push(func);
    locations.lineNumber.push(number);
  };
  const readLocation = (): void => {
    let id = 0;
    let mappingId = 0;
    message('a location', (field, wire) => {
      if (field === 1) {
        id = varint(wire, 'location.id');
      } else if (field === 2) {
        mappingId = varint(wire, 'location.mapping_id');
      } else if (field === 4) {
        readLine();
      }
    });
    locations.id.push(id);
    locations.mappingId.push(mappingId);
    locations.lineStart.push(locations.lineFunction.length);
  };
  const readFunction = (): void => {
    const row = { id: 0, name: 0, file: 0, startLine: 0 };
    message('a function', (field, wire) => {
      if (field === 1) {
        row.id = varint(wire, 'function.id');
      } else if (field === 2) {
        row.name = varint(wire, 'function.name');
      } else if (field === 4) {
        row.file = varint(wire, 'function.filename');
      } else if (field === 5) {
        row.startLine = varint(wire, 'function.start_line');
      }
    });
    functions.id.push(row.id);
    functions.name.push(row.name);
    functions.file.push(row.file);
    functions.startLine.push(row.startLine);
  };

  reader.eachField(0, bytes.length, (field, wire) => {
    switch (field) {
      case 1:
        return readSampleType();
      case 2:
        return range(samples, 'a sample');
      case 3:
        return readMapping();
      case 4:
        return readLocation();
      case 5:
        return readFunction();
      case 6:
        return range(strings, 'the string table');
      case 7:
        header.drop = varint(wire, 'drop_frames');
        return;
      case 8:
        header.keep = varint(wire, 'keep_frames');
        return;
      case 14:
        header.defaultType = varint(wire, 'default_sample_type');
        return;
      default:
        // skipped by the reader: times, period, comments, fields newer than this decoder
        return;
    }
  });

  const text = createTextReader(bytes, strings);
  return {
    sampleTypes: rawTypes.map(({ type, unit }) => ({ type: text(type), unit: text(unit) })),
    defaultSampleType: text(header.defaultType),
    dropFrames: text(header.drop),
    keepFrames: text(header.keep),
    functions,
    locations,
    mappings,
    sampleCount: samples.start.length,
    text,
    eachSample: (visit) => visitSamples(reader, samples, visit),
  };
}

function visitSamples(
  reader: ProtoReader,
  { start, end }: { start: readonly number[]; end: readonly number[] },
  visit: SampleVisitor
): void {
  const locationIds = { items: [] as number[], length: 0 };
  const values = { items: [] as number[], length: 0 };
  const readField = (field: number, wire: number): void => {
    if (field !== 1 && field !== 2) {
      return;
    }
    // Packed or one by one: both are valid encodings of a repeated number.
    const listEnd = wire === WIRE_BYTES ? reader.readEnd('a list of numbers') : reader.position + 1;
    if (field === 1) {
      reader.readPacked(listEnd, locationIds);
    } else {
      while (reader.position < listEnd) {
        values.items[values.length++] = reader.readSignedVarint();
      }
    }
    if (wire === WIRE_BYTES && reader.position !== listEnd) {
      reader.fail('a list of whole numbers', 'a number that runs past its list');
    }
  };
  for (let sample = 0; sample < start.length; sample++) {
    locationIds.length = 0;
    values.length = 0;
    reader.eachField(start[sample], end[sample], readField);
    visit(locationIds, values, sample);
  }
}

function createTextReader(
  bytes: Uint8Array,
  { start, end }: { start: readonly number[]; end: readonly number[] }
): (index: number) => string {
  const decoder = new TextDecoder();
  const decoded: Array<string | undefined> = new Array(start.length);
  return (index) => {
    let text = decoded[index];
    if (text === undefined) {
      if (index === 0 && start.length === 0) {
        return '';
      }
      if (!(index < start.length)) {
        throw new ProfileFormatError({
          format: 'pprof',
          where: 'string table',
          expected: `an index below ${start.length}`,
          found: String(index),
        });
      }
      if (end[index] - start[index] > 4 * MAX_NAME_LENGTH) {
        throw new ProfileFormatError({
          format: 'pprof',
          where: `string ${index}`,
          expected: `at most ${MAX_NAME_LENGTH} characters`,
          found: `${end[index] - start[index]} bytes`,
        });
      }
      // Invalid UTF-8 becomes U+FFFD, as Go prints it.
      text = decoder.decode(bytes.subarray(start[index], end[index]));
      decoded[index] = text;
    }
    return text;
  };
}
