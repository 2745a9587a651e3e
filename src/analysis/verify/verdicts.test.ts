/** Simulated pairs of each verdict, over seeds: what was planted must be what is said. */
import { seededRandom } from '../../profiles/testing/seededRandom';
import type { HeadlineMetric, VerifyInput, VerifyReport } from './model';
import { gaussian, MEASURED_NOISE, simulateProfile, type Costs } from './testing/simulatePair';
import { VERDICT_TABLE, decideVerdict } from './verdictTable';
import { verifyFix } from './verifyFix';

const frame = 'example.com/app/price.Rules';
const root = ['runtime.main', 'example.com/app/api.Serve'];
const before: Costs = [
  [[...root, frame, 'regexp.compile'], 400],
  [[...root, 'example.com/app/feed.Build'], 300],
  [[...root, 'example.com/app/quote.Solve'], 300],
];
const changed = (price: number, feed: number, more: Costs = []): Costs => [
  [[...root, frame, 'regexp.compile'], price],
  [[...root, 'example.com/app/feed.Build'], feed],
  before[2],
  ...more,
];

const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);
function verify(seed: number, after: Costs, more: Partial<VerifyInput> = {}): VerifyReport {
  const random = seededRandom(1000 + seed);
  return verifyFix({
    before: simulateProfile(random, before, { requests: 2_000, noise: MEASURED_NOISE }),
    after: simulateProfile(random, after, { requests: 3_000, noise: MEASURED_NOISE }),
    requestsBefore: 2_000,
    requestsAfter: 3_000,
    frame,
    ...more,
  });
}
const metric = (seed: number, [from, to]: [number, number], better: 'lower' | 'higher' = 'lower'): HeadlineMetric => {
  const random = seededRandom(seed);
  const values = (centre: number) => Array.from({ length: 10 }, () => centre * Math.exp(0.08 * gaussian(random)));
  return { before: values(from), after: values(to), better };
};

it.each(seeds)('confirmed: the frame fell and so did the total (seed %i)', (seed) =>
  expect(verify(seed, changed(40, 300))).toMatchObject({
    local: { change: 'shrank' },
    headline: { change: 'improved' },
    verdict: 'confirmed',
  })
);

it.each(seeds)(
  'confirmed though nothing of the frame is left, not even samples for a side of its own (seed %i)',
  (seed) => expect(verify(seed, changed(0, 300))).toMatchObject({ frame: { after: [] }, verdict: 'confirmed' })
);

it.each(seeds)('moved: a new function does the work, and is named (seed %i)', (seed) => {
  const report = verify(seed, changed(20, 300, [[[...root, 'example.com/app/price.Prefetch', 'regexp.compile'], 380]]));
  expect(report).toMatchObject({ local: { change: 'shrank' }, headline: { change: 'same' }, verdict: 'moved' });
  expect(report.rose[0].func.name).toBe('example.com/app/price.Prefetch');
});

it.each(seeds)('masked: cost fell, p99 did not (seed %i)', (seed) =>
  expect(verify(seed, changed(40, 300), { headline: metric(seed, [2, 2]) })).toMatchObject({
    local: { change: 'shrank' },
    headline: { change: 'same' },
    verdict: 'masked',
    masked: { slowSpan: null },
  })
);

it.each(seeds)('regressed: the memo costs more than the work (seed %i)', (seed) =>
  expect(verify(seed, changed(200, 300, [[[...root, 'example.com/app/price.key'], 900]]))).toMatchObject({
    local: { change: 'shrank' },
    headline: { change: 'worse' },
    verdict: 'regressed',
  })
);

it.each(seeds)('regressed: throughput fell, whatever the frame does (seed %i)', (seed) =>
  expect(verify(seed, changed(40, 300), { headline: metric(seed, [100, 60], 'higher') }).verdict).toBe('regressed')
);

it.each(seeds)('not credited: another function was fixed (seed %i)', (seed) => {
  const report = verify(seed, changed(400, 20));
  expect(report).toMatchObject({
    local: { change: 'same' },
    headline: { change: 'improved' },
    verdict: 'not-credited',
  });
  expect(report.fell[0].func.name).toBe('example.com/app/feed.Build');
});

it('is not fooled by shares: the frame that stayed doubles its share when the rest goes', () =>
  expect(verify(3, changed(400, 0)).local.change).toBe('same'));

it.each([
  ['request rate', { rateBefore: 40, rateAfter: 20 }],
  ['route mix', { routeMixBefore: { '/a': 50, '/b': 50 }, routeMixAfter: { '/a': 90, '/b': 10 } }],
  ['errors', { errorsBefore: 0.001, errorsAfter: 0.2 }],
])('not comparable: %s', (_, more) => {
  const report = verify(1, changed(40, 300), more);
  expect(report.verdict).toBe('not-comparable');
  expect(report.gates.filter(({ status }) => status === 'failed')).toHaveLength(1);
});

it('is not comparable on a thin profile before, and is on a thin one after', () => {
  const random = seededRandom(8);
  const thin = simulateProfile(random, before, { requests: 150, noise: MEASURED_NOISE });
  const small = simulateProfile(random, changed(0, 10), { requests: 150, noise: MEASURED_NOISE });
  const full = simulateProfile(random, before, { requests: 2_000, noise: MEASURED_NOISE });
  expect(verifyFix({ before: thin, after: full, requestsBefore: 150, requestsAfter: 2_000, frame }).verdict).toBe(
    'not-comparable'
  );
  expect(verifyFix({ before: full, after: small, requestsBefore: 2_000, requestsAfter: 150, frame }).verdict).toBe(
    'confirmed'
  );
});

it('the table has one answer for every pair of words', () => {
  for (const local of ['shrank', 'same', 'grew'] as const) {
    for (const headline of ['improved', 'same', 'worse'] as const) {
      for (const costFell of [true, false]) {
        const fitting = VERDICT_TABLE.filter(
          (row) =>
            [local, 'any'].includes(row.local) && row.headline === headline && [costFell, 'any'].includes(row.costFell)
        );
        expect(fitting).toHaveLength(1);
        expect(decideVerdict({ local, headline, costFell, comparable: true })).toBe(fitting[0].verdict);
      }
    }
  }
});
