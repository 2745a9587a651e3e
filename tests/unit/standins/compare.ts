/** Compares answers by what they mean. Each function gives the differences as lines; none = the same. */
import { Profile } from 'pprof-format';
import type { HowCompared } from './coverage';
import type { ServerAnswer } from './exchanges';

/** Relative; sums of floats depend on the order of the series. */
const TOLERANCE = 1e-9;

type Json = Record<string, unknown>;

/** Same JSON, or the same bytes where it is none. */
export function compareExactly(found: ServerAnswer, recorded: ServerAnswer): string[] {
  const [a, b] = [parse(found), parse(recorded)];
  if (a === undefined || b === undefined) {
    return found.bytes.equals(recorded.bytes)
      ? []
      : [`bytes differ: ${found.bytes.length} and ${recorded.bytes.length}`];
  }
  return differences(a, b);
}

export function compareBy(how: HowCompared, found: ServerAnswer, recorded: ServerAnswer): string[] {
  if (how === 'pprof') {
    return differences(stacksOf(found), stacksOf(recorded));
  }
  const [a, b] = [parse(found) as Json, parse(recorded) as Json];
  switch (how) {
    case 'cut flame graph':
      return compareCutFlameGraphs(a['flamegraph'] as FlameGraphJson, b['flamegraph'] as FlameGraphJson);
    case 'exemplars':
      return differences(withoutProfileIds(a), withoutProfileIds(b));
    case 'label sets':
      return differences(labelSets(a), labelSets(b));
    case 'names':
      return missing(namesOf(a), namesOf(b));
    case 'feature flags':
      return missing(flagsOf(a), flagsOf(b));
    case 'build info':
      return differences(Object.keys((a['data'] as Json) ?? a).sort(), Object.keys((b['data'] as Json) ?? b).sort());
    case 'flags':
      return differences((a['data'] as Json)['enable-feature'], (b['data'] as Json)['enable-feature']);
    case 'trace':
      return differences(spansOf(a), spansOf(b));
    case 'search':
      return differences(foundTraces(a), foundTraces(b));
    case 'some of the found traces': {
      const all = foundTraces(a);
      const known = foundTraces(b).filter(({ traceID }) => all.some((trace) => trace.traceID === traceID));
      const same = all.filter(({ traceID }) => known.some((trace) => trace.traceID === traceID));
      return known.length === 0 ? ['none of the recorded traces was found'] : differences(same, known);
    }
  }
}

function parse({ text }: ServerAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where two JSON values differ, by path. Numbers, also those in text, may differ by the tolerance. */
function differences(found: unknown, recorded: unknown, path = '$'): string[] {
  if (isNumeric(found) && isNumeric(recorded) && typeof found === typeof recorded) {
    const [a, b] = [Number(found), Number(recorded)];
    const isNear = Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    // Whole numbers, such as 64-bit ones in text, must be the same to the digit.
    const areWhole = /^-?\d+$/.test(String(found)) && /^-?\d+$/.test(String(recorded));
    return found === recorded || (isNear && !areWhole) ? [] : [`${path}: ${found}, recorded ${recorded}`];
  }
  if (typeof found !== 'object' || typeof recorded !== 'object' || found === null || recorded === null) {
    return found === recorded ? [] : [`${path}: ${JSON.stringify(found)}, recorded ${JSON.stringify(recorded)}`];
  }
  const [a, b] = [found as Json, recorded as Json];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .flatMap((key) => differences(a[key], b[key], `${path}.${key}`))
    .slice(0, 20);
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value));
}

const missing = (found: readonly string[], recorded: readonly string[]): string[] =>
  found.length === 0
    ? ['nothing was found']
    : found.filter((item) => !recorded.includes(item)).map((item) => `${item} was not recorded`);

const namesOf = (answer: Json): string[] => (answer['names'] ?? answer['data']) as string[];
const flagsOf = (answer: Json): string[] =>
  (answer['featureFlags'] as Array<{ name: string; enabled?: boolean }>).map(
    ({ name, enabled }) => `${name} ${enabled ?? false}`
  );

function labelSets(answer: Json): string[] {
  const sets = answer['labelsSet'] as Array<{ labels: Array<{ name: string; value: string }> }>;
  return sets.map(({ labels }) => JSON.stringify(labels)).filter((labels) => !labels.includes('"synthetic-'));
}

