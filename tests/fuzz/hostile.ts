/** Inputs made to hurt: very deep, very wide, very long, packed a thousandfold, in circles. Each is small as a file. */
import zlib from 'node:zlib';
import { MAX_DECODED_BYTES } from '../../src/profiles/limits';
import { encodePprof } from '../../src/profiles/testing/encodePprof';
import type { Seed } from './corpus';

const DEEP = 100_000;
const MEGABYTE = 1_048_576;
const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => utf8(JSON.stringify(value));

const callFrame = (functionName: string) => ({ functionName, scriptId: '1', url: '', lineNumber: 1, columnNumber: 1 });

/** `.cpuprofile` of the given nodes, one sample in the last. */
const cpuprofile = (nodes: ReadonlyArray<{ id: number; children?: number[]; parent?: number }>) =>
  json({
    nodes: nodes.map((node) => ({ ...node, callFrame: callFrame(`f${node.id % 7}`), hitCount: 1 })),
    startTime: 0,
    endTime: 100,
    samples: [nodes.length],
    timeDeltas: [10],
  });

/** Built when asked for: some take a while and a lot of memory to make. */
export const HOSTILE: ReadonlyArray<{ readonly title: string; readonly build: () => Seed['bytes'] }> = [
  {
    title: 'folded stack, depth 100 000',
    build: () => utf8(`${Array.from({ length: DEEP }, (_, i) => `f${i % 50}`).join(';')} 1\n`),
  },
  {
    title: 'folded stacks, each one frame deeper',
    build: () => utf8(Array.from({ length: 1_500 }, (_, i) => `${'a;b;'.repeat(i)}leaf ${i + 1}`).join('\n')),
  },
  {
    title: 'pprof, depth 100 000',
    build: () =>
      encodePprof({
        sampleTypes: ['cpu/nanoseconds'],
        functions: [{ name: 'example.com/a.F' }, { name: 'example.com/a.G' }],
        locations: [{ lines: [[1, 1]] }, { lines: [[2, 1]] }],
        samples: [{ stack: Array.from({ length: DEEP }, (_, i) => (i % 2) + 1), values: [1e7] }],
      }),
  },
  {
    title: 'pprof, a name of a megabyte',
    build: () =>
      encodePprof({
        sampleTypes: ['cpu/nanoseconds'],
        functions: [{ name: 'x'.repeat(MEGABYTE) }],
        locations: [{ lines: [[1, 1]] }],
        samples: [{ stack: [1], values: [1e7] }],
      }),
  },
  {
    title: 'pprof, negative and huge values',
    build: () =>
      encodePprof({
        sampleTypes: ['cpu/nanoseconds'],
        functions: [{ name: 'a' }],
        locations: [{ lines: [[1, 1]] }],
        samples: [
          { stack: [1], values: [-5] },
          { stack: [1], values: [9_223_372_036_854_775_807n] },
        ],
      }),
  },
  { title: 'folded stacks, a name of a megabyte', build: () => utf8(`main;${'x'.repeat(MEGABYTE)} 1\n`) },
  { title: 'folded stacks, a huge count', build: () => utf8(`main;a ${'9'.repeat(400)}\nmain;b 1\n`) },
  {
    title: 'folded stacks, NaN and negative counts',
    build: () => utf8('main;a NaN\nmain;b -3\nmain;c 1e999\nmain;d 4\n'),
  },
  {
    title: 'cpuprofile, a node that is its own child',
    build: () =>
      cpuprofile([
        { id: 1, children: [2] },
        { id: 2, children: [2] },
      ]),
  },
  {
    title: 'cpuprofile, a circle',
    build: () =>
      cpuprofile([
        { id: 1, children: [2] },
        { id: 2, children: [3] },
        { id: 3, children: [1] },
      ]),
  },
  {
    title: 'cpuprofile, a circle of parents',
    build: () =>
      cpuprofile([
        { id: 1, parent: 3 },
        { id: 2, parent: 1 },
        { id: 3, parent: 2 },
      ]),
  },
  {
    title: 'cpuprofile, depth 100 000',
    build: () =>
      cpuprofile(Array.from({ length: DEEP }, (_, i) => ({ id: i + 1, children: i + 1 < DEEP ? [i + 2] : [] }))),
  },
  {
    title: 'flame graph answer, depth 20 000',
    build: () =>
      json({
        flamegraph: {
          names: ['total', 'a'],
          levels: Array.from({ length: 20_000 }, (_, i) => ({ values: [0, 5, i === 19_999 ? 5 : 0, i === 0 ? 0 : 1] })),
          total: 5,
        },
      }),
  },
  { title: 'JSON nested 100 000 deep', build: () => utf8(`{"flamegraph":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`) },
  {
    title: 'Pyroscope tree, depth 100 000',
    build: () =>
      Uint8Array.from([
        0,
        0,
        1,
        ...Array.from({ length: DEEP }, (_, i) => [1, 65 + (i % 26), 1, i + 1 < DEEP ? 1 : 0]).flat(),
      ]),
  },
  {
    title: 'Pyroscope tree, four thousand million children',
    build: () => Uint8Array.from([0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 65, 1, 0]),
  },
  {
    title: 'gzip of more zeros than the limit',
    build: () => {
      // Members one after another unpack to one text: the same 64 MiB of zeros, packed once.
      const piece = zlib.gzipSync(Buffer.alloc(64 * MEGABYTE), { level: 9 });
      return new Uint8Array(
        Buffer.concat(Array.from({ length: Math.ceil(MAX_DECODED_BYTES / (64 * MEGABYTE)) + 1 }, () => piece))
      );
    },
  },
  { title: 'gzip in gzip', build: () => new Uint8Array(zlib.gzipSync(zlib.gzipSync(Buffer.from('main;a 1\n')))) },
  {
    title: 'gzip, cut',
    build: () => new Uint8Array(zlib.gzipSync(Buffer.from('main;a 1\n'.repeat(5_000)))).slice(0, 40),
  },
  { title: 'nothing', build: () => new Uint8Array() },
  { title: 'one zero', build: () => Uint8Array.from([0]) },
];
