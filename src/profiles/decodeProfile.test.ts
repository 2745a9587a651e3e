import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { decodeProfile, profileSampleTypes } from './decodeProfile';
import { ProfileFormatError } from './profileFormatError';
import { encodePprof } from './testing/encodePprof';
import { formatTree } from './testing/treeFromText';

const FOLDED = 'A;B 2\nA 1\n';
const FLAMEGRAPH = {
  flamegraph: {
    names: ['total', 'A', 'B'],
    levels: [{ values: [0, 3, 0, 0] }, { values: [0, 3, 1, 1] }, { values: [1, 2, 2, 2] }],
  },
};
const PPROF = encodePprof({
  sampleTypes: ['samples/count'],
  functions: [{ name: 'A' }, { name: 'B' }],
  locations: [{ lines: [[1, 0]] }, { lines: [[2, 0]] }],
  samples: [
    { stack: [2, 1], values: [2] },
    { stack: [1], values: [1] },
  ],
});

/** Root, A with self 1 and one child, B with self 2. */
const TREE = Uint8Array.from([0, 0, 1, 1, 0x41, 1, 1, 1, 0x42, 2, 0]);
const FRAMES = [
  {
    schema: { fields: ['level', 'value', 'self', 'label'].map((name) => ({ name })) },
    data: {
      values: [
        [0, 1, 2],
        [3, 3, 2],
        [0, 1, 2],
        ['total', 'A', 'B'],
      ],
    },
  },
];
const CPUPROFILE = {
  nodes: [
    { id: 1, callFrame: { functionName: 'A' }, hitCount: 1, children: [2] },
    { id: 2, callFrame: { functionName: 'B' }, hitCount: 2 },
  ],
};
const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

describe.each<[string, Uint8Array]>([
  ['folded stacks', Buffer.from(FOLDED)],
  ['a flame graph answer', json(FLAMEGRAPH)],
  ['a flame graph alone', json(FLAMEGRAPH.flamegraph)],
  ['pprof', PPROF],
  ['pprof in an answer', Uint8Array.from([0x2a, ...lengthOf(wrapped(PPROF)), ...wrapped(PPROF)])],
  ['a Pyroscope tree', TREE],
  ['a Pyroscope tree in an answer', Uint8Array.from([0x12, TREE.length, ...TREE])],
  ['a Pyroscope tree in JSON', json({ tree: Buffer.from(TREE).toString('base64') })],
  ['Grafana frames', json(FRAMES)],
  ['a V8 profile', json(CPUPROFILE)],
])('%s', (_, bytes) => {
  it('is known by its content', () => {
    expect(formatTree(decodeProfile(bytes))).toEqual(['- A (cum: 3, self: 1)', '  - B (cum: 2, self: 2)']);
  });
  it('is known inside gzip', () => {
    expect(decodeProfile(zlib.gzipSync(bytes))).toEqual(decodeProfile(bytes));
  });
});

/** A length as protobuf writes it; one or two bytes are enough here. */
function lengthOf(bytes: Uint8Array): number[] {
  return bytes.length < 128 ? [bytes.length] : [(bytes.length % 128) + 128, bytes.length >> 7];
}

/** Field 1 of a message. */
function wrapped(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([0x0a, ...lengthOf(bytes), ...bytes]);
}

it('takes the type as said where the format states none, by name or by type id', () => {
  const typed = (bytes: Uint8Array, sampleType: string) => {
    const tree = decodeProfile(bytes, { sampleType });
    return [tree.sampleType, tree.unit];
  };
  expect(typed(TREE, 'cpu')).toEqual(['cpu', 'nanoseconds']);
  expect(typed(json(FLAMEGRAPH), 'memory:alloc_space:bytes:space:bytes')).toEqual(['alloc_space', 'bytes']);
  expect(typed(Buffer.from(FOLDED), 'wall')).toEqual(['wall', 'samples']);
  expect(typed(Buffer.from(FOLDED), 'wall:wall:microseconds:wall:microseconds')).toEqual(['wall', 'microseconds']);
  expect(typed(PPROF, 'process_cpu:samples:count:cpu:nanoseconds')).toEqual(['samples', 'count']);
});

it('lists the sample types that a file states', () => {
  expect(profileSampleTypes(PPROF)).toEqual(['samples']);
  expect(profileSampleTypes(Buffer.from(FOLDED))).toEqual([]);
});

