import { zonesThatFit } from './panelSize';

/** px of a panel's content */
const heights = Array.from({ length: 60 }, (_, index) => 100 + 20 * index);

describe('zones that fit', () => {
  it('leave in one order as the panel gets shorter: charts, then ways to fix and the figures of a sentence', () => {
    for (const height of heights) {
      const { red, ways, sentences } = zonesThatFit(height);
      expect(red && !ways).toBe(false);
      expect(ways).toBe(sentences);
    }
    expect(zonesThatFit(1_054)).toEqual({ red: true, ways: true, sentences: true, leastRows: 6 });
    expect(zonesThatFit(160)).toEqual({ red: false, ways: false, sentences: false, leastRows: 3 });
  });

  it('leave the table no fewer rows in a higher panel', () => {
    const rows = heights.map((height) => zonesThatFit(height).leastRows);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
  });
});
