import { MAX_DEPTH } from './limits';
import { decodeNestedSet, encodeNestedSet, type NestedSetColumns } from './nestedSet';
import { ProfileFormatError } from './profileFormatError';
import { randomStacks, seededRandom } from './testing/seededRandom';
import { formatTree, treeFromText } from './testing/treeFromText';
import { CallTreeBuilder } from './callTreeBuilder';

const INFO = { unit: 'nanoseconds', sampleType: 'cpu' };

const COLUMNS: NestedSetColumns = {
  level: [0, 1, 2, 1],
  value: [5, 4, 3, 1],
  self: [0, 1, 3, 1],
  label: ['total', 'A', 'B', 'C'],
};
const EXPECTED = ['- A (cum: 4, self: 1)', '  - B (cum: 3, self: 3)', '- C (cum: 1, self: 1)'];

it('drops the synthetic root and keeps the rest', () => {
  const tree = decodeNestedSet(COLUMNS, INFO);
  expect(formatTree(tree)).toEqual(EXPECTED);
  expect([tree.unit, tree.sampleType, tree.sampleCount, tree.total]).toEqual(['nanoseconds', 'cpu', null, 5]);
});

it('reads an enum label as the same tree', () => {
  const label = { index: [2, 0, 1, 3], text: ['A', 'B', 'total', 'C'] };
  expect(decodeNestedSet({ ...COLUMNS, label }, INFO)).toEqual(decodeNestedSet(COLUMNS, INFO));
});

it('keeps a real function called total', () => {
  const tree = decodeNestedSet({ level: [0, 0], value: [1, 2], self: [1, 2], label: ['total', 'A'] }, INFO);
  expect(formatTree(tree)).toEqual(['- A (cum: 2, self: 2)', '- total (cum: 1, self: 1)']);
});

it('merges sibling rows of one function', () => {
  const tree = decodeNestedSet(
    { level: [0, 1, 1], value: [3, 1, 2], self: [0, 1, 2], label: ['total', 'A', 'A'] },
    INFO
  );
  expect(formatTree(tree)).toEqual(['- A (cum: 3, self: 3)']);
});

it('reads an empty answer: a lone total, or no row at all', () => {
  expect(decodeNestedSet({ level: [0], value: [0], self: [0], label: ['total'] }, INFO).length).toBe(0);
  expect(decodeNestedSet({ level: [], value: [], self: [], label: [] }, INFO).length).toBe(0);
});

it('takes file and line into the identity and the table of functions', () => {
  const tree = decodeNestedSet({ ...COLUMNS, file: ['', 'a.go', 'b.go', 'c.go'], line: [-1, 10, 20, -1] }, INFO);
  expect(tree.functions.file).toEqual(['a.go', 'b.go', 'c.go']);
  expect(Array.from(tree.functions.line)).toEqual([10, 20, -1]);
});

it.each<[string, Partial<NestedSetColumns>, RegExp]>([
  ['a short column', { self: [0, 1] }, /4 values, as many as levels, found 2 \(column self\)/],
  ['a skipped level', { level: [0, 1, 3, 1] }, /level from 0 to 2, found 3 \(row 2\)/],
  ['a first row below level 0', { level: [1, 1, 2, 1] }, /row 0/],
  ['a level that is no whole number', { level: [0, 1, 1.5, 1] }, /found 1.5/],
  [
    'a label outside the enum',
    { label: { index: [0, 1, 7, 1], text: ['total', 'A'] } },
    /index 7 of 2 texts \(row 2\)/,
  ],
  ['a value that is not self and children', { value: [5, 9, 3, 1] }, /found 9 \(row 1\)|found 5 \(row 0\)/],
  ['a negative self', { self: [0, 1, -3, 1] }, /weight from 0/],
  [
    'self weight in the synthetic root',
    { self: [2, 1, 3, 1], value: [7, 4, 3, 1] },
    /no self weight in the synthetic root/,
  ],
])('refuses %s', (_, change, message) => {
  const decode = () => decodeNestedSet({ ...COLUMNS, ...change }, INFO);
  expect(decode).toThrow(ProfileFormatError);
  expect(decode).toThrow(message);
});

it('refuses a depth over the limit instead of running out of stack', () => {
  const length = MAX_DEPTH + 2;
  const columns = {
    level: Array.from({ length }, (_, i) => i),
    value: new Array<number>(length).fill(0),
    self: new Array<number>(length).fill(0),
    label: new Array<string>(length).fill('f'),
  };
  expect(() => decodeNestedSet(columns, INFO)).toThrow(ProfileFormatError);
});

it('encodes what it decoded', () => {
  const encoded = encodeNestedSet(treeFromText('A[file:a.go][line:3]  B'));
  expect(encoded).toEqual({
    level: [0, 1, 1],
    value: [2, 1, 1],
    self: [0, 1, 1],
    labelIndex: [0, 1, 2],
    labelText: ['total', 'A', 'B'],
    fileIndex: [0, 1, 0],
    fileText: ['', 'a.go'],
    line: [-1, 3, -1],
  });
});

it('comes back as the same tree on random profiles', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const builder = new CallTreeBuilder();
    for (const { names, weight } of randomStacks(seededRandom(seed))) {
      builder.addStack(
        names.map((name) => ({ name, file: `${name}.go`, startLine: name.charCodeAt(0) })),
        weight
      );
    }
    const tree = builder.build(INFO);
    const { labelIndex, labelText, fileIndex, fileText, ...columns } = encodeNestedSet(tree);
    const label = { index: labelIndex, text: labelText };
    const file = { index: fileIndex, text: fileText };
    expect(decodeNestedSet({ ...columns, label, file }, INFO)).toEqual(tree);
  }
});
