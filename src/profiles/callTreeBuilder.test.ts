import { CallTreeBuilder } from './callTreeBuilder';
import { MAX_DEPTH, MAX_NAME_LENGTH, MAX_WEIGHT } from './limits';
import { ProfileFormatError } from './profileFormatError';
import { countFunctions } from './testing/countFunctions';
import { randomStacks, seededRandom } from './testing/seededRandom';
import { formatTree, treeFromText } from './testing/treeFromText';

const INFO = { unit: 'samples', sampleType: 'samples' };

it('merges equal paths and lays nodes out in pre-order, siblings by name', () => {
  const tree = treeFromText(`
    A  A  A
    C  B
       C
  `);
  expect(formatTree(tree)).toEqual([
    '- A (cum: 3, self: 1)',
    '  - B (cum: 1, self: 0)',
    '    - C (cum: 1, self: 1)',
    '  - C (cum: 1, self: 1)',
  ]);
  expect(Array.from(tree.parent)).toEqual([-1, 0, 1, 0]);
  expect(Array.from(tree.depth)).toEqual([0, 1, 2, 1]);
  expect(Array.from(tree.subtreeEnd)).toEqual([4, 3, 3, 4]);
});

it('counts a recursive function once per stack', () => {
  const tree = treeFromText(`
    A  A  A
    B  B
    B
  `);
  expect(countFunctions(tree).functions.get('B')).toEqual({ self: 2, cum: 2 });
});

it('keeps functions of one name in two files apart', () => {
  const tree = treeFromText(`
    run[file:a.go]  run[file:b.go]×2
  `);
  expect(tree.functions.file).toEqual(['a.go', 'b.go']);
  expect(Array.from(tree.self)).toEqual([1, 2]);
});

it('finds the line that holds most of the self weight, and the smallest line as start', () => {
  const tree = treeFromText(`
    f[line:7]×1  f[line:9]×3  f[line:8]
                              leaf[start:2][line:5]
  `);
  const f = tree.functions.name.indexOf('f');
  const leaf = tree.functions.name.indexOf('leaf');
  expect(tree.functions.line[f]).toBe(7);
  expect(tree.functions.hotLine[f]).toBe(9);
  expect(tree.functions.hotLineShare[f]).toBeCloseTo(3 / 4, 12);
  expect(tree.functions.line[leaf]).toBe(2);
  expect(tree.functions.hotLine[leaf]).toBe(5);
});

it.each([-1, 0, 2 ** 31, 2 ** 64, 1.5, NaN, Infinity])('takes %d for no line', (line) => {
  const builder = new CallTreeBuilder();
  builder.addStack([{ name: 'f', startLine: line, line }], 1);
  const { functions } = builder.build(INFO);
  expect([functions.line[0], functions.hotLine[0], functions.hotLineShare[0]]).toEqual([-1, -1, 0]);
});

it('keeps the same module and start line whichever stack comes first', () => {
  const frames = [
    { name: 'malloc', module: 'libc.so', startLine: 9 },
    { name: 'malloc', module: 'jemalloc.so', startLine: 4 },
    { name: 'malloc', module: '', startLine: -1 },
  ];
  for (const order of [frames, [...frames].reverse()]) {
    const builder = new CallTreeBuilder();
    order.forEach((frame) => builder.addStack([frame], 1));
    const { functions } = builder.build(INFO);
    expect([functions.module[0], functions.line[0]]).toEqual(['jemalloc.so', 4]);
  }
});

it('refuses a stack without frames, whose weight would get lost', () => {
  expect(() => new CallTreeBuilder().addStack([], 1)).toThrow(/at least one frame/);
});

it('says -1 and 0 where no line is known', () => {
  const { functions } = treeFromText('f');
  expect([functions.line[0], functions.hotLine[0], functions.hotLineShare[0]]).toEqual([-1, -1, 0]);
});

it('adds up sample counts, and forgets them when one stack has none', () => {
  const counted = new CallTreeBuilder();
  counted.addStack([{ name: 'a' }], 20, 2);
  counted.addStack([{ name: 'b' }], 10, 1);
  expect(counted.build(INFO).sampleCount).toBe(3);
  const uncounted = new CallTreeBuilder();
  uncounted.addStack([{ name: 'a' }], 20, 2);
  uncounted.addStack([{ name: 'b' }], 10);
  expect(uncounted.build(INFO).sampleCount).toBeNull();
});

it('builds an empty tree of nothing', () => {
  const tree = new CallTreeBuilder().build(INFO);
  expect([tree.length, tree.total, tree.functions.length]).toEqual([0, 0, 0]);
});

it('takes a stack of 100 000 frames without recursing', () => {
  const builder = new CallTreeBuilder();
  builder.addStack(
    Array.from({ length: 100_000 }, (_, i) => ({ name: `f${i % 7}` })),
    1
  );
  const tree = builder.build(INFO);
  expect(tree.length).toBe(100_000);
  expect(tree.cum[0]).toBe(1);
  expect(tree.subtreeEnd[0]).toBe(100_000);
});

it.each([
  ['a negative weight', [{ name: 'a' }], -1, /from 0 to 2\^53/],
  ['no number', [{ name: 'a' }], NaN, /from 0 to 2\^53/],
  ['a weight that a double cannot hold', [{ name: 'a' }], MAX_WEIGHT + 1, /from 0 to 2\^53/],
  ['an endless name', [{ name: 'a'.repeat(MAX_NAME_LENGTH + 1) }], 1, /at most 65536 characters/],
  ['a stack over the limit', new Array(MAX_DEPTH + 1).fill({ name: 'a' }), 1, /at most 200000 frames/],
])('refuses %s', (_, frames, weight, message) => {
  const builder = new CallTreeBuilder();
  const add = () => builder.addStack(frames, weight);
  expect(add).toThrow(ProfileFormatError);
  expect(add).toThrow(message);
});

describe('on 50 random profiles', () => {
  const profiles = Array.from({ length: 50 }, (_, seed) => randomStacks(seededRandom(seed + 1)));
  const build = (stacks: ReturnType<typeof randomStacks>, factor = 1) => {
    const builder = new CallTreeBuilder();
    for (const { names, weight } of stacks) {
      builder.addStack(
        names.map((name) => ({ name })),
        weight * factor
      );
    }
    return builder.build(INFO);
  };

  it('conserves weight: Σ self = total = Σ of the stacks', () => {
    for (const stacks of profiles) {
      const tree = build(stacks);
      const sum = stacks.reduce((total, { weight }) => total + weight, 0);
      expect(tree.total).toBe(sum);
      expect(Array.from(tree.self).reduce((a, b) => a + b, 0)).toBe(sum);
    }
  });

  it('gives each function the cum of the stacks that hold it, each once', () => {
    for (const stacks of profiles) {
      const { functions } = countFunctions(build(stacks));
      for (const [name, { self, cum }] of functions) {
        const holding = stacks.filter(({ names }) => names.includes(name));
        const ending = stacks.filter(({ names }) => names[names.length - 1] === name);
        expect(cum).toBe(holding.reduce((sum, { weight }) => sum + weight, 0));
        expect(self).toBe(ending.reduce((sum, { weight }) => sum + weight, 0));
      }
    }
  });

  it('does not depend on the order of the stacks', () => {
    for (const stacks of profiles) {
      expect(build([...stacks].reverse())).toEqual(build(stacks));
    }
  });

  it('scales with the weights', () => {
    for (const stacks of profiles) {
      const [once, thrice] = [build(stacks), build(stacks, 3)];
      expect(Array.from(thrice.cum)).toEqual(Array.from(once.cum, (cum) => 3 * cum));
    }
  });
});
