import { findDeploys } from './deploys';

/** Drawn series: one character a step; a digit is the rate, `·` no sample, `0` no traffic. */
function deploysOf(drawn: Record<string, string>) {
  const series = Object.entries(drawn).map(([version, steps]) => ({
    version,
    timesMs: [...steps].map((_, i) => i * 1000),
    values: [...steps].map((step) => (step === '·' ? null : Number(step))),
  }));
  return findDeploys(series).map(({ timeMs, version }) => `${version}@${timeMs / 1000}`);
}

describe('findDeploys', () => {
  it('marks the step at which a new version starts to serve', () => {
    expect(deploysOf({ '1.4.0': '555210', '1.5.0': '··0355' })).toEqual(['1.5.0@3']);
  });
  it('does not mark what served at the first step', () => {
    expect(deploysOf({ '1.4.0': '5555' })).toEqual([]);
  });
  it('marks a deploy that comes after a gap', () => {
    expect(deploysOf({ '1.4.0': '55····', '1.5.0': '····55' })).toEqual(['1.5.0@4']);
  });
  it('does not take a failed scrape for a deploy', () => {
    expect(deploysOf({ '1.4.0': '55·55' })).toEqual([]);
  });
  it('marks a rollback', () => {
    expect(deploysOf({ '1.4.0': '55··55', '1.5.0': '··55··' })).toEqual(['1.5.0@2', '1.4.0@4']);
  });
  it('ignores series without a version and values that are not numbers', () => {
    expect(
      findDeploys([
        { version: '', timesMs: [0, 1], values: [1, 1] },
        { version: '2', timesMs: [0, 1], values: [NaN, NaN] },
      ])
    ).toEqual([]);
  });
});
