import { formatRows, analysisOf } from './testing/contextOf';

/** A call that one owned caller brings to `brought` of 80; `hidden` of about 100 was cut by the node limit. */
const profile = (brought: number, hidden: number) =>
  analysisOf(`
    main.main×${String(brought).padEnd(12)}  main.main×${String(80 - brought).padEnd(12)}  main.main×20        main.main×${hidden}
    example.com/a.Price     example.com/b.Show      example.com/c.Work  other
    regexp.Compile          regexp.Compile
  `);

it('a dominant caller that the hidden part cannot overturn keeps the edit', () => {
  expect(formatRows(profile(70, 15))[0]).toBe('Compile <- caller Price');
});

it('needs data where the hidden part could be the same call from elsewhere', () => {
  const rows = profile(44, 15).rows.filter(({ subject }) => subject.shortName === 'Compile');
  expect(rows.map(({ verdict, need }) => [verdict, need?.kind])).toContainEqual(['abstain', 'node-limit']);
});

it('takes no notice of a hidden part below a tenth', () => {
  expect(formatRows(profile(44, 10))[0]).toBe('Compile <- caller Price');
});
