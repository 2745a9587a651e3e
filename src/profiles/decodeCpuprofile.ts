/**
 * V8's `.cpuprofile` (Chrome DevTools, `node --cpu-prof`) → call tree.
 *
 *   { nodes: [{ id, callFrame: { functionName, url, lineNumber }, hitCount, children: [id] | parent: id }],
 *     startTime, endTime, samples: [id of the leaf, …], timeDeltas: [µs since the sample before, …] }
 *
 * A sample weighs the time until the next one, as in DevTools; without `timeDeltas` it weighs one sample. The sampler
 * looks at the thread whether it runs or waits (`(idle)`), so the type is `wall`: the same sampler fills the wall
 * profiles of Pyroscope's Node agent. `(root)` is synthetic and dropped; `(program)`, `(idle)` and
 * `(garbage collector)` stay under their names. Nameless functions are called after their place, as in that agent's
 * profiles: `(anonymous:L#12:C#5)`.
 * Source: Chrome DevTools Protocol, domain Profiler, type Profile; lines count from 0 there and from 1 here.
 */
import { type CallTree, type FuncIndex } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';
import { describeValue, isObject, JsonReader, type JsonObject } from './jsonReader';
import { chooseSampleType, type SampleTypeOptions } from './sampleTypeOption';

const FORMAT = 'cpuprofile';
/** The one type that a `.cpuprofile` holds. */
export const CPUPROFILE_TYPE = 'wall';
const SYNTHETIC_ROOT = '(root)';

/** True for an object with V8's nodes. Never throws. */
export function isCpuprofileFormat(json: unknown): boolean {
  if (!isObject(json) || !Array.isArray(json.nodes)) {
    return false;
  }
  const first: unknown = json.nodes[0];
  return first === undefined ? 'startTime' in json : isObject(first) && isObject(first.callFrame);
}

/** @throws ProfileFormatError on another shape, ids that are missing or used twice, or nodes that are no tree */
export function decodeCpuprofile(json: unknown, options: SampleTypeOptions = {}): CallTree {
  chooseSampleType([CPUPROFILE_TYPE], 0, { options, format: FORMAT });
  const read = new JsonReader(FORMAT);
  const profile = read.object(json, 'the file');
  const nodes = read.list(profile.nodes, 'nodes').map((node, row) => read.object(node, `node ${row}`));
  const rowOf = indexIds(nodes, read);
  const { self, isTime, sampleCount } = weigh({ profile, nodes, rowOf, read });
  const builder = new CallTreeBuilder(FORMAT);
  const placed = new Int32Array(nodes.length).fill(ROOT);
  for (const { row, parent } of parentsFirst(nodes, rowOf, read)) {
    const callFrame = read.object(nodes[row].callFrame, `node ${row}, callFrame`);
    const func = internFunction(builder, callFrame, { read, where: `node ${row}` });
    const isRoot = parent < 0 && builder.functions.name[func] === SYNTHETIC_ROOT;
    if (isRoot && self[row] === 0) {
      continue;
    }
    const node = builder.child(parent < 0 ? ROOT : placed[parent], func);
    builder.addSelf(node, self[row]);
    addLines(builder, func, { node: nodes[row], weight: self[row], read, where: `node ${row}` });
    // Samples of the root itself have no stack; what the root calls has one.
    placed[row] = isRoot ? ROOT : node;
  }
  return builder.build({
    unit: isTime ? 'microseconds' : 'samples',
    sampleType: CPUPROFILE_TYPE,
    sampleCount,
    quantum: isTime ? null : 1,
  });
}

type RowOf = (id: unknown, where: string) => number;

function indexIds(nodes: readonly JsonObject[], read: JsonReader): RowOf {
  const rows = new Map<number, number>();
  nodes.forEach((node, row) => {
    const id = read.number(node.id, `node ${row}, id`);
    if (rows.has(id)) {
      read.fail(`node ${row}`, 'an id that is used once', `id ${id} again`);
    }
    rows.set(id, row);
  });
  return (id, where) => {
    const number = read.number(id, where);
    return rows.get(number) ?? read.fail(where, 'the id of a node', `id ${number}, which no node has`);
  };
}

interface WeighInput {
  readonly profile: JsonObject;
  readonly nodes: readonly JsonObject[];
  readonly rowOf: RowOf;
  readonly read: JsonReader;
}

interface Weights {
  /** row of a node → its self, in microseconds or samples */
  readonly self: Float64Array;
  readonly isTime: boolean;
  readonly sampleCount: number;
}

