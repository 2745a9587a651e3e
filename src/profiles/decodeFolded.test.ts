import { decodeFolded } from './decodeFolded';
import { ProfileFormatError } from './profileFormatError';
import { formatTree } from './testing/treeFromText';

it('reads stacks, blanks in names, comments and Windows line ends', () => {
  const tree = decodeFolded('# made by hand\r\nmain;operator new 3\r\n\r\nmain 1\r\n');
  expect(formatTree(tree)).toEqual(['- main (cum: 4, self: 1)', '  - operator new (cum: 3, self: 3)']);
  expect([tree.unit, tree.sampleCount, tree.quantum]).toEqual(['samples', 4, 1]);
});

it('knows no sample count where weights are fractions', () => {
  const tree = decodeFolded('a 1.5\nb 2');
  expect([tree.total, tree.sampleCount, tree.quantum]).toEqual([3.5, null, null]);
});

it('does not add a line count times: a count of a billion is one node', () => {
  expect(decodeFolded('a;b 1000000000').length).toBe(2);
});

it.each([
  ['a line without number', 'a;b 1\na;b\n', /"a;b" \(line 2\)/],
  ['a negative number', 'a;b -1', /line 1/],
  ['nothing but comments', '# x\n', /at least one stack/],
  ['an empty text', '', /an empty text/],
])('refuses %s', (_, text, message) => {
  expect(() => decodeFolded(text)).toThrow(ProfileFormatError);
  expect(() => decodeFolded(text)).toThrow(message);
});
