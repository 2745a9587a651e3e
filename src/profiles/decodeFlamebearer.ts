/**
 * Pyroscope's flame graph answers → call tree.
 *
 *   querier.v1:  { flamegraph: { names, levels: [{ values: ["0", "4", "0", "0", …] }], total, maxSelf } }
 *   legacy:      { flamebearer: { names, levels: [[0, 4, 0, 0, …]], numTicks, maxSelf }, metadata: { units, format } }
 *
 * A level is a flat list of `offset, total, self, name`; the offset counts from the end of the node before it, so a
 * node at x spans [x, x + total), and its parent is the node one level up whose span holds it. Level 0 is the synthetic
 * root `total`. Source: grafana/pyroscope pkg/model/flamegraph.go. Names only: no files, no lines, no sample count.
 */
import { type CallTree, type FuncIndex, type NodeIndex } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';
import { ProfileFormatError, quoted } from './profileFormatError';

export interface FlamebearerInfo {
  /** of the profile type that was asked for, as the querier's answer does not say; else what a legacy answer says */
  readonly unit?: string;
  readonly sampleType?: string;
}

/** `offset, total, self, name` */
const VALUES_PER_NODE = 4;

type Json = Readonly<Record<string, unknown>>;

/** True for an object that carries a flame graph of either shape. Never throws. */
export function isFlamebearerFormat(json: unknown): boolean {
  return isObject(json) && (isObject(json.flamegraph) || isObject(json.flamebearer));
}

/** @throws ProfileFormatError on another shape, a comparison (seven values a node), or spans that do not nest */
export function decodeFlamebearer(json: unknown, info: FlamebearerInfo = {}): CallTree {
  if (!isObject(json)) {
    fail('the answer', 'an object', describe(json));
  }
  const graph = json.flamegraph ?? json.flamebearer;
  if (!isObject(graph)) {
    fail(
      'the answer',
      'a field flamegraph or flamebearer',
      `fields ${quoted(Object.keys(json).slice(0, 8).join(', '))}`
    );
  }
  const metadata = isObject(json.metadata) ? json.metadata : {};
  if (metadata.format === 'double') {
    fail('metadata.format', 'one profile', 'a comparison of two');
  }
  const names = readList(graph.names, 'names');
  const levels = readList(graph.levels, 'levels');
  const builder = new CallTreeBuilder('flamegraph');
  const funcOf: Array<FuncIndex | undefined> = new Array(names.length);
  let rootTotal = 0;
  let above: Level = { x: [0], end: [Infinity], node: [ROOT] };
  for (let depth = 0; depth < levels.length; depth++) {
    const raw = levels[depth];
    const values = readList(isObject(raw) ? raw.values : raw, `level ${depth}`);
    if (values.length % VALUES_PER_NODE !== 0) {
      fail(`level ${depth}`, `a multiple of ${VALUES_PER_NODE} values`, String(values.length));
    }
    above = readLevel({ values, depth, above, builder, names, funcOf });
    rootTotal = depth === 0 ? (above.end.at(-1) ?? 0) : rootTotal;
  }
  const tree = builder.build({
    unit: info.unit ?? (typeof metadata.units === 'string' ? metadata.units : 'count'),
    sampleType: info.sampleType ?? '',
    sampleCount: null,
  });
  if (Math.abs(tree.total - rootTotal) > TOTAL_TOLERANCE * rootTotal) {
    fail('self of all nodes', `${rootTotal}, the total of the root`, String(tree.total));
  }
  return tree;
}

/** Averages of old servers are rounded node by node; a level that is missing or read wrongly is off by far more. */
const TOTAL_TOLERANCE = 1e-3;

/** Nodes of one level, left to right. */
interface Level {
  readonly x: number[];
  readonly end: number[];
  readonly node: NodeIndex[];
}

interface ReadLevelInput {
  readonly values: readonly unknown[];
  readonly depth: number;
  readonly above: Level;
  readonly builder: CallTreeBuilder;
  readonly names: readonly unknown[];
  readonly funcOf: Array<FuncIndex | undefined>;
}

function readLevel({ values, depth, above, builder, names, funcOf }: ReadLevelInput): Level {
  const level: Level = { x: [], end: [], node: [] };
  let x = 0;
  let parent = 0;
  for (let i = 0; i < values.length; i += VALUES_PER_NODE) {
    const where = `level ${depth}, node ${i / VALUES_PER_NODE}`;
    const offset = readNumber(values[i], `${where}, offset`);
    const total = readNumber(values[i + 1], `${where}, total`);
    const self = readNumber(values[i + 2], `${where}, self`);
    const nameIndex = readNumber(values[i + 3], `${where}, name`);
    x += offset;
    const end = x + total;
    // Left to right on both levels, so the search for the parent never turns back.
    while (parent + 1 < above.x.length && above.x[parent + 1] <= x) {
      parent++;
    }
    if (parent >= above.x.length || x < above.x[parent] || end > above.end[parent] * (1 + SPAN_TOLERANCE)) {
      fail(where, 'a span inside one of the level above', `${x} to ${end}`);
    }
    level.x.push(x);
    level.end.push(end);
    level.node.push(depth === 0 ? ROOT : addNode());
    x = end;

    function addNode(): NodeIndex {
      const node = builder.child(above.node[parent], internName(nameIndex, where));
      builder.addSelf(node, self);
      return node;
    }
  }
  return level;

  function internName(index: number, where: string): FuncIndex {
    const known = funcOf[index];
    if (known !== undefined) {
      return known;
    }
    const name = names[index];
    if (typeof name !== 'string') {
      fail(where, `a name index below ${names.length}`, String(index));
    }
    const func = builder.functions.intern({ name });
    funcOf[index] = func;
    return func;
  }
}

/** Sums beyond 2^53 are rounded, so a child may end a little behind its parent. */
const SPAN_TOLERANCE = 1e-9;

function fail(where: string, expected: string, found: string): never {
  throw new ProfileFormatError({ format: 'flamegraph', where, expected, found });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** An absent list is an empty one: protojson leaves empty lists out. */
function readList(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : fail(where, 'a list', describe(value));
}

/** protojson writes int64 as text. */
function readNumber(value: unknown, where: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= 0 && number < Infinity
    ? number
    : fail(where, 'a number of 0 or more', typeof value === 'string' ? quoted(value) : describe(value));
}
