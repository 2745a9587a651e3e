import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildExemplars,
  describeRequest,
  normalizeSpanId,
  normalizeTraceId,
  TRACE_ID_LABELS,
  type ExemplarColumns,
} from './exemplars';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

function frame(labels: Record<string, string[]>, values: number[] = [1.5]): ExemplarColumns {
  return { timesMs: values.map((_, i) => 1000 + i), values, labels };
}

function recordedFrame(): ExemplarColumns {
  const path = join(__dirname, '../../tests/fixtures/frames/013-prometheus-red-p99-exemplars.json');
  const { response } = JSON.parse(readFileSync(path, 'utf8'));
  const recorded = response.data.find((each: { schema: { name?: string } }) => each.schema.name === 'exemplar');
  const columns = new Map<string, unknown[]>(
    recorded.schema.fields.map((field: { name: string }, i: number) => [field.name, recorded.data.values[i]])
  );
  const { Time = [], Value = [], ...labels } = Object.fromEntries(columns);
  return { timesMs: Time, values: Value, labels };
}

describe('trace and span ids', () => {
  it.each([
    ['lower-cases', '4BF92F3577B34DA6A3CE929D0E0E4736', TRACE],
    ['puts back zeros that the store trimmed', 'f92f3577b34da6a3ce929d0e0e4736', '00f92f3577b34da6a3ce929d0e0e4736'],
    ['pads a 64-bit id', 'a3ce929d0e0e4736', '0000000000000000a3ce929d0e0e4736'],
    ['rejects base64', 'S/kvNXezTaajzpKdDg5HNg==', null],
    ['rejects an id that is too long', `${TRACE}0`, null],
    ['rejects all zeros', '0'.repeat(32), null],
    ['rejects the empty text', '', null],
    ['rejects a query fragment', '"} or {a="', null],
  ])('%s', (_, text, expected) => {
    expect(normalizeTraceId(text)).toBe(expected);
  });

  it('rejects what is no text', () => {
    expect([undefined, null, 12, {}].map(normalizeTraceId)).toEqual([null, null, null, null]);
  });

  it('pads a span id to 16 digits', () => {
    expect(normalizeSpanId('F067AA0BA902B7')).toBe(SPAN);
  });
});

describe('buildExemplars', () => {
  it.each(TRACE_ID_LABELS)('accepts the label %s', (label) => {
    const { exemplars } = buildExemplars([frame({ [label]: [TRACE] })]);
    expect(exemplars.map(({ traceId, spanId }) => ({ traceId, spanId }))).toEqual([{ traceId: TRACE, spanId: null }]);
  });

  it('takes the first label that holds a usable id', () => {
    const { exemplars } = buildExemplars([frame({ trace_id: [''], traceID: [TRACE], spanId: [SPAN] })]);
    expect(exemplars[0]).toMatchObject({ traceId: TRACE, spanId: SPAN, labels: {} });
  });

  it('counts points without id, time or value and keeps the others', () => {
    const columns = frame({ trace_id: ['zzz', TRACE, TRACE.replace('4', '5')] }, [1, NaN, 2]);
    const { exemplars, rejected } = buildExemplars([columns]);
    expect({ values: exemplars.map((each) => each.valueSeconds), rejected }).toEqual({ values: [2], rejected: 2 });
  });

  it('keeps one per trace and span, the largest value', () => {
    const { exemplars } = buildExemplars([
      frame({ trace_id: [TRACE, TRACE], span_id: [SPAN, SPAN] }, [1.2, 1.4]),
      frame({ trace_id: [TRACE], span_id: [SPAN] }, [0.3]),
    ]);
    expect(exemplars.map((each) => each.valueSeconds)).toEqual([1.4]);
  });

  it('keeps two spans of one trace apart', () => {
    const { exemplars } = buildExemplars([
      frame({ trace_id: [TRACE, TRACE], span_id: [SPAN, '00f067aa0ba902b8'] }, [1, 1]),
    ]);
    expect(exemplars).toHaveLength(2);
  });

  it('converts milliseconds', () => {
    const { exemplars } = buildExemplars([{ ...frame({ trace_id: [TRACE] }, [1500]), secondsPerUnit: 0.001 }]);
    expect(exemplars[0].valueSeconds).toBe(1.5);
  });

  it('reads a recorded frame; the same frame of three targets changes nothing', () => {
    const once = buildExemplars([recordedFrame()]);
    const thrice = buildExemplars([recordedFrame(), recordedFrame(), recordedFrame()]);
    expect({ count: once.exemplars.length, rejected: once.rejected }).toEqual({ count: 145, rejected: 0 });
    expect(thrice.exemplars).toEqual(once.exemplars);
    expect(once.exemplars[1]).toMatchObject({
      timeMs: 1795385723776,
      traceId: '6f5b6c7163d41ff5c38791b34d6effec',
      spanId: 'a6e32462e905d883',
    });
    expect(describeRequest(once.exemplars[1])).toEqual({ route: 'POST /checkout', status: '200' });
  });
});

describe('describeRequest', () => {
  it('says nothing that the labels do not say', () => {
    const { exemplars } = buildExemplars([frame({ trace_id: [TRACE], le: ['5.0'] })]);
    expect(describeRequest(exemplars[0])).toEqual({ route: null, status: null });
  });
});
