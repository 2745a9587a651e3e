import { exemplar } from './testing/redFixture';
import { chooseDots, MAX_OTHER_DOTS, MAX_SLOW_DOTS, MIN_DOT_DISTANCE, placeDots } from './chooseDots';

describe('chooseDots', () => {
  const fast = Array.from({ length: 500 }, (_, i) => exemplar(`1${i}`, 0.1, i));
  const slow = Array.from({ length: 300 }, (_, i) => exemplar(`${i}`.padStart(4, 'a'), 5 - i / 100, i));
  const all = [...fast, ...slow];

  it('draws few exemplars all', () => {
    expect(chooseDots(fast.slice(0, 10), [], null)).toHaveLength(10);
  });

  it('keeps the slowest and thins the others evenly', () => {
    const dots = chooseDots(all, slow, null);
    expect(dots).toHaveLength(MAX_SLOW_DOTS + MAX_OTHER_DOTS);
    expect(dots.slice(0, MAX_SLOW_DOTS)).toEqual(slow.slice(0, MAX_SLOW_DOTS));
    expect(dots[dots.length - 1].timeMs).toBeGreaterThan(480);
  });

  it('always has the picked one, once and first', () => {
    const picked = slow[299];
    const dots = chooseDots(all, slow, picked.key);
    expect(dots.filter(({ key }) => key === picked.key)).toHaveLength(1);
    expect(dots[0]).toBe(picked);
  });
});

describe('placeDots', () => {
  const dots = ['a', 'b', 'c'].map((id) => exemplar(id, 1));
  const at = (...lefts: number[]) => placeDots(dots, (dot) => ({ left: lefts[dots.indexOf(dot)], top: 0 }));

  it('leaves out what would lie on an earlier dot', () => {
    expect(at(0, MIN_DOT_DISTANCE - 1, MIN_DOT_DISTANCE).map(({ exemplar }) => exemplar)).toEqual([dots[0], dots[2]]);
  });

  it('leaves out what lies outside the axes', () => {
    expect(placeDots(dots, () => null)).toEqual([]);
  });
});