it('tells folded stacks that begin with a bracket from JSON', () => {
  const tree = decodeProfile(Buffer.from('[main tid=7];run 3\n[main tid=7] 1\n'));
  expect(formatTree(tree)).toEqual(['- [main tid=7] (cum: 4, self: 1)', '  - run (cum: 3, self: 3)']);
});

it.each<[string, Uint8Array | string, RegExp]>([
  ['an empty file', '', /an empty file/],
  ['an empty gzip file', zlib.gzipSync(''), /found nothing/],
  ['a text', 'Dear reader,\nthis is a letter.', /found text: "Dear reader/],
  ['other JSON', '{"a": 1}', /object with the fields "a"/],
  ['a JSON list', '[1]', /found a list/],
  ['cut JSON', '{"flamegraph": {', /complete JSON/],
  ['a V8 profile without nodes', '{"nodes": [], "samples": [], "startTime": 0}', /at least one sample, found none/],
  ['a comparison', json({ flamegraph: { ...FLAMEGRAPH.flamegraph, leftTicks: '1' } }), /a comparison of two/],
  ['a tree that is not base64', '{"tree": "~~"}', /bytes in base64/],
  ['a speedscope file', '{"$schema": "x", "shared": {}}', /speedscope's own format, which is not read/],
  ['a Chrome trace', '{"traceEvents": []}', /a Chrome trace/],
  ["pprof's old text", 'heap profile: 1: 2 [3: 4] @ heap/1\n', /old text format/],
  ["pprof's old binary", new Uint8Array(new BigUint64Array([0n, 3n, 0n, 10000n, 0n, 1n]).buffer), /old binary format/],
  [
    'a picture',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    /binary data that begins with 89 50 4e 47/,
  ],
  [
    'a profile without samples',
    encodePprof({ sampleTypes: ['cpu/nanoseconds'], functions: [], locations: [], samples: [] }),
    /at least one sample, found none of type "cpu"/,
  ],
])('refuses %s in words', (_, content, message) => {
  const decode = () => decodeProfile(typeof content === 'string' ? Buffer.from(content) : content);
  expect(decode).toThrow(ProfileFormatError);
  expect(decode).toThrow(message);
});

it('names the other sample types where the one it took is empty', () => {
  const bytes = encodePprof({
    sampleTypes: ['cpu/nanoseconds', 'lock-time/nanoseconds'],
    functions: [{ name: 'A' }],
    locations: [{ lines: [[1, 0]] }],
    samples: [{ stack: [1], values: [5, 0] }],
  });
  expect(() => decodeProfile(bytes)).toThrow(/none of type "lock-time"; types of the file: "cpu", "lock-time"/);
  expect(decodeProfile(bytes, { sampleType: 'cpu' }).total).toBe(5);
});

/** Other people's profiles, read in place: never copied into this repository. */
const REFERENCE = path.resolve(__dirname, '../../../shared/profiles');
const reference = (file: string) => fs.readFileSync(path.join(REFERENCE, file));

(fs.existsSync(REFERENCE) ? describe : describe.skip)(
  fs.existsSync(REFERENCE) ? 'reference profiles' : 'skipped: no reference profiles',
  () => {
    it.each<[string, number, number]>([
      ['google-pprof/large.cpu', 425_051, 240_290_000_000],
      ['mtg/default.pgo', 2065, 29_290_000_000],
      ['pyroscope/cpu_go_truncated_1.pb.gz', 6685, 7_560_000_000],
      ['pyroscope/heap', 12_421, 2_180_208_886_994],
      ['speedscope/recursion.txt', 11, 10],
      ['speedscope/sucrase.cpuprofile', 3491, 22_003_906],
      ['pyroscope/diff_left_tree.bin', 220_119, 4_182_162_110_000_000],
      ['pyroscope/diff_right_tree.bin', 216_773, 3_564_001_560_000_000],
    ])('%s has %d nodes and weighs %d', (file, nodes, total) => {
      const tree = decodeProfile(reference(file));
      expect([tree.length, tree.total]).toEqual([nodes, total]);
    });

    it.each(['cppbench.cpu', 'cppbench.heap', 'java.contention', 'gobench.cpu'])(
      '%s is named as an old pprof format',
      (file) => {
        expect(() => decodeProfile(reference(`google-pprof/${file}`))).toThrow(/old (binary|text) format/);
      }
    );

    it('keeps the functions of a .NET profile that has no function ids apart', () => {
      const tree = decodeProfile(reference('pyroscope/dotnet-pprof-73.pb.gz'), { sampleType: 'cpu' });
      expect([tree.length, tree.functions.length]).toEqual([132, 47]);
    });
  }
);
