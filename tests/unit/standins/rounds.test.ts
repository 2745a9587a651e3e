import {
  idInRound,
  latestRound,
  recordedTimeline,
  repeatingTimeline,
  type RecordedTimes,
} from '../../../demo/standins/rounds';

const times: RecordedTimes = { window: { startMs: 1_000, endMs: 1_600 }, deployMs: 1_200 };

it('names the latest round that is over', () => {
  expect(latestRound(times, 1_600)).toEqual({ index: 0, startMs: 1_000, deployMs: 1_200, endMs: 1_600, lengthMs: 600 });
  expect(latestRound(times, 2_199).index).toBe(0);
  expect(latestRound(times, 2_200)).toEqual({ index: 1, startMs: 1_600, deployMs: 1_800, endMs: 2_200, lengthMs: 600 });
});

it('works with a clock that is behind the recording', () => {
  expect(latestRound(times, 500)).toMatchObject({ index: -2, endMs: 400 });
});

it('lays rounds end to end, up to the clock', () => {
  const timeline = repeatingTimeline(times, () => 2_300);
  expect(timeline.roundsWithin(1_000, 1_599)).toEqual([0]);
  expect(timeline.roundsWithin(1_599, 1_600)).toEqual([0, 1]);
  expect(timeline.roundsWithin(1_000, 9_999)).toEqual([0, 1, 2]);
  expect(timeline.roundsWithin(2_900, 9_999)).toEqual([]);
  expect([999, 1_000, 1_599, 1_600].map((ms) => timeline.holds(ms))).toEqual([false, true, true, false]);
});

it('shows the recording once, and all of it, in recorded time', () => {
  const timeline = recordedTimeline();
  expect(timeline.roundsWithin(0, 9e15)).toEqual([0]);
  expect(timeline.holds(999)).toBe(true);
});

it('gives ids of their own to every round and back', () => {
  const id = 'bc9d715f1d57ebee';
  expect(idInRound(id, 0)).toBe(id);
  expect(idInRound(id, 5)).toBe('bc9d715f1d57ebeb');
  for (const round of [1, 150, 2 ** 31, -3]) {
    expect(idInRound(id, round)).toMatch(/^bc9d715f[0-9a-f]{8}$/);
    expect(idInRound(idInRound(id, round), round)).toBe(id);
  }
});
