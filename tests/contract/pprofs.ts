/** Profiles by what they say: frames as `function@file+start:line`, leaf first, with the value; equal stacks summed. */
import { Profile } from 'pprof-format';

type Json = Readonly<Record<string, unknown>>;

interface PlainProfile {
  readonly strings: readonly string[];
  readonly sampleTypes: readonly number[];
  readonly files: readonly number[];
  readonly period: number;
  readonly timeNanos: number;
  readonly functions: ReadonlyArray<{ id: number; name: number; file: number; startLine: number }>;
  readonly locations: ReadonlyArray<{ id: number; lines: ReadonlyArray<{ functionId: number; line: number }> }>;
  readonly samples: ReadonlyArray<{ locationIds: readonly number[]; value: number }>;
}

/** Numbering of ids and strings and the order of samples are the server's own. */
export function stacksOf(answer: Buffer | Json): unknown {
  const profile = Buffer.isBuffer(answer) ? profileFromProto(answer) : profileFromJson(answer);
  const { strings, sampleTypes, period, timeNanos } = profile;
  const functions = new Map(
    profile.functions.map((one) => [one.id, `${strings[one.name]}@${strings[one.file]}+${one.startLine}`])
  );
  const locations = new Map(
    profile.locations.map(({ id, lines }) => [
      id,
      lines.map(({ functionId, line }) => `${functions.get(functionId)}:${line}`).join(),
    ])
  );
  const stacks: Record<string, number> = {};
  for (const { locationIds, value } of profile.samples) {
    const stack = locationIds.map((id) => locations.get(id)).join('\n');
    stacks[stack] = (stacks[stack] ?? 0) + value;
  }
  return {
    stacks,
    period,
    timeNanos,
    sampleTypes: sampleTypes.map((index) => strings[index]),
    files: profile.files.map((index) => strings[index]),
  };
}

/** The profile alone, or field 5 → 1 of `SelectMergeStacktracesResponse`; both start with a length-delimited field. */
function profileFromProto(bytes: Buffer): PlainProfile {
  const isWrapped = bytes[0] === ((5 << 3) | 2);
  const unwrap = (message: Buffer): Buffer =>
    message.subarray(1 + message.subarray(1).findIndex((byte) => byte < 0x80) + 1);
  const profile = Profile.decode(isWrapped ? unwrap(unwrap(bytes)) : bytes);
  return {
    strings: profile.stringTable.strings,
    sampleTypes: profile.sampleType.flatMap(({ type, unit }) => [Number(type), Number(unit)]),
    files: profile.mapping.map(({ filename }) => Number(filename)),
    period: Number(profile.period),
    timeNanos: Number(profile.timeNanos),
    functions: profile.function.map((one) => ({
      id: Number(one.id),
      name: Number(one.name),
      file: Number(one.filename),
      startLine: Number(one.startLine),
    })),
    locations: profile.location.map(({ id, line }) => ({
      id: Number(id),
      lines: line.map((one) => ({ functionId: Number(one.functionId), line: Number(one.line) })),
    })),
    samples: profile.sample.map(({ locationId, value }) => ({
      locationIds: locationId.map(Number),
      value: Number(value[0]),
    })),
  };
}

function profileFromJson(profile: Json): PlainProfile {
  const list = (of: Json, key: string): Json[] => (of[key] ?? []) as Json[];
  const number = (of: Json, key: string): number => Number(of[key] ?? 0);
  return {
    strings: (profile['stringTable'] ?? []) as string[],
    sampleTypes: list(profile, 'sampleType').flatMap((one) => [number(one, 'type'), number(one, 'unit')]),
    files: list(profile, 'mapping').map((one) => number(one, 'filename')),
    period: number(profile, 'period'),
    timeNanos: number(profile, 'timeNanos'),
    functions: list(profile, 'function').map((one) => ({
      id: number(one, 'id'),
      name: number(one, 'name'),
      file: number(one, 'filename'),
      startLine: number(one, 'startLine'),
    })),
    locations: list(profile, 'location').map((one) => ({
      id: number(one, 'id'),
      lines: list(one, 'line').map((line) => ({ functionId: number(line, 'functionId'), line: number(line, 'line') })),
    })),
    samples: list(profile, 'sample').map((one) => ({
      locationIds: (one['locationId'] as string[]).map(Number),
      value: Number((one['value'] as string[])[0]),
    })),
  };
}
