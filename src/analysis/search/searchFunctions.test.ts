import { treeFromText } from '../../profiles/testing/treeFromText';
import { makeSearchable, searchFunctions } from './searchFunctions';
import { applyStackFilters } from './stackFilters';

const tree = treeFromText(`
  net/http.serve           net/http.serve           net/http.serve           net/http.serve
  example.com/shop.Quote   example.com/shop.Quote   example.com/shop.List    example.com/shop.Quote
  regexp.Compile           regexp.Compile           sort.Sort                example.com/shop.Quote
  regexp.compile           sort.Sort
`);

const search = (text: string) => {
  const found = searchFunctions(makeSearchable(tree, {}), text);
  if (found.kind !== 'found') {
    throw new Error(found.kind);
  }
  return found;
};

describe('search', () => {
  it('counts each sample once, however many of the functions it passes', () => {
    const { functions, count, union } = search('regexp|sort');
    expect(functions.map(({ func, samples }) => [func.name, samples])).toEqual([
      ['sort.Sort', 2],
      ['regexp.Compile', 2],
      ['regexp.compile', 1],
    ]);
    expect(count).toBe(3);
    expect(union).toEqual({ selfShare: 0.75, cumShare: 0.75, samples: 3 });
  });

  it('counts a recursive function once', () => {
    expect(search('Quote').union).toMatchObject({ cumShare: 0.75, samples: 3 });
  });

  it('sums packages up, each sample once', () => {
    expect(search('.').packages.map(({ name, functions, cumShare }) => [name, functions, cumShare])).toEqual([
      ['example.com/shop', 2, 1],
      ['net/http', 1, 1],
      ['regexp', 2, 0.5],
      ['sort', 1, 0.5],
    ]);
  });

  it('finds nothing without a figure that looks like something', () => {
    expect(search('nothing')).toMatchObject({ functions: [], count: 0, union: { selfShare: 0, cumShare: 0, samples: 0 } });
  });

  it('refuses what may not end in time', () => {
    expect(searchFunctions(makeSearchable(tree, {}), '(a+)+$')).toEqual({ kind: 'too-costly' });
  });
});

describe('filters', () => {
  const names = (left: typeof tree) => [...left.functions.name].sort();

  it('hides the stacks through a function, and says what went', () => {
    const { tree: left, removed } = applyStackFilters(tree, [{ effect: 'hide', by: 'function', text: 'regexp.Compile' }]);
    expect(removed).toEqual([0.5]);
    expect(names(left)).toEqual(['example.com/shop.List', 'example.com/shop.Quote', 'net/http.serve', 'sort.Sort']);
  });

  it('takes them one after the other; the shares add up to what went', () => {
    const { tree: left, removed } = applyStackFilters(tree, [
      { effect: 'only', by: 'package', text: 'example.com/shop' },
      { effect: 'only', by: 'pattern', text: 'quote' },
      { effect: 'hide', by: 'pattern', text: 'sort' },
    ]);
    expect(removed).toEqual([0, 0.25, 0.25]);
    expect(left.total).toBe(tree.total / 2);
  });

  it.each([
    ['a name that is not there', { effect: 'hide', by: 'function', text: 'x' }],
    ['a pattern that may not end in time', { effect: 'only', by: 'pattern', text: '(a+)+$' }],
  ] as const)('removes nothing for %s', (_, filter) => {
    expect(applyStackFilters(tree, [filter]).removed).toEqual([0]);
  });

  it('takes a function of one file alone, where a file is named', () => {
    const twice = treeFromText(`
      main[file:m.js]    main[file:m.js]
      handle[file:a.js]  handle[file:b.js]
    `);
    const hide = { effect: 'hide', by: 'function', text: 'handle' } as const;
    expect(applyStackFilters(twice, [{ ...hide, file: 'a.js' }]).removed).toEqual([0.5]);
    expect(applyStackFilters(twice, [hide]).removed).toEqual([1]);
  });

  it('may leave nothing', () => {
    const { tree: left, removed } = applyStackFilters(tree, [{ effect: 'only', by: 'function', text: 'x' }]);
    expect([left.length, removed]).toEqual([0, [1]]);
  });

  it('knows own code as the whole profile shows it', () => {
    const whole = applyStackFilters(tree, []).ownedPrefixes;
    const { ownedPrefixes } = applyStackFilters(tree, [{ effect: 'only', by: 'function', text: 'sort.Sort' }]);
    expect(whole).toEqual([]);
    expect(ownedPrefixes).toContain('example.com/shop/');
  });
});
