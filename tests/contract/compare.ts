/**
 * Two answers to the same request, compared by what they mean: same status; JSON equal without regard to order, numbers
 * (also in text) within 1e-9; flame graphs equal in total and in every node of at least 1 %; profiles equal by stacks;
 * ids, times and labels of exemplars not compared. Gives the differences as lines, none = the same.
 */
import type { ServerAnswer } from './exchanges';
import {
  diffNodes,
  differentNodes,
  flameGraphNodes,
  treeNodes,
  type FlameGraphJson,
  type NodeTotals,
} from './flameGraphs';
import { stacksOf } from './pprofs';

/** Relative; sums of floats depend on the order of the series. */
const TOLERANCE = 1e-9;
/** More lines tell nothing more. */
const MAX_LINES = 20;

type Json = Readonly<Record<string, unknown>>;

export interface CompareOptions {
  /** share of the whole by which a node of a flame graph may differ; 0 by the rules */
  readonly nodeSlack?: number;
}

export function compareAnswers(found: ServerAnswer, expected: ServerAnswer, options: CompareOptions = {}): string[] {
  if (found.status !== expected.status) {
    return [`status ${found.status} ${JSON.stringify(found.text.slice(0, 200))}, expected ${expected.status}`];
  }
  const [a, b] = [readAnswer(found), readAnswer(expected)];
  if (a.kind !== b.kind) {
    return [`the answer is ${a.kind}, expected ${b.kind}`];
  }
  if (a.kind === 'bytes' || b.kind === 'bytes') {
    return found.bytes.equals(expected.bytes)
      ? []
      : [`bytes differ: ${found.bytes.length} and ${expected.bytes.length}`];
  }
  return new Comparison(options.nodeSlack ?? 0).differences(a.value, b.value, '$').slice(0, MAX_LINES);
}

type Read = { readonly kind: 'JSON' | 'profile'; readonly value: unknown } | { readonly kind: 'bytes' };

function readAnswer(answer: ServerAnswer): Read {
  if (answer.headers['content-type'] === 'application/proto' && answer.status === 200) {
    return readProto(answer.bytes);
  }
  try {
    return { kind: 'JSON', value: JSON.parse(answer.text) as unknown };
  } catch {
    return { kind: 'bytes' };
  }
}

/** Fields of `SelectMergeStacktracesResponse`; all else is a profile. */
function readProto(bytes: Buffer): Read {
  const [flamegraph, tree] = [1, 2].map((field) => bytes[0] === ((field << 3) | 2));
  if (tree) {
    return { kind: 'JSON', value: { tree: unwrap(bytes).toString('base64') } };
  }
  // The name of a flame graph's first node comes first in its message, a profile starts with the type of its samples.
  if (
    flamegraph &&
    unwrap(bytes)
      .subarray(0, 2)
      .equals(Buffer.from([10, 5]))
  ) {
    return { kind: 'bytes' };
  }
  return { kind: 'profile', value: stacksOf(bytes) };
}

/** The bytes of a message's first field. */
function unwrap(message: Buffer): Buffer {
  const start = 2 + message.subarray(1).findIndex((byte) => byte < 0x80);
  let length = 0;
  for (let i = start - 1; i > 0; i--) {
    length = length * 0x80 + (message[i]! & 0x7f);
  }
  return message.subarray(start, start + length);
}

class Comparison {
  constructor(private readonly nodeSlack: number) {}

  /** Where two JSON values differ, by path. */
  differences(found: unknown, expected: unknown, path: string): string[] {
    if (isNumeric(found) && isNumeric(expected) && typeof found === typeof expected) {
      const [a, b] = [Number(found), Number(expected)];
      const isNear = Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
      return found === expected || isNear ? [] : [`${path}: ${found}, expected ${expected}`];
    }
    if (typeof found !== 'object' || typeof expected !== 'object' || found === null || expected === null) {
      return plainSpaces(found) === plainSpaces(expected)
        ? []
        : [`${path}: ${shorten(found)}, expected ${shorten(expected)}`];
    }
    if (Array.isArray(found) && Array.isArray(expected)) {
      return this.differentItems(found, expected, path);
    }
    if (isProfile(found) && isProfile(expected)) {
      return this.differences(stacksOf(found), stacksOf(expected), path);
    }
    const [a, b] = [found as Json, expected as Json];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      this.differentMembers(key, a[key], b[key], `${path}.${key}`)
    );
  }

  private differentMembers(key: string, found: unknown, expected: unknown, path: string): string[] {
    if (path === '$.metrics') {
      return []; // Tempo counts the bytes and blocks of its own search
    }
    if (key === 'exemplars' && Array.isArray(found) && Array.isArray(expected)) {
      return this.differences(found.map(exemplarValue), expected.map(exemplarValue), path);
    }
    if (isFlameGraph(found) && isFlameGraph(expected)) {
      const nodes = 'leftTicks' in expected || 'leftTicks' in found ? diffNodes : flameGraphNodes;
      return this.differentGraphs(nodes(found), nodes(expected), path);
    }
    if (key === 'tree' && typeof found === 'string' && typeof expected === 'string') {
      return this.differentGraphs(treeNodes(found), treeNodes(expected), path);
    }
    return this.differences(found, expected, path);
  }

  private differentGraphs(found: NodeTotals, expected: NodeTotals, path: string): string[] {
    return differentNodes(found, expected, this.nodeSlack).map((line) => `${path} ${line}`);
  }

  /** Lists of numbers are vectors, all other lists are sets. */
  private differentItems(found: readonly unknown[], expected: readonly unknown[], path: string): string[] {
    if (found.length !== expected.length) {
      return [`${path}: ${found.length} items, expected ${expected.length}`];
    }
    const compareInOrder = (a: readonly unknown[], b: readonly unknown[]): string[] =>
      a.flatMap((item, i) => this.differences(item, b[i], `${path}[${i}]`));
    const inOrder = compareInOrder(found, expected);
    return inOrder.length === 0 || found.every((item) => typeof item === 'number')
      ? inOrder
      : compareInOrder(sorted(found), sorted(expected));
  }
}

/** Prometheus gives it as the value of a sample, Pyroscope and Tempo as a number. */
const exemplarValue = (exemplar: unknown): unknown => (exemplar as Json)['value'] ?? '0';

const isProfile = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && 'stringTable' in value && 'sample' in value;

const isFlameGraph = (value: unknown): value is FlameGraphJson =>
  typeof value === 'object' && value !== null && 'levels' in value && 'names' in value;

/** By what identifies an item first (labels, names, ids), by everything else next. */
function sorted(items: readonly unknown[]): unknown[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

function keyOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) {
    return typeof item === 'number' ? item.toExponential(6) : String(item);
  }
  const { labels, metric, seriesLabels, traceID, spanID, spanId, key, name, ID, timestamp, ...rest } = item as Json;
  const identity = [labels, metric, seriesLabels, traceID, spanID, spanId, key, name, ID, timestamp].map(canonical);
  return JSON.stringify(identity) + canonical(rest);
}

/** JSON of a value with its keys and lists in one order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).sort().join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .sort()
      .join()}}`;
  }
  return JSON.stringify(value) ?? '';
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value));
}

/** Go's protobuf library writes a no-break space after its name in some builds, so that nobody relies on its words. */
const plainSpaces = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\u00a0', ' ') : value);

const shorten = (value: unknown): string => (JSON.stringify(value) ?? 'absent').slice(0, 160);
