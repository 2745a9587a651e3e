/** `google.v1.Profile` as protojson writes it: 64-bit numbers as text, zeros absent. */
import type { Profile, ValueType } from 'pprof-format';

type Numeric = number | bigint;

/** Zero and empty fields are left out; a list keeps its zeros. */
function fields(given: Record<string, Numeric | boolean | unknown[]>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): Array<[string, unknown]> => {
      if (typeof value === 'number' || typeof value === 'bigint') {
        return Number(value) === 0 ? [] : [[name, String(value)]];
      }
      return value === false || (Array.isArray(value) && value.length === 0) ? [] : [[name, value]];
    })
  );
}

const valueType = ({ type, unit }: ValueType): unknown => fields({ type, unit });

export function pprofJson(profile: Profile): unknown {
  return {
    ...fields({
      sampleType: profile.sampleType.map(valueType),
      sample: profile.sample.map(({ locationId, value }) => ({
        locationId: locationId.map(String),
        value: value.map(String),
      })),
      mapping: profile.mapping.map(({ id, filename, buildId, hasFunctions }) =>
        fields({ id, filename, buildId, hasFunctions })
      ),
      location: profile.location.map(({ id, mappingId, line }) =>
        fields({ id, mappingId, line: line.map((one) => fields({ functionId: one.functionId, line: one.line })) })
      ),
      function: profile.function.map(({ id, name, systemName, filename, startLine }) =>
        fields({ id, name, systemName, filename, startLine })
      ),
      stringTable: profile.stringTable.strings,
      timeNanos: profile.timeNanos,
      period: profile.period,
      defaultSampleType: profile.defaultSampleType,
    }),
    ...(profile.periodType && { periodType: valueType(profile.periodType) }),
  };
}