function weigh({ profile, nodes, rowOf, read }: WeighInput): Weights {
  const self = new Float64Array(nodes.length);
  const samples = read.list(profile.samples, 'samples').map((id, i) => rowOf(id, `sample ${i}`));
  if (samples.length === 0) {
    nodes.forEach(({ hitCount = 0 }, row) => (self[row] = read.number(hitCount, `node ${row}, hitCount`)));
    return { self, isTime: false, sampleCount: self.reduce((sum, hits) => sum + hits, 0) };
  }
  const sampleCount = samples.length;
  const deltas = read.list(profile.timeDeltas, 'timeDeltas');
  if (deltas.length === 0) {
    samples.forEach((row) => self[row]++);
    return { self, isTime: false, sampleCount };
  }
  if (deltas.length !== sampleCount) {
    read.fail('timeDeltas', `${sampleCount} values, one a sample`, String(deltas.length));
  }
  const times = sampleTimes(deltas, read);
  // Samples of several threads of V8 may arrive out of order; the time until the next one is meant on the clock.
  const order = Array.from(times.keys()).sort((a, b) => times[a] - times[b] || a - b);
  const lengthMicros = Number(profile.endTime) - Number(profile.startTime);
  for (let i = 0; i < order.length; i++) {
    const next = i + 1 < order.length ? times[order[i + 1]] : Math.max(times[order[i]], lengthMicros || 0);
    self[samples[order[i]]] += next - times[order[i]];
  }
  return { self, isTime: true, sampleCount };
}

/** Microseconds from the start of the profile to each sample. */
function sampleTimes(deltas: readonly unknown[], read: JsonReader): Float64Array {
  const times = new Float64Array(deltas.length);
  let now = 0;
  deltas.forEach((delta, i) => {
    if (typeof delta !== 'number' || !Number.isFinite(delta)) {
      const found = typeof delta === 'number' ? String(delta) : describeValue(delta);
      read.fail(`timeDeltas, value ${i}`, 'a number of microseconds', found);
    }
    now += delta;
    times[i] = now;
  });
  return times;
}

interface PlacedRow {
  readonly row: number;
  /** row of the parent; -1 for a root */
  readonly parent: number;
}

/** Rows so that a parent comes before its children. Throws where a node has two parents or is its own ancestor. */
function parentsFirst(nodes: readonly JsonObject[], rowOf: RowOf, read: JsonReader): readonly PlacedRow[] {
  const parentOf = new Int32Array(nodes.length).fill(-1);
  const link = (child: number, parent: number): void => {
    if (parentOf[child] >= 0 && parentOf[child] !== parent) {
      read.fail(`node ${child}`, 'one parent', `rows ${parentOf[child]} and ${parent}`);
    }
    parentOf[child] = parent;
  };
  nodes.forEach(({ children, parent }, row) => {
    for (const id of read.list(children, `node ${row}, children`)) {
      link(rowOf(id, `node ${row}, children`), row);
    }
    if (parent !== undefined) {
      link(row, rowOf(parent, `node ${row}, parent`));
    }
  });
  const childrenOf = nodes.map((): number[] => []);
  const ordered: PlacedRow[] = [];
  parentOf.forEach((parent, row) => {
    if (parent < 0) {
      ordered.push({ row, parent });
    } else {
      childrenOf[parent].push(row);
    }
  });
  for (let i = 0; i < ordered.length; i++) {
    const parent = ordered[i].row;
    for (const row of childrenOf[parent]) {
      ordered.push({ row, parent });
    }
  }
  if (ordered.length < nodes.length) {
    read.fail('nodes', 'a tree', `${nodes.length - ordered.length} nodes that no root leads to`);
  }
  return ordered;
}

function internFunction(
  builder: CallTreeBuilder,
  { functionName, url = '', lineNumber = -1, columnNumber = -1 }: JsonObject,
  { read, where }: { readonly read: JsonReader; readonly where: string }
): FuncIndex {
  const name = read.text(functionName, `${where}, functionName`);
  const file = fileOfUrl(read.text(url, `${where}, url`));
  const [line, column] = [Number(lineNumber) + 1, Number(columnNumber) + 1];
  return builder.functions.intern({
    name: name === '' ? `(anonymous:L#${line}:C#${column})` : name,
    file,
    startLine: file === '' ? -1 : line,
  });
}

/** `file:///srv/app/a.js` → `/srv/app/a.js`; other URLs (`node:fs`, `https://…`) stay as they are. */
function fileOfUrl(url: string): string {
  const local = /^file:\/\/\/?([A-Za-z]:)?/.exec(url);
  if (local === null) {
    return url;
  }
  const path = local[1] === undefined ? url.slice('file://'.length) : url.slice('file:///'.length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface LinesInput {
  readonly node: JsonObject;
  readonly weight: number;
  readonly read: JsonReader;
  readonly where: string;
}

/** `positionTicks`: how many samples fell on which line; lines count from 1 here. */
function addLines(builder: CallTreeBuilder, func: FuncIndex, { node, weight, read, where }: LinesInput): void {
  const ticks = read.list(node.positionTicks, `${where}, positionTicks`).map((tick) => {
    const { line, ticks: count } = read.object(tick, `${where}, positionTicks`);
    return { line: read.number(line, `${where}, line`), count: read.number(count, `${where}, ticks`) };
  });
  const all = ticks.reduce((sum, { count }) => sum + count, 0);
  for (const { line, count } of ticks) {
    builder.functions.noteLine(func, line);
    builder.functions.addLineWeight(func, line, all > 0 ? (weight * count) / all : 0);
  }
}
