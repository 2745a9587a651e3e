import { contextOf, funcOf } from './testing/contextOf';

const STACKS = `
  example.com/a.One    example.com/a.One     example.com/b.Two×3  strings.Map×2
  runtime.mallocgc     regexp.Compile×4      runtime.mallocgc
                       runtime.mallocgc×2
`;

it('sums the allocator over a range of nodes', () => {
  const context = contextOf(STACKS);
  const { tree, exclusive, nodesOf } = context;
  const below = (name: string) => {
    const [node] = nodesOf(funcOf(context, name));
    return exclusive.allocatedWithin(node, tree.subtreeEnd[node]);
  };
  const allocated = Array.from({ length: tree.length }, (_, i) =>
    tree.functions.name[tree.func[i]] === 'runtime.mallocgc' ? tree.self[i] : 0
  );
  const inRange = (from: number, end: number) => allocated.slice(from, end).reduce((sum, part) => sum + part, 0);
  for (const name of ['example.com/a.One', 'regexp.Compile', 'example.com/b.Two']) {
    const [node] = nodesOf(funcOf(context, name));
    expect([name, below(name)]).toEqual([name, inRange(node, tree.subtreeEnd[node])]);
  }
  expect(exclusive.allocatedWithin(0, tree.length)).toBe(inRange(0, tree.length));
  expect(exclusive.allocatedWithin(0, tree.length)).toBeGreaterThan(0);
});

it('keeps calls below owned code and calls that nothing owned leads to apart', () => {
  const { tree, exclusive } = contextOf(STACKS);
  const names = (nodes: Int32Array) => Array.from(nodes, (node) => tree.functions.name[tree.func[node]]);
  expect(names(exclusive.strays.nodes)).toEqual(['strings.Map']);
  expect(names(exclusive.entries.nodes)).toContain('regexp.Compile');
  expect(names(exclusive.entries.nodes)).not.toContain('strings.Map');
});
