import type { CallTree } from './callTree';
import { calleesTree, callersTree } from './sandwich';
import { formatTree, treeFromText } from './testing/treeFromText';

/** The drawing in sandwich.ts: F below A, where it also calls itself, and below B. */
const tree = treeFromText(`
  A  A  A  A  A  A
  F  F  F  B  B  B
     F  C  F  F
           C
`);
const named = ({ functions }: CallTree, name: string) => functions.name.indexOf(name);

it('turns the callers over, each stack counted at its outermost node', () => {
  expect(formatTree(callersTree(tree, named(tree, 'F')))).toEqual([
    '- F (cum: 5, self: 0)',
    '  - A (cum: 3, self: 3)',
    '  - B (cum: 2, self: 0)',
    '    - A (cum: 2, self: 2)',
  ]);
});

it('lays the subtrees over one another, an inner call stays a callee', () => {
  expect(formatTree(calleesTree(tree, named(tree, 'F')))).toEqual([
    '- F (cum: 5, self: 2)',
    '  - C (cum: 2, self: 2)',
    '  - F (cum: 1, self: 1)',
  ]);
});

it('has no callers above a root, and nothing below a leaf', () => {
  expect(formatTree(callersTree(tree, named(tree, 'A')))).toEqual(['- A (cum: 6, self: 6)']);
  expect(formatTree(calleesTree(tree, named(tree, 'C')))).toEqual(['- C (cum: 2, self: 2)']);
});

it('is empty for a function without a node', () => {
  expect([callersTree(tree, 99).length, calleesTree(tree, 99).length]).toEqual([0, 0]);
});
