import { validateCallTree } from '../../src/profiles/validateCallTree';
import { syntheticTree } from './syntheticTree';

const tree = syntheticTree(20_000);

it('draws a valid tree of exactly that many nodes', () => {
  expect(tree.length).toBe(20_000);
  expect(() => validateCallTree(tree)).not.toThrow();
});

it('is as deep as the trees that the goals were set on', () => {
  const mean = tree.depth.reduce((sum, depth) => sum + depth, 0) / tree.length;
  expect(mean).toBeGreaterThan(32);
  expect(mean).toBeLessThan(37);
});

it('has no function twice among siblings, and siblings in function order', () => {
  const last = new Map<number, number>();
  for (let i = 0; i < tree.length; i++) {
    const before = last.get(tree.parent[i]);
    expect(before === undefined || before < tree.func[i]).toBe(true);
    last.set(tree.parent[i], tree.func[i]);
  }
});

it('names every function once', () => {
  expect(new Set(tree.functions.name).size).toBe(tree.functions.length);
});

it('is the same for the same seed, and another for another', () => {
  expect(syntheticTree(2_000, 7)).toEqual(syntheticTree(2_000, 7));
  expect(syntheticTree(2_000, 7).func).not.toEqual(syntheticTree(2_000, 8).func);
});