/** Series with exemplars: order of labels and invented ids do not count. */
function withoutProfileIds(answer: Json): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
    if (key === 'profileId') {
      return typeof value;
    }
    return key === 'labels' ? (value as Array<{ name: string }>).sort((a, b) => (a.name < b.name ? -1 : 1)) : value;
  }) as unknown;
}

interface FlameGraphJson {
  readonly names: readonly string[];
  readonly levels: ReadonlyArray<{ readonly values: readonly string[] }>;
  readonly total: string;
  readonly maxSelf: string;
}

/**
 * A cut is coarser or finer by the server's blocks: total and largest self must be the same, and so must every node
 * that is clearly above the cut (four times the smallest node that was recorded).
 */
function compareCutFlameGraphs(found: FlameGraphJson, recorded: FlameGraphJson): string[] {
  const [a, b] = [pathTotals(found), pathTotals(recorded)];
  const smallest = Math.min(...[...b].filter(([path]) => !path.endsWith('"other"]')).map(([, total]) => total));
  const clear = [...b].filter(([path, total]) => !path.endsWith('"other"]') && total >= 4 * smallest);
  const wrong = clear
    .filter(([path, total]) => a.get(path) !== total)
    .map(([path, total]) => `${path}: ${a.get(path)}, recorded ${total}`);
  const fewNodes = clear.length < 300 ? [`only ${clear.length} nodes were compared`] : [];
  return [...differences([found.total, found.maxSelf], [recorded.total, recorded.maxSelf]), ...wrong, ...fewNodes];
}

function pathTotals({ names, levels }: FlameGraphJson): Map<string, number> {
  const totals = new Map<string, number>();
  let above: Array<{ x: number; end: number; path: string[] }> = [];
  for (const { values } of levels) {
    const level: typeof above = [];
    let x = 0;
    for (let i = 0; i < values.length; i += 4) {
      const [gap, total, , name] = values.slice(i, i + 4).map(Number);
      x += gap!;
      const end = x + total!;
      const parent = above.find((node) => node.x <= x && node.end >= end);
      const path = [...(parent?.path ?? []), names[name!]!];
      level.push({ x, end, path });
      totals.set(JSON.stringify(path), total!);
      x = end;
    }
    above = level;
  }
  return totals;
}

/** Frames as `function@file:line`, leaf first, with the value; equal stacks summed. Plus what the profile says of itself. */
function stacksOf(answer: ServerAnswer): unknown {
  const profile =
    answer.headers['content-type'] === 'application/proto'
      ? profileFromProto(answer.bytes)
      : profileFromJson(parse(answer) as Json);
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

function profileFromJson(answer: Json): PlainProfile {
  const profile = ((answer['pprof'] as Json | undefined)?.['profile'] ?? answer) as Json;
  const list = (of: Json, key: string): Json[] => (of[key] ?? []) as Json[];
  const number = (of: Json, key: string): number => Number(of[key] ?? 0);
  return {
    strings: profile['stringTable'] as string[],
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

/** Spans by id, each with its resource and scope; the order of spans varies. */
function spansOf(answer: Json): Json {
  const trace = answer['trace'] as {
    resourceSpans: Array<{
      resource: unknown;
      scopeSpans: Array<{ scope: unknown; spans: Array<{ spanId: string }> }>;
    }>;
  };
  return Object.fromEntries(
    trace.resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => [span.spanId, { resource, scope, span }]))
    )
  );
}

interface FoundTrace {
  readonly traceID: string;
  readonly spanSets: ReadonlyArray<{ readonly spans: unknown[] }>;
}

/** Traces by id; neither the order of the traces nor that of spans and attributes is the server's promise. */
function foundTraces(answer: Json): FoundTrace[] {
  const sorted = JSON.parse(JSON.stringify(answer['traces']), (key, value: unknown) => {
    if (key === 'spans') {
      return (value as Array<{ spanID: string }>).sort((a, b) => (a.spanID < b.spanID ? -1 : 1));
    }
    return key === 'attributes' ? (value as Array<{ key: string }>).sort((a, b) => (a.key < b.key ? -1 : 1)) : value;
  }) as FoundTrace[];
  return sorted.sort((a, b) => (a.traceID < b.traceID ? -1 : 1));
}
