/**
 * Pyroscope's flame graph answers → call tree.
 *
 *   querier.v1:  { flamegraph: { names, levels: [{ values: ["0", "4", "0", "0", …] }], total, maxSelf } }
 *   legacy:      { flamebearer: { names, levels: [[0, 4, 0, 0, …]], numTicks, maxSelf }, metadata: { units, format } }
 *   bare:        { names, levels, … }, the inner object of either alone
 *
 * A level is a flat list of `offset, total, self, name`; the offset counts from the end of the node before it, so a
 * node at x spans [x, x + total), and its parent is the node one level up whose span holds it. Level 0 is the synthetic
 * root `total`. Source: grafana/pyroscope pkg/model/flamegraph.go. Names only: no files, no lines, no sample count.
 */
import { type CallTree, type FuncIndex, type NodeIndex } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';
import { isObject, JsonReader, type JsonObject } from './jsonReader';
import { quoted } from './profileFormatError';

export interface FlamebearerInfo {
  /** of the profile type that was asked for, as the querier's answer does not say; else what a legacy answer says */
  readonly unit?: string;
  readonly sampleType?: string;
}

/** `offset, total, self, name` */
const VALUES_PER_NODE = 4;

const FORMAT = 'flamegraph';
const read: JsonReader = new JsonReader(FORMAT);

/** True for an object that carries a flame graph of any of these shapes. Never throws. */
export function isFlamebearerFormat(json: unknown): boolean {
  return isObject(json) && (isObject(json.flamegraph) || isObject(json.flamebearer) || isGraph(json));
}

const isGraph = (json: JsonObject): boolean => Array.isArray(json.names) && Array.isArray(json.levels);

/** @throws ProfileFormatError on another shape, a comparison (seven values a node), or spans that do not nest */
export function decodeFlamebearer(json: unknown, info: FlamebearerInfo = {}): CallTree {
  const answer = read.object(json, 'the answer');
  const graph = answer.flamegraph ?? answer.flamebearer ?? (isGraph(answer) ? answer : undefined);
  if (!isObject(graph)) {
    const keys = Object.keys(answer).slice(0, 8).join(', ');
    read.fail('the answer', 'a field flamegraph or flamebearer', `fields ${quoted(keys)}`);
  }
  const metadata = isObject(answer.metadata) ? answer.metadata : {};
  if (metadata.format === 'double' || graph.leftTicks !== undefined || answer.leftTicks !== undefined) {
    read.fail('the flame graph', 'one profile', 'a comparison of two');
  }
  const names = read.list(graph.names, 'names');
  const levels = read.list(graph.levels, 'levels');
  const builder = new CallTreeBuilder(FORMAT);
  const funcOf: Array<FuncIndex | undefined> = new Array(names.length);
  let rootTotal = 0;
  let above: Level = { x: [0], end: [Infinity], node: [ROOT] };
  for (let depth = 0; depth < levels.length; depth++) {
    const raw = levels[depth];
    const values = read.list(isObject(raw) ? raw.values : raw, `level ${depth}`);
    if (values.length % VALUES_PER_NODE !== 0) {
      read.fail(`level ${depth}`, `a multiple of ${VALUES_PER_NODE} values`, String(values.length));
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
    read.fail('self of all nodes', `${rootTotal}, the total of the root`, String(tree.total));
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
    const offset = read.number(values[i], `${where}, offset`);
    const total = read.number(values[i + 1], `${where}, total`);
    const self = read.number(values[i + 2], `${where}, self`);
    const nameIndex = read.number(values[i + 3], `${where}, name`);
    x += offset;
    const end = x + total;
    // Left to right on both levels, so the search for the parent never turns back.
    while (parent + 1 < above.x.length && above.x[parent + 1] <= x) {
      parent++;
    }
    if (parent >= above.x.length || x < above.x[parent] || end > above.end[parent] * (1 + SPAN_TOLERANCE)) {
      read.fail(where, 'a span inside one of the level above', `${x} to ${end}`);
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
      read.fail(where, `a name index below ${names.length}`, String(index));
    }
    const func = builder.functions.intern({ name });
    funcOf[index] = func;
    return func;
  }
}

/** Sums beyond 2^53 are rounded, so a child may end a little behind its parent. */
const SPAN_TOLERANCE = 1e-9;
