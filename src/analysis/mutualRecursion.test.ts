import { analysisOf } from './testing/contextOf';

const first = (text: string) => {
  const [row] = analysisOf(text).rows;
  return { site: row.site?.shortName, layer: row.layer, touched: row.touched?.onStack };
};

it('counts two functions of one package that call each other as one piece of work', () => {
  const text = `
    main.main×10           main.main×10           main.main×10           main.main×10           main.main×60
    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/z.Rest
    example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/y.More
                           example.com/w.Leaf     example.com/w.Leaf     example.com/w.Leaf
                                                  example.com/w.Branch   example.com/w.Branch
                                                                         example.com/w.Leaf
  `;
  const row = analysisOf(text).rows.find(({ site }) => site?.shortName === 'Branch');
  expect(row?.layer).toBe('inside');
  expect(row?.touched?.onStack).toBeCloseTo(0.4, 6);
});

it('keeps functions apart that only one of them calls, and pairs over packages', () => {
  const oneWay = `
    main.main×20          main.main×20          main.main×60
    example.com/h.Serve   example.com/h.Serve   example.com/z.Rest
    example.com/w.Branch  example.com/w.Branch  example.com/y.More
                          example.com/w.Leaf
  `;
  expect(first(oneWay.replace('×60', '×1')).touched).toBeCloseTo(20 / 41, 6);
  const twoPackages = `
    main.main×20          main.main×20          main.main×20          main.main×1
    example.com/h.Serve   example.com/h.Serve   example.com/h.Serve   example.com/z.Rest
    example.com/w.Branch  example.com/w.Branch  example.com/w.Branch  example.com/y.More
                          example.com/v.Leaf    example.com/v.Leaf
                                                example.com/w.Branch
  `;
  expect(first(twoPackages).touched).toBeCloseTo(40 / 61, 6);
});

it('makes one row of a pair, of the function that the walk begins in', () => {
  const text = `
    main.main×10           main.main×10           main.main×10           main.main×30           main.main×60
    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/z.Rest
    example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/y.More
                           example.com/w.Leaf     example.com/w.Leaf     example.com/w.Leaf
                                                  example.com/w.Branch
  `;
  const rows = analysisOf(text).rows.filter(({ site }) => site?.packageName.endsWith('w'));
  expect(rows.map(({ site, touched }) => [site?.shortName, touched?.onStack])).toEqual([['Branch', 0.5]]);
});

it('takes the partner that costs most, not the first one', () => {
  const text = `
    main.main×10           main.main×10           main.main×10           main.main×40           main.main×40           main.main×10           main.main×80
    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/h.Serve    example.com/z.Rest     example.com/z.Rest
    example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/w.Branch   example.com/w.Leaf     example.com/y.More
                           example.com/w.Bud      example.com/w.Bud      example.com/w.Leaf     example.com/w.Leaf
                                                  example.com/w.Branch                          example.com/w.Branch
  `;
  const row = analysisOf(text).rows.find(({ site }) => site?.shortName === 'Branch');
  expect(row?.touched?.onStack).toBeCloseTo(100 / 200, 6);
});
