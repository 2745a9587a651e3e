import { formatRows, analysisOf, contextOf, funcOf } from './testing/contextOf';

const enclosedBy = (text: string, closure: string): string | null => {
  const context = contextOf(text);
  const around = context.facts.enclosing[funcOf(context, closure)];
  return around < 0 ? null : context.tree.functions.name[around];
};

it.each([
  ['example.com/a.List', 'example.com/a.List.func1'],
  ['example.com/a.(*T).Walk', 'example.com/a.(*T).Walk.func2.1'],
  ['example.com/a.Each', 'example.com/a.Each-range1'],
])('%s is written around %s', (around, closure) => {
  expect(enclosedBy(`main.main\n${around}\nsort.Slice\n${closure}`, closure)).toBe(around);
});

it('is the last named function above it, in one file, where only lines tell', () => {
  const text = `
    ./s.js:main:1          ./s.js:main:1
    ./s.js:list:10         ./s.js:late:40
    ./s.js:(anonymous):12
  `;
  expect(enclosedBy(text, './s.js:(anonymous):12')).toBe('./s.js:list:10');
});

it("a comparator's cost is the work of the function that sorts", () => {
  const analysis = analysisOf(`
    main.main×2         main.main×9              main.main×3
    example.com/a.List  example.com/a.List       example.com/b.Other
    sort.Slice          sort.Slice
                        example.com/a.List.func1
  `);
  expect(formatRows(analysis)[0]).toBe('List <- inside List');
  expect(analysis.rows[0].touched?.onStack).toBeCloseTo(11 / 14, 6);
});

it('a closure that runs on its own, as a goroutine does, stands for itself', () => {
  expect(
    formatRows(analysisOf('runtime.goexit×9          main.main\nexample.com/a.Run.func1   example.com/a.Run'))[0]
  ).toBe('Run.func1 <- inside Run.func1');
});
