/** The comparison finds what it must find, and overlooks what its rules say. */
import { compareAnswers } from '../../contract/compare';
import type { ServerAnswer } from '../../contract/exchanges';

const answer = (value: unknown, status = 200): ServerAnswer => {
  const text = JSON.stringify(value);
  return { status, headers: { 'content-type': 'application/json' }, bytes: Buffer.from(text), text };
};
const compare = (found: unknown, expected: unknown): string[] => compareAnswers(answer(found), answer(expected));

const graph = (levels: number[][], names = ['total', 'a', 'b', 'other']): unknown => ({
  flamegraph: { names, levels: levels.map((values) => ({ values: values.map(String) })), total: String(levels[0]![1]) },
});

it('wants the same status', () => {
  expect(compareAnswers(answer({}, 400), answer({}, 200))[0]).toContain('status 400');
});

it('takes lists as sets and numbers within 1e-9, also in text', () => {
  expect(compare({ names: ['b', 'a'] }, { names: ['a', 'b'] })).toEqual([]);
  expect(compare({ names: ['a', 'c'] }, { names: ['a', 'b'] })).toHaveLength(1);
  expect(compare({ v: [1, 2] }, { v: [2, 1] })).toHaveLength(2);
  expect(compare([[5, '0.1']], [[5, '0.10000000000000001']])).toEqual([]);
  expect(compare({ v: 1.00000001 }, { v: 1 })).toHaveLength(1);
  expect(compare({ v: '1' }, { v: 1 })).toHaveLength(1);
  expect(compare({ v: 'proto:\u00a0x' }, { v: 'proto: x' })).toEqual([]);
  const rows = [
    { metric: { job: 'a' }, values: [[1, '2']] },
    { metric: { job: 'b' }, values: [[1, '3']] },
  ];
  expect(compare({ result: rows }, { result: [...rows].reverse() })).toEqual([]);
});

it('compares exemplars by their values alone', () => {
  const point = (value: string, profileId: string): unknown => ({ exemplars: [{ value, profileId, timestamp: '1' }] });
  expect(compare(point('7', 'x'), point('7', 'y'))).toEqual([]);
  expect(compare(point('7', 'x'), point('8', 'x'))).toHaveLength(1);
});

it('compares flame graphs by total and nodes of at least 1 %, `other` aside', () => {
  const whole = graph([
    [0, 1000, 0, 0],
    [0, 980, 980, 1, 0, 9, 9, 2, 0, 11, 11, 3],
  ]);
  expect(
    compare(
      graph([
        [0, 1000, 0, 0],
        [0, 980, 980, 1, 0, 20, 20, 3],
      ]),
      whole
    )
  ).toEqual([]);
  expect(
    compare(
      graph([
        [0, 1000, 0, 0],
        [0, 970, 970, 1, 0, 30, 30, 3],
      ]),
      whole
    )
  ).toHaveLength(1);
  expect(
    compare(
      graph([
        [0, 1001, 0, 0],
        [0, 980, 980, 1, 0, 21, 21, 3],
      ]),
      whole
    )[0]
  ).toContain('0 total');
  expect(
    compare(
      graph([
        [0, 1000, 0, 0],
        [0, 980, 980, 2, 0, 20, 20, 3],
      ]),
      whole
    )
  ).toHaveLength(2);
});

it('compares tree bytes as nodes', () => {
  const tree = (name: string, self: number): unknown => ({
    tree: Buffer.from([0, 0, 1, name.length, ...Buffer.from(name), self, 0]).toString('base64'),
  });
  expect(compare(tree('f', 9), tree('f', 9))).toEqual([]);
  expect(compare(tree('f', 9), tree('g', 9))).toHaveLength(2);
  expect(compare(tree('f', 9), tree('f', 8))).toHaveLength(2);
});

it('compares profiles by stacks, not by numbering', () => {
  const profile = (strings: string[], name: number, value: string): unknown => ({
    stringTable: strings,
    sampleType: [{ type: '1' }],
    function: [{ id: '1', name: String(name) }],
    location: [{ id: '1', line: [{ functionId: '1', line: '3' }] }],
    sample: [{ locationId: ['1'], value: [value] }],
  });
  const expected = profile(['', 'cpu', 'f'], 2, '5');
  expect(compare(profile(['', 'cpu', 'x', 'f'], 3, '5'), expected)).toEqual([]);
  expect(compare(profile(['', 'cpu', 'f'], 2, '6'), expected)).toHaveLength(1);
});
