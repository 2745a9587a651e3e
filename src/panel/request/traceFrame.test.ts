import { createDataFrame } from '@grafana/data';
import recorded from '../../../tests/fixtures/frames/001-tempo-trace-by-id.json';
import { recordedFrame } from './testing/recordedFrame';
import { spansOfTraceFrame } from './traceFrame';

const trace = recordedFrame(recorded.response.data[0]);

describe('spansOfTraceFrame', () => {
  it('reads a recorded trace', () => {
    const spans = spansOfTraceFrame(trace);
    expect(
      spans?.map(({ spanId, parentSpanId, service, profileId }) => ({ spanId, parentSpanId, service, profileId }))
    ).toEqual([
      { spanId: 'bc9d715f1d57ebee', parentSpanId: null, service: 'checkout', profileId: 'bc9d715f1d57ebee' },
      { spanId: '7aed1c15e6285cf6', parentSpanId: 'bc9d715f1d57ebee', service: 'checkout', profileId: null },
      { spanId: '64622b4d2e6edd96', parentSpanId: 'bc9d715f1d57ebee', service: 'checkout', profileId: null },
    ]);
    expect(spans?.[0]).toMatchObject({ name: 'POST /checkout', startMs: 1795386479842.0427, durationMs: 3567.84937 });
  });

  it('reads attributes that are JSON text, as the backend sends them', () => {
    const fields = trace.fields.map((field) =>
      field.name === 'tags' ? { ...field, values: field.values.map((tags: unknown) => JSON.stringify(tags)) } : field
    );
    expect(spansOfTraceFrame({ ...trace, fields })?.[0].profileId).toBe('bc9d715f1d57ebee');
  });

  it('takes broken attributes for none', () => {
    const fields = trace.fields.map((field) => (field.name === 'tags' ? { ...field, values: ['{', null, 7] } : field));
    expect(spansOfTraceFrame({ ...trace, fields })?.map(({ profileId }) => profileId)).toEqual([null, null, null]);
  });

  it('says null for a frame that is no trace', () => {
    expect(spansOfTraceFrame(createDataFrame({ name: 'Spans', fields: [] }))).toBeNull();
  });
});
