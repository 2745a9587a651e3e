import { baselinesOf, startOfBreach, type BaselineQuestion } from './baseline';
import { requestsOf, versionsInView } from './versionsInView';

const MIN = 60_000;
const times = Array.from({ length: 21 }, (_, at) => at * MIN);
const series = (version: string, rate: (minute: number) => number | null) => ({
  version,
  timesMs: times,
  lookbackMs: 0,
  values: times.map((_, at) => rate(at)),
});

describe('versions in view', () => {
  it('stand newest first, with the requests that each served', () => {
    const found = versionsInView([
      series('1.4.0', (at) => (at < 10 ? 2.5 : null)),
      series('1.5.0', (at) => (at >= 10 ? 1.25 : null)),
    ]);
    expect(found).toEqual([
      { version: '1.5.0', firstMs: 10 * MIN, lastMs: 20 * MIN, requests: 1.25 * 60 * 11 },
      { version: '1.4.0', firstMs: 0, lastMs: 9 * MIN, requests: 2.5 * 60 * 9 },
    ]);
  });
  it('adds up instances of one version', () =>
    expect(versionsInView([series('1', () => 0.5), series('1', () => 0.25)])[0].requests).toBeCloseTo(0.75 * 60 * 20));
  it('knows no requests where the series count instances', () =>
    expect(versionsInView([series('1', () => 3), series('2', (at) => (at > 5 ? 2 : 0))])).toMatchObject([
      { version: '2', requests: null },
      { version: '1', requests: null },
    ]));
  it('are in the order of their numbers where both serve from the start', () =>
    expect(
      versionsInView([series('1.9.0', () => 1.5), series('1.10.0', () => 1.5)]).map(({ version }) => version)
    ).toEqual(['1.10.0', '1.9.0']));
  it('leaves out what did not serve, and what has no name', () =>
    expect(versionsInView([series('1', () => 0), series('', () => 1.5)])).toEqual([]));
  it('requests of a part: a point stands for the step before it', () =>
    expect(requestsOf({ timesMs: times, values: times.map(() => 2) }, 5 * MIN, 10 * MIN)).toBe(2 * 60 * 5));
  it('a rate that looks back counts neither too few for a version that starts nor too many for one that ends', () => {
    // One request a second; from minute 10 on by another version. Four points a minute, each a mean of the minute before.
    const fine = Array.from({ length: 81 }, (_, at) => at * 15_000);
    const since = fine.map((time) => Math.min(1, Math.max(0, (time - 10 * MIN) / MIN)));
    const served = (values: number[]) => requestsOf({ timesMs: fine, values, lookbackMs: MIN });
    expect(served(since)).toBeCloseTo(600, -1.3);
    expect(served(since.map((rate) => 1 - rate))).toBeCloseTo(600, -1.3);
  });
});

describe('baseline', () => {
  const window = { fromMs: 0, toMs: 20 * MIN };
  const two = versionsInView([
    series('1.4.0', (at) => (at < 10 ? 2.5 : null)),
    series('1.5.0', (at) => (at >= 10 ? 1.25 : null)),
  ]);
  const quiet: BaselineQuestion = { window, versions: [], version: null, deploys: [], breachMs: null, wanted: null };
  const deployed = { ...quiet, versions: two, version: '1.5.0', deploys: [{ timeMs: 10 * MIN, version: '1.5.0' }] };

  it('of a version is the version before it, over the whole window', () => {
    const [first, second, third] = baselinesOf(deployed);
    expect(first).toEqual({
      id: 'before',
      split: 'deploy',
      atMs: 10 * MIN,
      before: { ...window, version: '1.4.0' },
      after: { ...window, version: '1.5.0' },
    });
    expect([second.id, third.id]).toEqual(['day', 'week']);
    expect(second.before).toEqual({ fromMs: -1_440 * MIN, toMs: -1_420 * MIN, version: null });
  });
  it('of the oldest version is an earlier day', () =>
    expect(baselinesOf({ ...deployed, version: '1.4.0' }).map(({ id }) => id)).toEqual(['day', 'week']));
  it('of all versions together is the time before the deploy, with a margin', () => {
    const [first] = baselinesOf({ ...deployed, version: null });
    expect(first.before.toMs).toBeLessThan(10 * MIN);
    expect(first.after.fromMs).toBeGreaterThan(10 * MIN);
    expect(first.before.version).toBeNull();
  });
  it('of a breach is the time before it', () =>
    expect(baselinesOf({ ...quiet, breachMs: 8 * MIN })[0]).toMatchObject({
      id: 'before',
      split: 'breach',
      atMs: 8 * MIN,
    }));
  it('is an earlier day where the breach starts with the window', () =>
    expect(baselinesOf({ ...quiet, breachMs: MIN }).map(({ id }) => id)).toEqual(['day', 'week']));
  it('of a quiet window is none, unless asked for', () => {
    expect(baselinesOf(quiet)).toEqual([]);
    expect(baselinesOf({ ...quiet, wanted: 'week' })[0].before.fromMs).toBe(-7 * 1_440 * MIN);
    expect(baselinesOf({ ...quiet, wanted: 'before' })).toEqual([]);
  });
  it('of versions that both serve from the start has no moment and no order', () => {
    const versions = versionsInView([series('1.9.0', () => 1.5), series('1.10.0', () => 1.5)]);
    expect(baselinesOf({ ...quiet, versions, version: '1.10.0' })[0]).toMatchObject({ split: 'beside', atMs: null });
  });
  it('of more than a day is not yesterday, which is a part of it', () => {
    const long = { ...deployed, window: { fromMs: 0, toMs: 1_441 * MIN } };
    expect(baselinesOf(long).map(({ id }) => id)).toEqual(['before', 'week']);
    expect(baselinesOf({ ...long, wanted: 'day' })).toEqual([]);
  });
  it('can be switched off', () => expect(baselinesOf({ ...deployed, wanted: 'off' })).toEqual([]));
});

describe('start of a breach', () => {
  const find = (values: ReadonlyArray<number | null>) =>
    startOfBreach(
      values.map((_, at) => at * MIN),
      values,
      1
    );
  const low = new Array<number>(8).fill(0.3);
  const high = new Array<number>(8).fill(2);

  it('is where the values go above and stay', () => expect(find([...low, ...high])).toBe(8 * MIN));
  it('a spike before and a dip after do not hide it', () =>
    expect(find([...low, 2, 0.3, ...low, ...high, 0.3, ...high])).toBe(18 * MIN));
  it('gaps are no values', () => expect(find([...low, null, NaN, ...high])).toBe(10 * MIN));
  it.each([
    ['always above', [...high, ...high]],
    ['never above', [...low, ...low]],
    ['now and then', [...low, ...high, ...low, ...high]],
    ['only at the end', [...low, 2]],
    ['nothing', []],
  ])('%s is none', (_, values) => expect(find(values)).toBeNull());
  it('needs an objective', () => expect(startOfBreach([0], [5], null)).toBeNull());
});
