import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { decodePprof, pprofSampleTypes } from './decodePprof';
import { ProfileFormatError } from './profileFormatError';
import { encodePprof, type PprofInput } from './testing/encodePprof';
import { formatTree } from './testing/treeFromText';

/** main → handle (with parse inlined at line 31) → runtime; two samples of 10 ms end in parse, one in handle. */
const BASE: PprofInput = {
  sampleTypes: ['samples/count', 'cpu/nanoseconds'],
  functions: [
    { name: 'main', file: 'main.go', start: 1 },
    { name: 'handle', file: 'api.go', start: 20 },
    { name: 'parse', file: 'api.go', start: 30 },
  ],
  mappings: ['/usr/bin/shop'],
  locations: [
    { lines: [[1, 5]], mapping: 1 },
    {
      lines: [
        [3, 31],
        [2, 24],
      ],
      mapping: 1,
    },
    { lines: [[2, 27]], mapping: 1 },
  ],
  samples: [
    { stack: [2, 1], values: [2, 20] },
    { stack: [3, 1], values: [1, 10] },
  ],
};

it('turns stacks round, makes inlined lines frames, and knows files, modules and lines', () => {
  const tree = decodePprof(encodePprof(BASE));
  expect(formatTree(tree)).toEqual([
    '- main (cum: 30, self: 0)',
    '  - handle (cum: 30, self: 10)',
    '    - parse (cum: 20, self: 20)',
  ]);
  const { functions } = tree;
  expect(functions.name).toEqual(['handle', 'main', 'parse']);
  expect(functions.file).toEqual(['api.go', 'main.go', 'api.go']);
  expect(functions.module).toEqual(['shop', 'shop', 'shop']);
  expect(Array.from(functions.line)).toEqual([20, 1, 30]);
  expect(Array.from(functions.hotLine)).toEqual([27, -1, 31]);
  expect(Array.from(functions.hotLineShare)).toEqual([1, 0, 1]);
});

it('knows the sample count, and the quantum where every sample weighs the same', () => {
  const tree = decodePprof(encodePprof(BASE));
  expect([tree.unit, tree.sampleType, tree.sampleCount, tree.quantum]).toEqual(['nanoseconds', 'cpu', 3, 10]);
  const uneven = encodePprof({ ...BASE, samples: [...BASE.samples, { stack: [1], values: [1, 7] }] });
  expect([decodePprof(uneven).sampleCount, decodePprof(uneven).quantum]).toEqual([4, null]);
});

it('reads gzip and plain bytes as the same tree', () => {
  const bytes = encodePprof(BASE);
  expect(decodePprof(zlib.gzipSync(bytes))).toEqual(decodePprof(bytes));
});

describe('the sample type', () => {
  const values = [1, 2, 3];
  const heap: PprofInput = {
    ...BASE,
    sampleTypes: ['alloc_objects/count', 'alloc_space/bytes', 'inuse_space/bytes'],
    samples: [{ stack: [1], values }],
  };
  it('is the one asked for', () => {
    expect(decodePprof(encodePprof(heap), { sampleType: 'alloc_space' }).total).toBe(2);
  });
  it('is else the default of the file', () => {
    expect(decodePprof(encodePprof({ ...heap, defaultSampleType: 'alloc_objects' })).total).toBe(1);
  });
  it('is else the last one', () => {
    const tree = decodePprof(encodePprof(heap));
    expect([tree.sampleType, tree.unit, tree.total, tree.sampleCount]).toEqual(['inuse_space', 'bytes', 3, null]);
  });
  it('is a preferred one where the file has it', () => {
    const preferredTypes = ['alloc_samples', 'alloc_space', 'alloc_objects'];
    expect(decodePprof(encodePprof(heap), { preferredTypes }).sampleType).toBe('alloc_space');
    expect(decodePprof(encodePprof(BASE), { preferredTypes }).sampleType).toBe('cpu');
  });
  it('is CPU time rather than a count of samples', () => {
    const bytes = encodePprof({ ...BASE, sampleTypes: ['cpu/nanoseconds', 'samples/count'] });
    expect(decodePprof(bytes).sampleType).toBe('cpu');
  });
  it('is refused with the names there are', () => {
    expect(() => decodePprof(encodePprof(heap), { sampleType: 'cpu' })).toThrow(
      /"cpu", found "alloc_objects", "alloc_space", "inuse_space"/
    );
  });
  it('can be listed', () => {
    expect(pprofSampleTypes(encodePprof(heap)).map(({ type, unit }) => `${type}/${unit}`)).toEqual(heap.sampleTypes);
  });
});

