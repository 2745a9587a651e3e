import type { Arrival } from '../client/arrival';
import type { QueryPlan } from '../query/planQuery';
import type { MergeRequest } from '../types';
import { noticesOf } from './notices';

const plan = { ignoredFilters: [] as readonly string[] } as QueryPlan;
const profile = (hiddenShare: number, unknownShare: number) => ({
  hiddenShare,
  quality: { samples: 100, samplesFrom: 'quantum' as const, unknownShare },
});
const answer = (maxNodes: number, arrival: Arrival | null = null) => ({
  request: { maxNodes } as MergeRequest,
  origin: { arrival, storageMode: null },
});
const texts = (...args: Parameters<typeof noticesOf>) => noticesOf(...args).map(({ text }) => text);

it('says nothing of a profile that is whole, and of none', () => {
  expect(texts(plan, answer(10), profile(0, 0.009))).toEqual([]);
  expect(texts(plan, answer(10), null)).toEqual([]);
});

it('says what is hidden, what has no name, and which filter is not applied', () => {
  expect(texts({ ...plan, ignoredFilters: ['frameFilter'] }, answer(8192), profile(0.06, 0.25))).toEqual([
    expect.stringMatching(/^6\.0\s% is hidden in “other”.* at 8,?192 nodes/),
    expect.stringMatching(/^25\.0\s% is in frames without a name/),
    expect.stringContaining('frameFilter'),
  ]);
});

describe('profiles that stopped coming', () => {
  const until = Date.UTC(2026, 10, 28, 18, 0);
  const arrival = (ageMs: number | null): Arrival => ({
    instances: 3,
    moreInstances: false,
    pushSeconds: 15,
    newestMs: ageMs === null ? null : until - ageMs,
    untilMs: until,
  });
  const said = (ageMs: number | null) => texts(plan, answer(10, arrival(ageMs)), profile(0, 0));

  it('are told from four minutes on, with the moment of the newest', () => {
    expect(said(241_000)).toEqual([
      expect.stringMatching(/2026-11-28 17:55:59.*4 min before the end of the time range/),
    ]);
  });

  it('are not told while pushes may be on their way, and where nothing is known', () => {
    expect([said(0), said(240_000), said(null)]).toEqual([[], [], []]);
  });
});
