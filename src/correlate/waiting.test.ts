import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { errorBurn, failedTracesQuery } from './errorBurn';
import type { TraceSpan } from './profileSpan';
import { chooseSlow, readWaiting, requestSpan, type SlowRequest } from './waiting';

interface OtlpSpan {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}
interface RecordedTrace {
  readonly reason: string;
  readonly trace: {
    readonly resourceSpans: ReadonlyArray<{
      readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly OtlpSpan[] }>;
    }>;
  };
}

/** Spans of the recorded slow checkouts (demo/dataset); all are of one service. */
function recordedSlowTraces(): ReadonlyArray<readonly TraceSpan[]> {
  const file = resolve(__dirname, '../../demo/dataset/tempo/traces.json.gz');
  const { traces } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { traces: readonly RecordedTrace[] };
  return traces
    .filter(({ reason }) => reason === 'slow')
    .map(({ trace }) =>
      trace.resourceSpans
        .flatMap(({ scopeSpans }) => scopeSpans)
        .flatMap(({ spans }) => spans)
        .map((span) => {
          const startMs = Number(span.startTimeUnixNano) / 1e6;
          return {
            spanId: span.spanId,
            parentSpanId: span.parentSpanId ?? null,
            service: 'checkout',
            name: span.name,
            startMs,
            durationMs: Number(span.endTimeUnixNano) / 1e6 - startMs,
            profileId: null,
          };
        })
    );
}

const span = (
  spanId: string,
  parentSpanId: string | null,
  name: string,
  at: readonly [number, number],
  service = 'shop'
) => ({
  spanId,
  parentSpanId,
  service,
  name,
  startMs: at[0],
  durationMs: at[1] - at[0],
  profileId: null,
});

const request = (cpuMs: number | null, spans: readonly TraceSpan[] | null, durationMs = 1_000): SlowRequest => ({
  key: `${cpuMs}`,
  durationMs,
  cpuMs,
  span: spans?.[0] ?? null,
  spans,
});

const three = (cpuMs: number, spans: readonly TraceSpan[]) => [1, 2, 3].map(() => request(cpuMs, spans));

