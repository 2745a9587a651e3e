import { analysisFixture, fixtureRows } from '../testing/analysisFixture';
import { selfAndCum, selfParts } from './figures';

const percent = (text: string) => Number(text.replace(/[^\d.]/g, ''));

it('lists parts that add up to the figure in the cell, as they are shown', () => {
  const analysis = analysisFixture();
  const [part] = fixtureRows.compileRow.folded;
  for (const shares of [[0.0496, 0.0496, 0.0508], [0.0504, 0.0503, 0.0503], new Array(40).fill(0.00011), [0, 0]]) {
    const selfShare = shares.reduce((sum, share) => sum + share, 0);
    const row = { ...fixtureRows.compileRow, selfShare, folded: shares.map((each) => ({ ...part, selfShare: each })) };
    const lines = selfParts(row, analysis, false);
    const sum = lines.reduce((total, { value }) => total + percent(value), 0);
    expect(sum.toFixed(1)).toBe(selfAndCum(row, analysis, false).self.text);
  }
});
