import { focusCallTree, ignoreInCallTree } from './focusCallTree';
import { formatTree, treeFromText } from './testing/treeFromText';

const through = (text: string, pattern: RegExp) => {
  const tree = treeFromText(text);
  return focusCallTree(tree, (func) => pattern.test(tree.functions.name[func]));
};

it('keeps the stacks through a chosen function, whole', () => {
  const focused = through(
    `
    A  A  A  A  A  A
    B  B  B  C  C
       D  D
  `,
    /^B$/
  );
  expect(formatTree(focused)).toEqual([
    '- A (cum: 3, self: 0)',
    '  - B (cum: 3, self: 1)',
    '    - D (cum: 2, self: 2)',
  ]);
});

it('keeps a stack once, however often it passes through', () => {
  const focused = through(
    `
    B  A
    A  C
    B
  `,
    /^B$/
  );
  expect([focused.total, formatTree(focused)[0]]).toEqual([1, '- B (cum: 1, self: 0)']);
});

it('is empty where nothing is chosen, and the same where all is', () => {
  const tree = treeFromText('A  A\nB');
  expect(focusCallTree(tree, () => false).length).toBe(0);
  expect(formatTree(focusCallTree(tree, () => true))).toEqual(formatTree(tree));
});

it('keeps samples in proportion of weight', () => {
  const tree = { ...treeFromText('A  A  A  C'), sampleCount: 40 };
  expect(focusCallTree(tree, (func) => tree.functions.name[func] === 'A').sampleCount).toBe(30);
});

it('leaves out the stacks through a chosen function, and the two parts are the whole', () => {
  const tree = treeFromText(`
    A  A  A  A  A  A
    B  B  B  C  C
       D  D
  `);
  const isB = (func: number) => tree.functions.name[func] === 'B';
  const ignored = ignoreInCallTree(tree, isB);
  expect(formatTree(ignored)).toEqual(['- A (cum: 3, self: 1)', '  - C (cum: 2, self: 2)']);
  expect(ignored.total + focusCallTree(tree, isB).total).toBe(tree.total);
});
