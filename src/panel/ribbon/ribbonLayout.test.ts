import { fixtureRows } from '../testing/analysisFixture';
import { BAND_HEIGHT, layoutRibbon, linkBetween } from './ribbonLayout';
import { buildRibbon } from './ribbonModel';

describe('ribbon layout', () => {
  it('fills the width exactly, with the leaf at the right edge', () => {
    for (const width of [480, 640, 1_000, 1_166, 1_600]) {
      const layout = layoutRibbon(buildRibbon(fixtureRows.compileRow, 5), width);
      const last = layout.boxes[layout.boxes.length - 1];
      expect(last.x + last.width).toBeCloseTo(Math.max(width, layout.width));
    }
  });

  it('gets wider than its panel rather than squeezing steps', () => {
    expect(layoutRibbon(buildRibbon(fixtureRows.compileRow, 8), 300).width).toBeGreaterThan(300);
  });

  it('draws the band as high as the share it stands for, and at least 3 px', () => {
    const { boxes } = layoutRibbon(buildRibbon(fixtureRows.compileRow, 8), 1_166);
    expect(boxes[0].bandHeight).toBeCloseTo(0.78 * BAND_HEIGHT);
    const thin = {
      ...fixtureRows.compileRow,
      chain: fixtureRows.compileRow.chain.map((step) => ({ ...step, retention: 0.001 })),
    };
    expect(layoutRibbon(buildRibbon(thin, 8), 1_166).boxes[0]).toMatchObject({ bandHeight: 3, numberInside: false });
  });

  it('draws few joining callers as one wedge and many as strands', () => {
    const box = (x: number, share: number) => ({
      x,
      width: 100,
      bandTop: 80 - (share * BAND_HEIGHT) / 2,
      bandHeight: share * BAND_HEIGHT,
      numberInside: true,
    });
    expect(linkBetween(box(0, 0.6), box(130, 1), 2)).toMatchObject({
      others: expect.stringContaining('M130'),
      strands: [],
    });
    expect(linkBetween(box(0, 0.2), box(130, 1), 12).strands).toHaveLength(6);
    expect(linkBetween(box(0, 1), box(130, 1), 1)).toMatchObject({ others: null, strands: [] });
  });
});
