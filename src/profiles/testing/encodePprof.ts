/** Small pprof profiles for tests, written by `pprof-format`: another implementation than the one under test. */
import {
  Function as PprofFunction,
  Line,
  Location,
  Mapping,
  Profile,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format';

export interface PprofInput {
  /** `type/unit`, e.g. `cpu/nanoseconds` */
  readonly sampleTypes: readonly string[];
  readonly defaultSampleType?: string;
  readonly dropFrames?: string;
  readonly keepFrames?: string;
  /** function ids count from 1; `file`, `start` where needed */
  readonly functions: ReadonlyArray<{
    readonly name: string;
    readonly file?: string;
    readonly start?: number;
    readonly id?: number;
  }>;
  /** location ids count from 1; lines innermost first as `[functionId, line]` */
  readonly locations: ReadonlyArray<{
    readonly lines: ReadonlyArray<readonly [number, number]>;
    readonly mapping?: number;
    readonly id?: number | bigint;
  }>;
  readonly mappings?: readonly string[];
  /** location ids leaf first, one value a sample type */
  readonly samples: ReadonlyArray<{
    readonly stack: ReadonlyArray<number | bigint>;
    readonly values: ReadonlyArray<number | bigint>;
  }>;
}

export function encodePprof(input: PprofInput): Uint8Array {
  const strings = new StringTable();
  const text = (value: string | undefined) => (value === undefined ? 0 : strings.dedup(value));
  const profile = new Profile({
    sampleType: input.sampleTypes.map((entry) => {
      const [type, unit] = entry.split('/');
      return new ValueType({ type: text(type), unit: text(unit) });
    }),
    sample: input.samples.map(({ stack, values }) => new Sample({ locationId: [...stack], value: [...values] })),
    mapping: (input.mappings ?? []).map((file, i) => new Mapping({ id: i + 1, filename: text(file) })),
    location: input.locations.map(
      ({ lines, mapping, id }, i) =>
        new Location({
          id: id ?? i + 1,
          mappingId: mapping ?? 0,
          line: lines.map(([functionId, line]) => new Line({ functionId, line })),
        })
    ),
    function: input.functions.map(
      ({ name, file, start, id }, i) =>
        new PprofFunction({ id: id ?? i + 1, name: text(name), filename: text(file), startLine: start ?? 0 })
    ),
    defaultSampleType: text(input.defaultSampleType),
    dropFrames: text(input.dropFrames),
    keepFrames: text(input.keepFrames),
    stringTable: strings,
  });
  return new Uint8Array(profile.encode());
}
