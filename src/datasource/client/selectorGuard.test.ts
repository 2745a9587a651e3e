import { lastValueFrom, of, throwError } from 'rxjs';
import type { MergeRequest } from '../types';
import { readRecording } from '../testing/recordings';
import { assertSelects, totalOf } from './selectorGuard';
import { ServerFacts } from './serverFacts';

const json = (file: string) => JSON.parse(readRecording(file).response.body ?? '') as Record<string, unknown>;
const whole = json('pyroscope/029-span-profile');
const nothing = json('pyroscope/026-span-selector-unknown');

const request: MergeRequest = {
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="checkout"}',
  fromMs: 1000,
  toMs: 2000,
  maxNodes: 65_536,
  spanIds: [],
  traceIds: [],
  profileIds: [],
};
const SPAN = { spanIds: ['bc9d715f1d57ebee'] };
const TRACE = { traceIds: ['b81b12953caf10ce85e3435cec954f17'] };
const CALL_SITE = { callSite: ['runtime.main'] };
const PROFILE = { profileIds: ['2fc9752a-696c-4eae-9a74-a79180844beb'] };

/** A server that selects by the ids named, and ignores the others. */
function server(...known: Array<keyof MergeRequest>) {
  const facts = new ServerFacts();
  const asked: MergeRequest[] = [];
  const client = {
    flamegraph: (probe: MergeRequest) => {
      asked.push(probe);
      return of(known.some((key) => ((probe[key] ?? []) as unknown[]).length > 0) ? nothing : whole);
    },
  };
  const check = (part: Partial<MergeRequest>, hasData = true) =>
    lastValueFrom(assertSelects(client, facts, { ...request, ...part }, () => hasData));
  return { check, asked };
}

it('asks nothing where no ids are asked for', async () => {
  const { check, asked } = server();
  await check({});
  expect(asked).toEqual([]);
});

it('asks nothing and learns nothing where the answer has no data', async () => {
  const { check, asked } = server();
  await check(SPAN, false);
  expect(asked).toEqual([]);
  await expect(check(SPAN)).rejects.toThrow('span ids');
});

it.each([
  ['span ids', SPAN],
  ['trace ids', TRACE],
  ['profile ids', PROFILE],
  ['call sites', CALL_SITE],
])('names %s that the server ignores', async (words, ids) => {
  await expect(server().check(ids)).rejects.toThrow(`does not know ${words} and would show the whole service`);
});

it('asks once a kind, by an id that nothing has, at one node', async () => {
  const { check, asked } = server('spanIds', 'profileIds');
  await check(SPAN);
  await check(SPAN);
  await check({ spanIds: ['0123456789abcdef'] });
  expect(asked).toEqual([{ ...request, maxNodes: 1, spanIds: ['ffffffffffffffff'], callSite: [] }]);
});

it('tries each kind by itself: one that selects must not hide one that is ignored', async () => {
  const { check, asked } = server('spanIds');
  await expect(check({ ...SPAN, ...PROFILE })).rejects.toThrow('profile ids');
  expect(asked.map(({ spanIds, profileIds }) => [spanIds.length, profileIds.length])).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

it('asks again for an earlier window, where dual storage answers by v1, and not for a later one', async () => {
  const { check, asked } = server('profileIds');
  await check({ ...PROFILE, fromMs: 1000 });
  await check({ ...PROFILE, fromMs: 1500 });
  expect(asked).toHaveLength(1);
  await check({ ...PROFILE, fromMs: 999 });
  expect(asked).toHaveLength(2);
});

it('does not take a failure for an answer', async () => {
  const error = { status: 503 };
  const client = { flamegraph: () => throwError(() => error) };
  await expect(
    lastValueFrom(assertSelects(client, new ServerFacts(), { ...request, ...SPAN }, () => true))
  ).rejects.toBe(error);
});

it.each([
  [{ flamegraph: { total: '42' } }, 42],
  [{ flamegraph: {} }, 0],
  [{}, 0],
  [null, 0],
])('reads the total of %j', (answer, total) => {
  expect(totalOf(answer)).toBe(total);
});
