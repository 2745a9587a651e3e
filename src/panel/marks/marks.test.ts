import { analysisFixture } from '../testing/analysisFixture';
import { applyMarks, parseMarks, type Mark } from './marks';

const analysis = analysisFixture();
const [first, second] = analysis.rows;
const mark = (kind: Mark['kind'], row = first, service = 'checkout'): Mark => ({
  kind,
  service,
  key: row.subject.key,
  name: row.subject.shortName,
});

it('takes a muted row away and tells which', () => {
  const marked = applyMarks(analysis, [mark('muted')], 'checkout');
  expect(marked.analysis.rows[0]).toBe(second);
  expect(marked.muted).toEqual([first]);
});

it('shows an inherent row last, without an action and with its figures', () => {
  const { rows } = applyMarks(analysis, [mark('inherent')], 'checkout').analysis;
  expect(rows.at(-1)).toMatchObject({ id: first.id, verdict: 'no-action', saving: null, cumShare: first.cumShare });
  expect(rows).toHaveLength(analysis.rows.length);
});

it('takes what the author calls inherent the same way; the viewer has the last word', () => {
  const marked = applyMarks(analysis, [mark('muted')], 'checkout', (row) => row === first || row === second);
  expect(marked.muted).toEqual([first]);
  expect(marked.analysis.rows.at(-1)).toMatchObject({ id: second.id, verdict: 'no-action' });
});

it('leaves the analysis as it is where no mark is about it', () => {
  expect(applyMarks(analysis, [mark('muted', first, 'catalog')], 'checkout').analysis).toBe(analysis);
});

it.each([
  [null, 0],
  ['', 0],
  ['{"kind":"muted"}', 0],
  ['[null, 3, {"kind":"muted"}, {"kind":"inherent","service":"s","key":"k","name":"n"}]', 1],
])('reads %s', (text, count) => {
  expect(parseMarks(text)).toHaveLength(count);
});
