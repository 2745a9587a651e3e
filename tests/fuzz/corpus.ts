/** One good input of every format, small, to be broken. A format without one fails a test. */
import zlib from 'node:zlib';
import { encodeNestedSet } from '../../src/profiles/nestedSet';
import type { CallTree } from '../../src/profiles/callTree';
import { encodePprof } from '../../src/profiles/testing/encodePprof';
import { buildCase } from '../generator/cases';

export interface Seed {
  /** what it is, for reports */
  readonly title: string;
  readonly bytes: Uint8Array;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => utf8(JSON.stringify(value));

const childrenOf = ({ length, parent }: CallTree): number[][] => {
  const children: number[][] = Array.from({ length }, () => []);
  for (let node = 0; node < length; node++) {
    if (parent[node] >= 0) {
      children[parent[node]].push(node);
    }
  }
  return children;
};

function asPprof({ length, parent, func, self, functions }: CallTree): Uint8Array {
  const samples = [];
  for (let node = 0; node < length; node++) {
    if (self[node] > 0) {
      const stack: number[] = [];
      for (let at = node; at >= 0; at = parent[at]) {
        stack.push(func[at] + 1);
      }
      samples.push({ stack, values: [1, self[node]] });
    }
  }
  return encodePprof({
    sampleTypes: ['samples/count', 'cpu/nanoseconds'],
    functions: functions.name.map((name, f) => ({
      name,
      file: functions.file[f],
      start: Math.max(0, functions.line[f]),
    })),
    locations: functions.name.map((_, f) => ({ lines: [[f + 1, 10]] as const, mapping: 1 })),
    mappings: ['service'],
    samples,
  });
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return bytes;
}

function asPyroscopeTree(tree: CallTree): Uint8Array {
  const children = childrenOf(tree);
  const roots = children.map((_, node) => node).filter((node) => tree.parent[node] < 0);
  const bytes = [0, 0, ...varint(roots.length)];
  for (let node = 0; node < tree.length; node++) {
    const name = utf8(tree.functions.name[tree.func[node]]);
    bytes.push(...varint(name.length), ...name, ...varint(tree.self[node]), ...varint(children[node].length));
  }
  return Uint8Array.from(bytes);
}

function asFlamegraph(tree: CallTree): unknown {
  const levels: number[][] = [[0, tree.total, 0, 0]];
  /** level → where the last node on it ends */
  const ends: number[] = [0];
  const starts = new Float64Array(tree.length);
  let nextRoot = 0;
  const nextChild = new Float64Array(tree.length);
  for (let node = 0; node < tree.length; node++) {
    const p = tree.parent[node];
    starts[node] = p < 0 ? nextRoot : nextChild[p];
    nextChild[node] = starts[node];
    if (p < 0) {
      nextRoot += tree.cum[node];
    } else {
      nextChild[p] += tree.cum[node];
    }
    const level = tree.depth[node] + 1;
    levels[level] ??= [];
    levels[level].push(starts[node] - (ends[level] ?? 0), tree.cum[node], tree.self[node], tree.func[node] + 1);
    ends[level] = starts[node] + tree.cum[node];
  }
  return {
    names: ['total', ...tree.functions.name],
    levels: levels.map((values) => ({ values })),
    total: tree.total,
    maxSelf: Math.max(...tree.self),
  };
}

function asCpuprofile(tree: CallTree): unknown {
  const children = childrenOf(tree);
  const roots = children.map((_, node) => node).filter((node) => tree.parent[node] < 0);
  const frame = (functionName: string, url = '', lineNumber = 0) => ({
    functionName,
    scriptId: '1',
    url,
    lineNumber,
    columnNumber: 0,
  });
  const samples = Array.from({ length: tree.length }, (_, node) => node + 2).filter((id) => tree.self[id - 2] > 0);
  return {
    nodes: [
      { id: 1, callFrame: frame('(root)'), hitCount: 0, children: roots.map((node) => node + 2) },
      ...children.map((own, node) => ({
        id: node + 2,
        callFrame: frame(tree.functions.name[tree.func[node]], 'file:///app/a.js', 3),
        hitCount: 1,
        children: own.map((child) => child + 2),
      })),
    ],
    startTime: 1,
    endTime: 1e6,
    samples,
    timeDeltas: samples.map(() => 10_000),
  };
}

function asFrames(tree: CallTree): unknown {
  const { level, value, self, labelIndex, labelText } = encodeNestedSet(tree);
  const field = (name: string, type: string) => ({ name, type, config: {} });
  return {
    results: {
      A: {
        frames: [
          {
            schema: {
              name: 'response',
              refId: 'A',
              meta: { preferredVisualisationType: 'flamegraph' },
              fields: [
                field('level', 'number'),
                field('value', 'number'),
                field('self', 'number'),
                { name: 'label', type: 'enum', config: { type: { enum: { text: labelText } } } },
              ],
            },
            data: { values: [level, value, self, labelIndex] },
          },
        ],
      },
    },
  };
}

function asFolded({ length, parent, func, self, functions }: CallTree): string {
  const lines: string[] = [];
  for (let node = 0; node < length; node++) {
    if (self[node] > 0) {
      const names: string[] = [];
      for (let at = node; at >= 0; at = parent[at]) {
        names.unshift(functions.name[func[at]]);
      }
      lines.push(`${names.join(';')} ${Math.round(self[node] / 1e7)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A protobuf message of one field of bytes. */
const field = (tag: number, bytes: Uint8Array) => Uint8Array.from([tag, ...varint(bytes.length), ...bytes]);

/** Generated programs of four languages: Go, Node, Java, Ruby. */
const PROGRAMS: readonly number[] = [1, 54, 94, 176];

/** Good inputs of every format, of each of these programs. */
export function buildCorpus(): Seed[] {
  return PROGRAMS.flatMap((index) => {
    const { tree, language } = buildCase(index, 9);
    const pprof = asPprof(tree);
    const bare = asPyroscopeTree(tree);
    const graph = asFlamegraph(tree);
    const seed = (title: string, bytes: Uint8Array): Seed => ({ title: `${title}, ${language}`, bytes });
    return [
      seed('pprof', pprof),
      seed('gzipped pprof', new Uint8Array(zlib.gzipSync(pprof))),
      seed('pprof in an answer', field(0x2a, field(0x0a, pprof))),
      seed('Pyroscope tree', bare),
      seed('Pyroscope tree in an answer', field(0x12, bare)),
      seed('Pyroscope tree in JSON', json({ tree: Buffer.from(bare).toString('base64') })),
      seed('flame graph answer', json({ flamegraph: graph })),
      seed('legacy flame graph', json({ flamebearer: graph, metadata: { format: 'single', units: 'samples' } })),
      seed('.cpuprofile', json(asCpuprofile(tree))),
      seed('frames', json(asFrames(tree))),
      seed('folded stacks', utf8(asFolded(tree))),
    ];
  });
}
