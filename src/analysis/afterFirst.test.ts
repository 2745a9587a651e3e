import { analysisOf } from './testing/contextOf';

const rowOf = (text: string, name: string) => analysisOf(text).rows.find(({ site }) => site?.shortName === name)!;

it('keeps the saving of a place that shares no stack with the first', () => {
  const text = `
    main.main×60     main.main×40
    example.com/a.P  example.com/b.Q
  `;
  const { saving, afterFirst } = rowOf(text, 'Q');
  expect(afterFirst!.p50).toBeCloseTo(saving!.p50, 6);
  expect(rowOf(text, 'P').afterFirst).toBeNull();
});

it('takes what the first removes out of a place that contains it', () => {
  // Several calls of one place: editing it as a whole is first, its callee is worth what is left of its stacks.
  const text = `
    main.main×24     main.main×24     main.main×24     main.main×24     main.main×30
    example.com/h.A  example.com/h.A  example.com/h.A  example.com/h.A  example.com/h.B
    example.com/c.F  example.com/c.F  example.com/c.F  example.com/c.F  example.com/z.Z
    example.com/d.W  example.com/e.X  example.com/f.Y  example.com/g.V
  `;
  const [first] = analysisOf(text).rows;
  expect([first.layer, first.site?.shortName]).toEqual(['caller', 'F']);
  const { saving, afterFirst } = rowOf(text, 'W');
  const removed = first.saving!.p50 / (first.touched!.onStack + first.touched!.offStack);
  expect(removed).toBeGreaterThan(0.4);
  expect(afterFirst!.p50 / saving!.p50).toBeCloseTo(1 - removed, 1);
  expect(rowOf(text, 'Z').afterFirst!.p50).toBeCloseTo(rowOf(text, 'Z').saving!.p50, 6);
});

it("takes out of another place only what is a pair's own, not all that stands below the pair", () => {
  const text = `
    main.main×40           main.main×40           main.main×40           main.main×30           main.main×50
    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/z.Rest
    example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/y.More
                           example.com/w.Leaf     example.com/w.Leaf     example.com/v.Price
                                                  example.com/w.Branch
  `;
  const [first] = analysisOf(text).rows;
  expect([first.site?.shortName, first.touched?.onStack]).toEqual(['Branch', 120 / 200]);
  const { saving, afterFirst } = rowOf(text, 'Price');
  expect(afterFirst!.p50).toBeCloseTo(saving!.p50, 6);
});

it('takes out of another place only what is of a function and its private helpers', () => {
  const text = `
    main.main×30          main.main×30          main.main×30          main.main×30          main.main×50
    example.com/h.Serve   example.com/h.Serve   example.com/h.Serve   example.com/h.Serve   example.com/z.Rest
    example.com/w.Total   example.com/w.Total   example.com/w.Total   example.com/w.Total   example.com/y.More
                          example.com/w.first   example.com/w.second  example.com/v.Price
  `;
  const [first] = analysisOf(text).rows;
  expect([first.site?.shortName, first.touched?.onStack]).toEqual(['Total', 90 / 170]);
  const { saving, afterFirst } = rowOf(text, 'Price');
  expect(afterFirst!.p50).toBeCloseTo(saving!.p50, 6);
});
