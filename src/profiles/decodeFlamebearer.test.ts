import { decodeFlamebearer, isFlamebearerFormat } from './decodeFlamebearer';
import { ProfileFormatError } from './profileFormatError';
import { formatTree } from './testing/treeFromText';

/**
 * The example of grafana/pyroscope's format description; offsets count from the end of the node before.
 *
 *   total 4
 *   └ a 4
 *     ├ b 1
 *     │ └ e 1
 *     └ c 3
 *       └ d 1
 */
const NAMES = ['total', 'a', 'c', 'd', 'b', 'e'];
const LEVELS = [
  [0, 4, 0, 0],
  [0, 4, 0, 1],
  [0, 1, 0, 4, 0, 3, 2, 2],
  [0, 1, 1, 5, 2, 1, 1, 3],
];
const EXPECTED = [
  '- a (cum: 4, self: 0)',
  '  - b (cum: 1, self: 0)',
  '    - e (cum: 1, self: 1)',
  '  - c (cum: 3, self: 2)',
  '    - d (cum: 1, self: 1)',
];

const querierAnswer = (levels: ReadonlyArray<readonly unknown[]> = LEVELS, names: readonly unknown[] = NAMES) => ({
  flamegraph: { names, levels: levels.map((values) => ({ values: values.map(String) })), total: '4', maxSelf: '2' },
});

it('reads the querier’s answer', () => {
  const tree = decodeFlamebearer(querierAnswer(), { unit: 'nanoseconds', sampleType: 'cpu' });
  expect(formatTree(tree)).toEqual(EXPECTED);
  expect([tree.unit, tree.sampleType, tree.total, tree.sampleCount]).toEqual(['nanoseconds', 'cpu', 4, null]);
});

it('reads the legacy answer, with its unit', () => {
  const tree = decodeFlamebearer({
    flamebearer: { names: NAMES, levels: LEVELS, numTicks: 4 },
    metadata: { units: 'samples', format: 'single' },
  });
  expect(formatTree(tree)).toEqual(EXPECTED);
  expect(tree.unit).toBe('samples');
});

it('reads empty answers: a lone total, absent lists, an unknown extra field', () => {
  expect(
    decodeFlamebearer({ flamegraph: { names: ['total'], levels: [{ values: ['0', '0', '0', '0'] }] } }).length
  ).toBe(0);
  expect(decodeFlamebearer({ flamegraph: {}, tree: 'AAAA' }).length).toBe(0);
});

it.each<[string, unknown, RegExp]>([
  ['no object', [], /an object, found a list/],
  ['another object', { data: 1 }, /flamegraph or flamebearer, found fields "data"/],
  ['a comparison', { flamebearer: { names: [], levels: [] }, metadata: { format: 'double' } }, /a comparison of two/],
  ['seven values a node', querierAnswer([[0, 4, 0, 0, 4, 0, 0]]), /multiple of 4 values, found 7 \(level 0\)/],
  ['a name outside the list', querierAnswer([LEVELS[0], [0, 4, 4, 9]]), /name index below 6, found 9/],
  ['a child wider than its parent', querierAnswer([LEVELS[0], [0, 5, 5, 1]]), /span inside one of the level above/],
  ['a child beside its parent', querierAnswer([LEVELS[0], [4, 1, 1, 1]]), /span inside one of the level above/],
  [
    'a value that is no number',
    querierAnswer([['0', 'x', '0', '0']]),
    /number of 0 or more, found "x" \(level 0, node 0, total\)/,
  ],
  ['a missing level', querierAnswer(LEVELS.slice(0, 3)), /4, the total of the root, found 2/],
  ['a name that is no text', querierAnswer(LEVELS, ['total', 7]), /name index below 2/],
])('refuses %s', (_, json, message) => {
  expect(() => decodeFlamebearer(json)).toThrow(ProfileFormatError);
  expect(() => decodeFlamebearer(json)).toThrow(message);
});

it('tells its own shape from others without throwing', () => {
  expect([querierAnswer(), { flamebearer: {} }, null, [], { nodes: [] }].map(isFlamebearerFormat)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
