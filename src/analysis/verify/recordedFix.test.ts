/** The recorded deploy: patterns compiled once in ApplyRules. Confirmed by p50, masked for p99 by a scan that waits. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeProfile } from '../../profiles/decodeProfile';
import { mergeCallTrees } from '../../profiles/mergeCallTrees';
import { plainText } from '../wording';
import type { HeadlineMetric, SlowSpan, VerifyInput, VerifyWindow } from './model';
import { summarizeSlowSpans, type TraceSpan } from './slowSpans';
import { readRecordedLoad } from './testing/recordedLoad';
import { verifyFix } from './verifyFix';
import { verifyText } from './wording';

const dataset = resolve(__dirname, '../../../demo/dataset');
const frame = 'example.com/shop/pricing.ApplyRules';
const index = JSON.parse(readFileSync(`${dataset}/index.json`, 'utf8')) as {
  deployMs: number;
  profiles: Array<{ file: string; service: string; kind: string; labels: { version?: string } }>;
};

const pushes = (version: string) =>
  index.profiles
    .filter(({ service, kind, labels }) => service === 'checkout' && kind === 'cpu' && labels.version === version)
    .map(({ file }) => decodeProfile(readFileSync(`${dataset}/${file}`), { sampleType: 'cpu' }));
const [treesBefore, treesAfter] = [pushes('1.4.0'), pushes('1.5.0')];
const route = '/checkout';
const loadBefore = readRecordedLoad(dataset, { version: '1.4.0', route });
const loadAfter = readRecordedLoad(dataset, { version: '1.5.0', route });

const input: VerifyInput = {
  before: mergeCallTrees(treesBefore),
  after: mergeCallTrees(treesAfter),
  requestsBefore: loadBefore.requests,
  requestsAfter: loadAfter.requests,
  frame,
  rateBefore: loadBefore.rate,
  rateAfter: loadAfter.rate,
  routeMixBefore: loadBefore.routeMix,
  routeMixAfter: loadAfter.routeMix,
  errorsBefore: loadBefore.errorRatio,
  errorsAfter: loadAfter.errorRatio,
};
const metric = (name: 'p50' | 'p99'): HeadlineMetric => ({
  name,
  before: loadBefore[name],
  after: loadAfter[name],
  better: 'lower',
});

interface OtlpSpan {
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
}
/** Slow traces after the deploy, as any trace store gives them. */
function slowSpansAfter(): readonly SlowSpan[] {
  const { traces } = JSON.parse(gunzipSync(readFileSync(`${dataset}/tempo/traces.json.gz`)).toString()) as {
    traces: Array<{ reason: string; trace: { resourceSpans: Array<{ scopeSpans: Array<{ spans: OtlpSpan[] }> }> } }>;
  };
  const spans = traces
    .map(({ trace }) => trace.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
    .map((list) =>
      list.map(({ spanId, parentSpanId, name, startTimeUnixNano, endTimeUnixNano }): TraceSpan => ({
        id: spanId,
        parentId: parentSpanId ?? null,
        name,
        startMs: Number(startTimeUnixNano) / 1e6,
        endMs: Number(endTimeUnixNano) / 1e6,
      }))
    )
    .filter((list) => list.some(({ startMs, endMs }) => startMs >= index.deployMs && endMs - startMs >= 1000));
  const [slowest] = summarizeSlowSpans(spans);
  // The recording keeps every trace over a second, so these are all such spans of the window.
  return [{ ...slowest, occurrences: slowest.tracesLed }];
}

it('by CPU per request, with the load checked: confirmed', () => {
  const report = verifyFix(input);
  expect(report).toMatchObject({
    verdict: 'confirmed',
    local: { change: 'shrank' },
    headline: { metric: 'cost-per-request' },
  });
  expect(report.gates.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed']);
  // 413.15 s for 24.6 thousand requests before, 316.41 s for 24.9 thousand after
  expect(report.headline.ratio).toBeCloseTo((316.41 / 413.15) * (loadBefore.requests / loadAfter.requests), 3);
  expect(report.rose).toEqual([]);
});

it('by p50: confirmed', () => {
  const report = verifyFix({ ...input, headline: metric('p50') });
  expect(report).toMatchObject({
    verdict: 'confirmed',
    headline: { change: 'improved', metric: 'given', name: 'p50' },
  });
  expect(report.headline.ratio!).toBeLessThan(0.4);
});

it('by p99: masked, by a scan that takes nearly the whole slow request and mostly waits', () => {
  const report = verifyFix({ ...input, headline: metric('p99'), slowSpans: slowSpansAfter() });
  expect(report).toMatchObject({ verdict: 'masked', headline: { change: 'same' } });
  expect(report.masked?.slowSpan?.name).toBe('fraud.DeepScan');
  expect(report.masked?.slowSpan?.shareOfRequest).toBeGreaterThan(0.9);
  // planted: 1.3 to 3 s of waiting beside about 0.3 s of CPU
  expect(report.masked?.cpuShareOfSpan).toBeGreaterThan(0.05);
  expect(report.masked?.cpuShareOfSpan).toBeLessThan(0.3);
  const text = verifyText(report).map(plainText).join('\n');
  expect(text).toMatch(/^Masked\. pricing\.ApplyRules shrank and cost was saved, but p99 did not move/);
  expect(text).toMatch(/What sets it now: fraud\.DeepScan takes .* without using CPU: it waits/);
});

it('by p99 without traces: masked, and sends the reader to the traces', () => {
  const report = verifyFix({ ...input, headline: metric('p99') });
  expect(report.masked?.slowSpan).toBeNull();
  expect(report.masked?.nextByCost).not.toBeNull();
  expect(verifyText(report).map(plainText).join('\n')).toContain('look at the slowest traces');
});

it('measures the dispersion from the pushes: the service varies little more than chance', () => {
  const windows = (trees: typeof treesBefore, requests: number): VerifyWindow[] =>
    // The first and the last push are cut short by the start and the stop of the load.
    trees.slice(1, -1).map((tree) => ({ tree, requests: requests / trees.length }));
  const report = verifyFix({
    ...input,
    windowsBefore: windows(treesBefore, loadBefore.requests),
    windowsAfter: windows(treesAfter, loadAfter.requests),
  });
  expect(report.local.dispersionFrom).toBe('windows');
  expect(report.total.dispersion).toBeGreaterThanOrEqual(1);
  expect(report.total.dispersion).toBeLessThan(2);
  expect(report.verdict).toBe('confirmed');
});