describe('waiting', () => {
  it('the recorded slow checkouts wait in fraud.DeepScan', () => {
    const requests = recordedSlowTraces()
      .slice(0, 5)
      .map((spans) => {
        const top = spans.find(({ parentSpanId }) => parentSpanId === null) ?? null;
        // CPU of the recorded span profiles: 270 to 390 ms.
        return { key: '', durationMs: top?.durationMs ?? 0, cpuMs: 310, span: top, spans };
      });
    const answer = readWaiting(requests);
    expect(answer.kind).toBe('waiting');
    expect(answer.cpuShare).toBeLessThan(0.3);
    expect(answer.where).toMatchObject({
      span: 'fraud.DeepScan',
      service: null,
      isWait: true,
      traces: 5,
      tracesLed: 5,
    });
  });

  const half = [span('a', null, 'GET /', [0, 1_000]), span('b', 'a', 'query', [100, 800])];

  it('half of the time in CPU is a request that works', () => expect(readWaiting(three(500, half)).kind).toBe('cpu'));
  it('the median decides, and requests without a profile do not', () => {
    const answer = readWaiting([request(900, half), request(100, half), request(200, half), request(null, half)]);
    expect(answer).toMatchObject({ kind: 'waiting', cpuShare: 0.2, profiled: 3, read: 4 });
  });
  it('a span that could hold all the CPU is where the time is, not for sure where the wait is', () => {
    expect(readWaiting(three(400, half)).where).toMatchObject({ span: 'query', isWait: true });
    expect(readWaiting(three(450, half)).where).toMatchObject({ span: 'query', isWait: false });
  });
  it('time in another service is waiting here', () => {
    const spans = [span('a', null, 'GET /', [0, 1_000]), span('b', 'a', 'GET /price', [100, 800], 'prices')];
    expect(readWaiting([request(450, spans)]).where).toMatchObject({ service: 'prices', isWait: true });
  });
  it('without a child that covers it, the wait is in the request itself', () => {
    const spans = [span('a', null, 'GET /', [0, 1_000]), span('b', 'a', 'query', [100, 200])];
    expect(readWaiting([request(50, spans)]).where).toMatchObject({ span: 'GET /', isRequest: true });
  });
  it('reads the profiled span and what is below it, not what called the service', () => {
    const inner = span('b', 'a', 'POST /', [500, 700]);
    const spans = [span('a', null, 'client', [0, 1_000]), inner, span('c', 'b', 'query', [520, 690])];
    const answer = readWaiting([{ ...request(5, spans, 200), span: inner }]);
    expect(answer.where?.span).toBe('query');
  });
  it('a cycle of parents ends', () => {
    const spans = [span('a', 'b', 'one', [0, 10]), span('b', 'a', 'two', [0, 5])];
    expect(readWaiting([request(1, spans, 10)]).where).not.toBeNull();
  });
  it('without profiles and traces it knows nothing', () =>
    expect(readWaiting([request(null, null)])).toMatchObject({ kind: 'unknown', cpuShare: null, where: null }));
  it('a profile without samples is no CPU, and decides with the others', () =>
    expect(readWaiting([request(0, half), request(0, half), request(900, half)])).toMatchObject({
      kind: 'waiting',
      cpuShare: 0,
      profiled: 3,
    }));
  it.each([
    ['fewer than three', [100, 100]],
    ['fewer than half', [100, 100, 100, null, null, null, null]],
    ['no sample in any', [0, 0, 0]],
  ])('no verdict from %s', (_, cpu) => {
    const answer = readWaiting(cpu.map((cpuMs) => request(cpuMs, half)));
    expect(answer.kind).toBe('few');
    expect(answer.where).toMatchObject({ span: 'query', isWait: false });
  });
  it('what called the service is not where it waits', () => {
    const spans = [span('a', null, 'GET /', [0, 1_000], 'gateway'), span('b', 'a', 'POST /', [900, 1_000])];
    const top = (spanId: string | null, service: string | null = 'shop') =>
      requestSpan(spans, { spanId, service, durationMs: 100 });
    expect([top('b')?.name, top(null)?.name, top('gone')?.name, top(null, null)]).toEqual([
      'POST /',
      'POST /',
      'POST /',
      null,
    ]);
    const answer = (found: TraceSpan | null) => readWaiting([{ ...request(null, spans, 100), span: found }]).where;
    expect(answer(top(null))).toMatchObject({ span: 'POST /', isRequest: true, isWait: false });
    expect(answer(null)).toBeNull();
  });
});

it('chooses evenly over the slow requests, one of each trace', () => {
  const slow = Array.from({ length: 40 }, (_, at) => ({ traceId: String(Math.floor(at / 2)), at }));
  expect(chooseSlow(slow, 5).map(({ traceId }) => traceId)).toEqual(['2', '6', '10', '14', '18']);
  expect(chooseSlow(slow.slice(0, 4), 5)).toEqual([slow[0], slow[2]]);
});

describe('errors', () => {
  const red = { requestCount: 1_000, errorCount: 25 };
  it('burn where more requests fail than are allowed', () => {
    expect(errorBurn(red, 0.01)).toEqual({ errorShare: 0.025, allowed: 0.01 });
    expect(errorBurn(red, 0.05)).toBeNull();
  });
  it('are not judged without an objective or counts', () => {
    expect(errorBurn(red, null)).toBeNull();
    expect(errorBurn({ requestCount: null, errorCount: null }, 0.01)).toBeNull();
  });
  it('a service name is quoted in the search', () =>
    expect(failedTracesQuery('a"b')).toBe('{ resource.service.name = "a\\"b" && status = error }'));
});
