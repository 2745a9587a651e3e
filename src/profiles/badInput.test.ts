/** Every fixture, cut or with flipped bits, ends in a tree or a `ProfileFormatError`, soon. Seeded, so it repeats. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { decodeProfile } from './decodeProfile';
import { ProfileFormatError } from './profileFormatError';
import { seededRandom } from './testing/seededRandom';

const FIXTURES = path.resolve(__dirname, '../../tests/fixtures/fixbench');
const read = (name: string) => new Uint8Array(fs.readFileSync(path.join(FIXTURES, name)));
const packed = read('tickets-flat/base.pb.gz');
const plain = new Uint8Array(zlib.gunzipSync(packed));
const FOLDED = 'main;handle;parse 12\nmain;handle 3\nmain;gc 1\n'.repeat(20);
const FLAMEGRAPH = JSON.stringify({
  flamegraph: {
    names: ['total', 'A', 'B'],
    levels: [{ values: [0, 3, 0, 0] }, { values: [0, 3, 1, 1] }, { values: [1, 2, 2, 2] }],
  },
});

const FRAMES = JSON.stringify({
  results: {
    A: {
      frames: [
        {
          schema: { fields: ['level', 'value', 'self', 'label'].map((name) => ({ name, config: {} })) },
          data: {
            values: [
              [0, 1, 2],
              [3, 3, 2],
              [0, 1, 2],
              ['total', 'A', 'B'],
            ],
          },
        },
      ],
    },
  },
});
const CPUPROFILE = JSON.stringify({
  nodes: [
    { id: 1, callFrame: { functionName: '(root)', url: '', lineNumber: -1 }, hitCount: 0, children: [2] },
    { id: 2, callFrame: { functionName: 'A', url: 'file:///a.js', lineNumber: 3 }, hitCount: 1, children: [3] },
    {
      id: 3,
      callFrame: { functionName: 'B', url: 'file:///a.js', lineNumber: 9 },
      positionTicks: [{ line: 9, ticks: 2 }],
    },
  ],
  startTime: 0,
  endTime: 40,
  samples: [2, 3, 3],
  timeDeltas: [10, 10, 10],
});
const TREE = Uint8Array.from([0, 0, 2, 1, 0x41, 1, 1, 1, 0x42, 0x82, 0x01, 0, 1, 0x43, 4, 0]);

const inputs: ReadonlyArray<[string, Uint8Array]> = [
  ['gzipped pprof', packed],
  ['plain pprof', plain],
  ['a thin Node profile', new Uint8Array(zlib.gunzipSync(read('node-catalog-clone/thin.pb.gz')))],
  ['folded stacks', new TextEncoder().encode(FOLDED)],
  ['a flame graph answer', new TextEncoder().encode(FLAMEGRAPH)],
  ['Grafana frames', new TextEncoder().encode(FRAMES)],
  ['a V8 profile', new TextEncoder().encode(CPUPROFILE)],
  ['a Pyroscope tree', TREE],
];

/** One decode of these small files takes about a millisecond; a hang or a blow-up takes far more. */
const LIMIT_MS = 2000;

function outcome(bytes: Uint8Array): 'tree' | 'error' {
  const start = performance.now();
  let result: 'tree' | 'error' = 'tree';
  try {
    decodeProfile(bytes);
  } catch (error) {
    if (!(error instanceof ProfileFormatError)) {
      throw error;
    }
    expect(error.message).toMatch(/^[a-z ]+: expected .+, found .+ \(.+\)$/s);
    result = 'error';
  }
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  return result;
}

describe.each(inputs)('%s', (name, bytes) => {
  it('is read whole', () => {
    expect(outcome(bytes)).toBe('tree');
  });

  it('cut at any length is a tree or a clear error', () => {
    const step = Math.max(1, Math.floor(bytes.length / 400));
    let errors = 0;
    let cuts = 0;
    for (let length = bytes.length - 1; length >= 0; length -= cuts < 40 ? 1 : step) {
      errors += outcome(bytes.subarray(0, length)) === 'error' ? 1 : 0;
      cuts++;
    }
    // A protobuf message or a text can be cut between two fields or lines and stay well formed; packed bytes cannot.
    expect(errors).toBeGreaterThan(name === 'gzipped pprof' ? cuts - 1 : 0);
  });

  it('with flipped bits is a tree or a clear error', () => {
    const random = seededRandom(7);
    for (let run = 0; run < 500; run++) {
      const copy = Uint8Array.from(bytes);
      for (let flips = 1 + Math.floor(random() * 4); flips > 0; flips--) {
        copy[Math.floor(random() * copy.length)] ^= 1 << Math.floor(random() * 8);
      }
      outcome(copy);
    }
  });
});

it('random bytes are a clear error', () => {
  const random = seededRandom(11);
  for (let run = 0; run < 2000; run++) {
    const bytes = Uint8Array.from({ length: Math.floor(random() * 64) }, () => random() * 256);
    outcome(bytes);
  }
});
