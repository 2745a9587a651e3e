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
