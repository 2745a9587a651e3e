/** The host's clients give a panel the frames that Grafana 12.2's own datasources gave it for the same answers. */
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type DataFrame } from '@grafana/data';
import { sampleExemplars } from '../../../demo/host/datasources/prometheus';
import { spansFrame, traceFrame } from '../../../demo/host/datasources/tempo';

jest.mock('@grafana/runtime', () => ({}));

const fixtures = path.resolve(__dirname, '../../fixtures');

interface RecordedFrame {
  readonly schema: {
    readonly name?: string;
    readonly fields: ReadonlyArray<{ readonly name: string; readonly type: string }>;
  };
  readonly data: { readonly values: ReadonlyArray<readonly unknown[]> };
}

const recordedFrame = (file: string, index: number): RecordedFrame =>
  (JSON.parse(fs.readFileSync(path.join(fixtures, 'frames', file), 'utf8')) as { response: { data: RecordedFrame[] } })
    .response.data[index]!;

function serverAnswer<T>(file: string): T {
  const exchange = JSON.parse(gunzipSync(fs.readFileSync(path.join(fixtures, 'contract', file))).toString()) as {
    response: { body: string };
  };
  return JSON.parse(exchange.response.body) as T;
}

const columnsOf = (frame: DataFrame) =>
  frame.fields.map(({ name, type, values }) => ({ name, type: String(type), values }));

it('turns a trace into the recorded frame, field by field', () => {
  const recorded = recordedFrame('001-tempo-trace-by-id.json', 0);
  const traceId = String(recorded.data.values[0]![0]);
  const { trace } = serverAnswer<{ trace: { resourceSpans: Parameters<typeof traceFrame>[1] } }>(
    'tempo/001-trace-v2-slow.json.gz'
  );
  const frame = traceFrame('A', trace.resourceSpans);

  expect(frame.name).toBe('Trace');
  expect(columnsOf(frame).map(({ name, type }) => `${name} ${type}`)).toEqual(
    expect.arrayContaining(recorded.schema.fields.slice(0, 16).map(({ name, type }) => `${name} ${type}`))
  );
  const own = Object.fromEntries(columnsOf(frame).map(({ name, values }) => [name, values]));
  expect(own['traceID']?.[0]).toBe(traceId);
  for (const name of [
    'spanID',
    'parentSpanID',
    'operationName',
    'serviceName',
    'kind',
    'statusCode',
    'startTime',
    'duration',
  ]) {
    const at = recorded.schema.fields.findIndex((field) => field.name === name);
    const byNumber = typeof own[name]?.[0] === 'number';
    (recorded.data.values[at] ?? []).forEach((value, row) =>
      byNumber ? expect(own[name]?.[row]).toBeCloseTo(Number(value), 3) : expect(own[name]?.[row]).toBe(value)
    );
  }
});

it('turns a search into a frame of spans with the fields a panel reads', () => {
  const { traces } = serverAnswer<{ traces: Parameters<typeof spansFrame>[0] }>(
    'tempo/016-search-slow-with-profile.json.gz'
  );
  const frame = spansFrame(traces, { uid: 'tempo', name: 'Tempo' });
  const names = frame.fields.map(({ name }) => name);
  expect(names.slice(0, 6)).toEqual(['traceIdHidden', 'traceService', 'traceName', 'spanID', 'time', 'name']);
  expect(names).toContain('pyroscope.profile.id');
  expect(names.at(-1)).toBe('duration');
  expect(frame.length).toBe(
    traces.reduce((sum, { spanSets = [] }) => sum + spanSets.reduce((spans, set) => spans + set.spans.length, 0), 0)
  );
});

it('thins exemplars to those that Grafana kept of the same answer', () => {
  const recorded = recordedFrame('013-prometheus-red-p99-exemplars.json', 1);
  const column = (name: string) =>
    recorded.data.values[recorded.schema.fields.findIndex((field) => field.name === name)]!;
  const kept = column('trace_id').map((traceId, row) => `${traceId} ${column('Time')[row]}`);

  const { data } = serverAnswer<{
    data: Array<{ exemplars: Array<{ labels: Record<string, string>; value: string; timestamp: number }> }>;
  }>('prometheus/021-exemplars-bucket-selector.json.gz');
  const all = data.flatMap(({ exemplars }) =>
    exemplars.map(({ labels, value, timestamp }) => ({
      id: labels['trace_id'],
      timeMs: Math.round(timestamp * 1000),
      value: Number(value),
    }))
  );
  const own = sampleExemplars(all, 15_000).map(({ id, timeMs }) => `${id} ${timeMs}`);
  expect(own).toEqual(expect.arrayContaining(kept));
  // One more: Grafana's backend ends its buckets at the aligned end of the window.
  expect(own.length - kept.length).toBeLessThanOrEqual(1);
});
