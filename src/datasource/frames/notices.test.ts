import type { QueryPlan } from '../query/planQuery';
import { noticesOf } from './notices';

const plan = { ignoredFilters: [] as readonly string[] } as QueryPlan;
const profile = (hiddenShare: number, unknownShare: number) => ({
  hiddenShare,
  quality: { samples: 100, samplesFrom: 'quantum' as const, unknownShare },
});
const texts = (...args: Parameters<typeof noticesOf>) => noticesOf(...args).map(({ text }) => text);

it('says nothing of a profile that is whole, and of none', () => {
  expect(texts(plan, 10, profile(0, 0.009))).toEqual([]);
  expect(texts(plan, 10, null)).toEqual([]);
});

it('says what is hidden, what has no name, and which filter is not applied', () => {
  expect(texts({ ...plan, ignoredFilters: ['frameFilter'] }, 8192, profile(0.06, 0.25))).toEqual([
    expect.stringMatching(/^6\.0\s% is hidden in “other”.* at 8,?192 nodes/),
    expect.stringMatching(/^25\.0\s% is in frames without a name/),
    expect.stringContaining('frameFilter'),
  ]);
});
