import { exemplar } from './testing/redFixture';
import { chooseDots, MAX_OTHER_DOTS, MAX_SLOW_DOTS } from './chooseDots';

describe('chooseDots', () => {
  const fast = Array.from({ length: 500 }, (_, i) => exemplar(`f${i}`.replace('f', '1'), 0.1, i));
  const slow = Array.from({ length: 300 }, (_, i) => exemplar(`${i}`.padStart(4, 'a'), 5 - i / 100, i));
  const all = [...fast, ...slow];

  it('draws few exemplars all', () => {
    expect(chooseDots(fast.slice(0, 10), [], null)).toHaveLength(10);
  });
  it('keeps the slowest and thins the others evenly', () => {
    const dots = chooseDots(all, slow, null);
    expect(dots).toHaveLength(MAX_SLOW_DOTS + MAX_OTHER_DOTS);
    expect(dots.slice(-MAX_SLOW_DOTS)).toEqual(slow.slice(0, MAX_SLOW_DOTS));
    expect(dots[MAX_OTHER_DOTS - 1].timeMs).toBeGreaterThan(480);
  });
  it('always draws the picked one, once and on top', () => {
    const picked = slow[299];
    const dots = chooseDots(all, slow, picked.key);
    expect(dots.filter(({ key }) => key === picked.key)).toHaveLength(1);
    expect(dots[dots.length - 1]).toBe(picked);
  });
});