it('names frames without function as pprof does', () => {
  const tree = decodePprof(
    encodePprof({
      ...BASE,
      locations: [{ lines: [] }, { lines: [], mapping: 1 }],
      samples: [
        { stack: [1], values: [1, 1] },
        { stack: [2], values: [1, 1] },
      ],
    })
  );
  expect(tree.functions.name).toEqual(['<unknown>', '[shop]']);
});

it('counts functions from 1 where a .NET exporter left out their ids', () => {
  const functions = BASE.functions.map((entry) => ({ ...entry, id: 0 }));
  expect(formatTree(decodePprof(encodePprof({ ...BASE, functions })))).toEqual(
    formatTree(decodePprof(encodePprof(BASE)))
  );
});

it('takes location ids that are addresses', () => {
  const locations = BASE.locations.map((entry, i) => ({ ...entry, id: 0x7f00_0000_0000 + i }));
  const samples = BASE.samples.map(({ stack, values }) => ({
    stack: stack.map((id) => 0x7f00_0000_0000 + Number(id) - 1),
    values,
  }));
  expect(decodePprof(encodePprof({ ...BASE, locations, samples }))).toEqual(decodePprof(encodePprof(BASE)));
});

it('leaves out samples of weight 0, as pprof does', () => {
  const bytes = encodePprof({ ...BASE, samples: [...BASE.samples, { stack: [1], values: [1, 0] }] });
  expect(decodePprof(bytes)).toEqual(decodePprof(encodePprof(BASE)));
});

it('keeps samples without a stack as unknown mass', () => {
  const bytes = encodePprof({ ...BASE, samples: [...BASE.samples, { stack: [], values: [1, 10] }] });
  const tree = decodePprof(bytes);
  expect([tree.total, tree.sampleCount]).toEqual([40, 4]);
  expect(formatTree(tree)[0]).toBe('- [unknown] (cum: 10, self: 10)');
});

it('drops drop_frames with everything below and gives the caller their weight', () => {
  const tree = decodePprof(encodePprof({ ...BASE, dropFrames: 'par.e' }));
  expect(formatTree(tree)).toEqual(['- main (cum: 30, self: 0)', '  - handle (cum: 30, self: 30)']);
  // never above the first frame that stays
  expect(formatTree(decodePprof(encodePprof({ ...BASE, dropFrames: 'main' })))).toHaveLength(3);
  expect(formatTree(decodePprof(encodePprof({ ...BASE, dropFrames: 'handle|parse', keepFrames: 'parse' })))).toEqual([
    '- main (cum: 30, self: 30)',
  ]);
});

it.each<[string, PprofInput, RegExp]>([
  ['no sample type', { ...BASE, sampleTypes: [], samples: [] }, /at least one sample type, found none/],
  [
    'a sample with too few values',
    { ...BASE, samples: [{ stack: [1], values: [1] }] },
    /2 values, one a sample type, found 1 \(sample 0\)/,
  ],
  [
    'a location that is not there',
    { ...BASE, samples: [{ stack: [9], values: [1, 1] }] },
    /location id 9, which it does not hold \(sample 0\)/,
  ],
  [
    'a function that is not there',
    { ...BASE, locations: [{ lines: [[9, 1]] }] },
    /function id 9, which it does not hold \(location 0\)/,
  ],
  ['a mapping that is not there', { ...BASE, mappings: [] }, /mapping id 1/],
  ['an id used twice', { ...BASE, locations: BASE.locations.map((entry) => ({ ...entry, id: 1 })) }, /id 1 again/],
  ['an id beyond 2^53', { ...BASE, locations: [{ lines: [[1, 1]], id: 2n ** 60n }] }, /id from 1 to 2\^53/],
  ['a negative weight', { ...BASE, samples: [{ stack: [1], values: [1, -5n] }] }, /weight from 0 to 2\^53 .* found -5/],
  ['a weight beyond 2^53', { ...BASE, samples: [{ stack: [1], values: [1, 2n ** 60n] }] }, /weight from 0 to 2\^53/],
])('refuses %s', (_, input, message) => {
  const decode = () => decodePprof(encodePprof(input));
  expect(decode).toThrow(ProfileFormatError);
  expect(decode).toThrow(message);
});

it('says that a file cut by one byte is cut', () => {
  const file = fs.readFileSync(path.resolve(__dirname, '../../tests/fixtures/fixbench/billing-rules/base.pb.gz'));
  expect(() => decodePprof(file.subarray(0, -1))).toThrow(/gzip: expected .* found a cut or damaged/);
  const plain = zlib.gunzipSync(file);
  expect(() => decodePprof(plain.subarray(0, -1))).toThrow(/pprof: expected .* found .*(byte \d+)/);
});
