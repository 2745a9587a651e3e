import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readDataset } from '../standins/dataset';
import { readProfileTime } from './pprofTime';
import { profileBatches } from './profiles';
import { batchesOf, writeSeriesOf } from './series';
import { otlpResourceSpans } from './traces';

const dataset = readDataset(path.join(__dirname, '../dataset'));
const SHIFT_MS = 60_000;
const SHIFT_NANOS = BigInt(SHIFT_MS) * BigInt(1_000_000);

describe('profiles', () => {
  const batches = [...profileBatches(dataset, SHIFT_MS)];
  const pushed = batches.flat();

  it('pushes every recorded profile once, in order, at its shifted time', () => {
    expect(pushed).toHaveLength(dataset.pushes.length);
    const times = pushed.map(({ samples }) =>
      readProfileTime(gunzipSync(Buffer.from(samples[0].rawProfile, 'base64')))
    );
    expect(times).toEqual(dataset.pushes.map(({ timeNanos }) => BigInt(timeNanos) + SHIFT_NANOS));
  });

  it('names the profile as its type id does and keeps the recorded labels', () => {
    const cpu = dataset.pushes.findIndex(({ profileTypes }) =>
      profileTypes.includes('process_cpu:cpu:nanoseconds:cpu:nanoseconds')
    );
    const labels = Object.fromEntries(pushed[cpu].labels.map(({ name, value }) => [name, value]));
    expect(labels).toEqual({ ...dataset.pushes[cpu].labels, __name__: 'process_cpu', __delta__: 'false' });
  });

  it("stays below a tenant's default burst of 2 MB a request", () => {
    const sizes = batches.map((batch) =>
      batch.reduce((sum, { samples }) => sum + gunzipSync(Buffer.from(samples[0].rawProfile, 'base64')).length, 0)
    );
    expect(Math.max(...sizes)).toBeLessThan(2_000_000);
  });
});

describe('traces', () => {
  it('turns what Tempo returned into OTLP JSON, moved in time', () => {
    const recorded = dataset.traces.find(({ traceId }) => traceId === '001eaf18f521d989a4132c14886eef85')!;
    const [root, child] = otlpResourceSpans(recorded, SHIFT_MS)[0].scopeSpans[0].spans;
    expect(root).toMatchObject({
      traceId: '001eaf18f521d989a4132c14886eef85',
      spanId: '54d2b57a35a0485f',
      kind: 2,
      startTimeUnixNano: '1795385894904143615',
      endTimeUnixNano: '1795385894917101727',
      status: { code: 0 },
    });
    expect(child).toMatchObject({ parentSpanId: root.spanId, kind: 1 });
  });

  it('keeps the error status', () => {
    const spans = dataset.traces
      .flatMap((trace) => otlpResourceSpans(trace, 0))
      .flatMap(({ scopeSpans }) => scopeSpans[0].spans);
    expect(new Set(spans.map(({ status }) => status?.code))).toEqual(new Set([0, 2]));
  });
});

describe('series', () => {
  const all = writeSeriesOf(dataset, SHIFT_MS);

  it('keeps every sample and exemplar, ascending within its series', () => {
    const count = (lists: ReadonlyArray<readonly unknown[]>) => lists.reduce((sum, { length }) => sum + length, 0);
    expect(count(all.map(({ samples }) => samples))).toBe(count(dataset.series.map(({ values }) => values)));
    expect(count(all.map(({ exemplars }) => exemplars))).toBe(
      count(dataset.exemplars.map(({ exemplars }) => exemplars))
    );
    const ascending = (points: ReadonlyArray<{ timestampMs: number }>) =>
      points.every(({ timestampMs }, i) => i === 0 || timestampMs > points[i - 1].timestampMs);
    expect(all.every(({ samples, exemplars }) => ascending(samples) && ascending(exemplars))).toBe(true);
  });

  it('reads values as Prometheus writes them', () => {
    const values: Array<[number, string]> = [
      [1, '0.5'],
      [2, '+Inf'],
      [3, '-Inf'],
      [4, 'NaN'],
    ];
    const [series] = writeSeriesOf({ ...dataset, series: [{ metric: {}, values }] }, 0);
    expect(series.samples.map(({ value }) => value)).toEqual([0.5, Infinity, -Infinity, NaN]);
  });

  it('splits requests between series, never inside one', () => {
    const batches = batchesOf(all);
    expect(batches.flat()).toEqual(all);
    const points = batches.map((batch) => batch.reduce((sum, s) => sum + s.samples.length + s.exemplars.length, 0));
    expect(Math.max(...points)).toBeLessThanOrEqual(10_000);
  });
});
