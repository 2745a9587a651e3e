import { treeFromText } from '../profiles/testing/treeFromText';
import { computeFunctionCounts } from './counting';

const counts = (text: string) => {
  const tree = treeFromText(text);
  const { self, cum } = computeFunctionCounts(tree);
  return tree.functions.name.map((name, f) => `${name} cum ${cum[f]} self ${self[f]}`).sort();
};

it('counts a recursive function once per stack', () => {
  expect(
    counts(`
      A  A  A
      B  B
      B
    `)
  ).toEqual(['A cum 3 self 1', 'B cum 2 self 2']);
});

it('counts mutual recursion once per stack', () => {
  expect(
    counts(`
      a  a×2
      b  b
      a
      b
    `)
  ).toEqual(['a cum 3 self 0', 'b cum 3 self 3']);
});

it('adds siblings of the same function under different parents', () => {
  expect(
    counts(`
      A  A  C
      B  D  B
         B
    `)
  ).toEqual(['A cum 2 self 0', 'B cum 3 self 3', 'C cum 1 self 0', 'D cum 1 self 0']);
});
