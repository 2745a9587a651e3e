import { decodeCpuprofile, isCpuprofileFormat } from './decodeCpuprofile';
import { ProfileFormatError } from './profileFormatError';
import { formatTree } from './testing/treeFromText';

const frame = (functionName: string, lineNumber = -1, url = '') => ({
  functionName,
  scriptId: '0',
  url,
  lineNumber,
  columnNumber: 4,
});
const APP = 'file:///srv/my%20app/lib/handlers.js';

/**
 *   (root) ┬ (idle)
 *          ├ (garbage collector)
 *          └ handle ─ parse
 */
const NODES = [
  { id: 1, callFrame: frame('(root)'), hitCount: 0, children: [2, 3, 4] },
  { id: 2, callFrame: frame('(idle)'), hitCount: 1 },
  { id: 3, callFrame: frame('(garbage collector)'), hitCount: 1 },
  { id: 4, callFrame: frame('handle', 6, APP), hitCount: 1, children: [5] },
  {
    id: 5,
    callFrame: frame('parse', 20, APP),
    hitCount: 2,
    positionTicks: [
      { line: 23, ticks: 3 },
      { line: 21, ticks: 1 },
    ],
  },
];
const PROFILE = {
  nodes: NODES,
  startTime: 1000,
  endTime: 1110,
  samples: [2, 4, 5, 5, 3],
  timeDeltas: [10, 20, 30, 25, 15],
};

it('weighs a sample by the time until the next one, the last one until the end', () => {
  const tree = decodeCpuprofile(PROFILE);
  expect(formatTree(tree)).toEqual([
    '- (garbage collector) (cum: 10, self: 10)',
    '- (idle) (cum: 20, self: 20)',
    '- handle (cum: 70, self: 30)',
    '  - parse (cum: 40, self: 40)',
  ]);
  expect([tree.unit, tree.sampleType, tree.sampleCount, tree.quantum]).toEqual(['microseconds', 'wall', 5, null]);
});

it('keeps files, first lines and the hot line', () => {
  const { functions } = decodeCpuprofile(PROFILE);
  const parse = functions.name.indexOf('parse');
  expect(functions.file[parse]).toBe('/srv/my app/lib/handlers.js');
  expect([functions.line[parse], functions.hotLine[parse], functions.hotLineShare[parse]]).toEqual([21, 23, 0.75]);
  expect(functions.line[functions.name.indexOf('(idle)')]).toBe(-1);
});

it('counts hits where there are no samples, and samples where there are no times', () => {
  const hits = decodeCpuprofile({ nodes: NODES });
  expect([hits.total, hits.unit, hits.sampleCount, hits.quantum]).toEqual([5, 'samples', 5, 1]);
  expect(formatTree(decodeCpuprofile({ nodes: NODES, samples: PROFILE.samples }))).toEqual(formatTree(hits));
});

it('reads nodes that name their parent, and times that go back', () => {
  const parents: Record<number, number> = { 2: 1, 3: 1, 4: 1, 5: 4 };
  const nodes = NODES.map(({ id, callFrame }) => ({ id, callFrame, parent: parents[id] })).reverse();
  const sorted = decodeCpuprofile({ ...PROFILE, nodes });
  expect(formatTree(sorted)).toEqual(formatTree(decodeCpuprofile(PROFILE)));
  const shuffled = decodeCpuprofile({ ...PROFILE, nodes, samples: [4, 2, 5, 5, 3], timeDeltas: [30, -20, 50, 25, 15] });
  expect(formatTree(shuffled)).toEqual(formatTree(sorted));
});

it('names a nameless function after its place', () => {
  const nodes = [{ id: 1, callFrame: frame('', 11, 'node:internal/timers'), hitCount: 1 }];
  const { functions } = decodeCpuprofile({ nodes });
  expect([functions.name, functions.file]).toEqual([['(anonymous:L#12:C#5)'], ['node:internal/timers']]);
});

it('keeps samples of the root itself as such', () => {
  expect(formatTree(decodeCpuprofile({ nodes: NODES, samples: [1, 4] }))).toContain('- (root) (cum: 1, self: 1)');
});

it.each<[string, object, RegExp]>([
  ['an id that is used twice', { nodes: [NODES[1], NODES[1]] }, /an id that is used once, found id 2 again \(node 1\)/],
  ['a child that is not there', { nodes: NODES.slice(0, 2) }, /id 3, which no node has \(node 0, children\)/],
  [
    'a cycle',
    {
      nodes: [
        { ...NODES[3], children: [5] },
        { ...NODES[4], children: [4] },
      ],
    },
    /a tree, found 2 nodes/,
  ],
  [
    'two parents',
    { nodes: [...NODES, { id: 6, callFrame: frame('x'), children: [5] }] },
    /one parent, found rows 3 and 5/,
  ],
  ['a sample of no node', { ...PROFILE, samples: [9, 4, 5, 5, 3] }, /id 9, which no node has \(sample 0\)/],
  ['a time too few', { ...PROFILE, timeDeltas: [1] }, /5 values, one a sample, found 1 \(timeDeltas\)/],
  ['a text for a time', { ...PROFILE, timeDeltas: [1, 2, '', 3, 4] }, /found "" \(timeDeltas, value 2\)/],
  [
    'a long text for a time',
    { ...PROFILE, timeDeltas: [1, 'x'.repeat(9_999), 2, 3, 4] },
    /found "x{40}…" \(timeDeltas/,
  ],
  ['a time that is none', { ...PROFILE, timeDeltas: [1, 2, null, 3, 4] }, /found null \(timeDeltas, value 2\)/],
  ['a node without call frame', { nodes: [{ id: 1, callFrame: frame('a') }, { id: 2 }] }, /node 1, callFrame/],
])('refuses %s', (_, json, message) => {
  expect(() => decodeCpuprofile(json)).toThrow(ProfileFormatError);
  expect(() => decodeCpuprofile(json)).toThrow(message);
});

it('says which type it holds where another is asked for', () => {
  expect(() => decodeCpuprofile(PROFILE, { sampleType: 'cpu' })).toThrow(/sample type "cpu", found "wall"/);
  expect(decodeCpuprofile(PROFILE, { sampleType: 'wall' }).total).toBe(100);
});

it('tells its own shape from others without throwing', () => {
  expect(
    [PROFILE, { nodes: [], startTime: 0 }, { nodes: [{ id: 1 }] }, { nodes: {} }, [], null].map(isCpuprofileFormat)
  ).toEqual([true, true, false, false, false, false]);
});
