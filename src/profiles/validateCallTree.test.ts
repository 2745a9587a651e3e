import { type CallTree } from './callTree';
import { ProfileFormatError } from './profileFormatError';
import { treeFromText } from './testing/treeFromText';
import { validateCallTree } from './validateCallTree';

/** A 3, with the children B 2 (over C 1) and C 1. */
const GOOD = treeFromText(`
  A  A  A
  B  B  C
     C
`);

const replaced = (
  column: 'func' | 'parent' | 'depth' | 'subtreeEnd' | 'self' | 'cum',
  node: number,
  value: number
): CallTree => {
  const copy = column === 'self' || column === 'cum' ? Float64Array.from(GOOD[column]) : Int32Array.from(GOOD[column]);
  copy[node] = value;
  return { ...GOOD, [column]: copy };
};

it('accepts what the builder builds', () => {
  expect(() => validateCallTree(GOOD)).not.toThrow();
});

it.each<[string, CallTree, RegExp]>([
  ['a function outside the table', replaced('func', 1, 9), /function from 0 to 2, found 9 \(node 1\)/],
  ['a parent that is not the nearest node above', replaced('parent', 3, 1), /parent 0, found 1 \(node 3\)/],
  ['a parent behind its child', replaced('parent', 1, 3), /parent 0, found 3/],
  ['a first node that is no root', replaced('depth', 0, 1), /depth .*\(node 0\)/],
  ['a skipped level', replaced('depth', 1, 2), /depth at most one below/],
  ['a subtree that ends early', replaced('subtreeEnd', 0, 2), /subtree that ends at 4, found 2/],
  ['a negative self', replaced('self', 2, -1), /self weight of 0 or more/],
  ['a self that is no number', replaced('self', 2, NaN), /self weight of 0 or more/],
  ['a cum that lost weight', replaced('cum', 0, 2), /cum 3 .* found 2 \(node 0\)/],
  ['a total that is not the sum', { ...GOOD, total: 4 }, /3 \(all self weights added\), found 4/],
  ['a short column', { ...GOOD, depth: new Int32Array(3) }, /4 values, found 3 \(column depth\)/],
  ['a short function column', { ...GOOD, functions: { ...GOOD.functions, file: [] } }, /3 values, found 0/],
])('refuses %s', (_, tree, message) => {
  expect(() => validateCallTree(tree)).toThrow(ProfileFormatError);
  expect(() => validateCallTree(tree)).toThrow(message);
});

it('tolerates the rounding of float sums', () => {
  expect(() => validateCallTree(replaced('cum', 0, 3 * (1 + 1e-12)))).not.toThrow();
});
