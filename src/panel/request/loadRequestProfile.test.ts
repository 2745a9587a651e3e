import { createDataFrame } from '@grafana/data';
import type { TraceSpan } from '../../correlate/profileSpan';
import { loadRequestProfile, windowAround, type RequestQuestion, type Window } from './loadRequestProfile';

const END = Date.UTC(2026, 10, 22, 14, 0, 0);
const SPAN = 'bc9d715f1d57ebee';
const PARENT = '00000000000000aa';
const frame = createDataFrame({ name: 'response', fields: [] });

const span = (
  spanId: string,
  parentSpanId: string | null,
  profileId: string | null,
  service = 'checkout'
): TraceSpan => ({
  spanId,
  parentSpanId,
  service,
  name: '',
  startMs: END - 2000,
  durationMs: 2000,
  profileId,
});

/** `profiles`: which spans have samples; `trace`: undefined = no trace data source, null = unknown trace. */
function setup(
  profiles: readonly string[],
  trace?: readonly TraceSpan[] | null,
  changes: Partial<RequestQuestion> = {}
) {
  const asked: Array<{ what: string; window: Window }> = [];
  const question: RequestQuestion = {
    traceId: 'b81b12953caf10ce85e3435cec954f17',
    spanId: SPAN,
    timeMs: END,
    durationMs: 2000,
    service: 'checkout',
    view: { fromMs: END - 3600_000, toMs: END + 3600_000 },
    nowMs: END + 600_000,
    ...changes,
  };
  const outcome = loadRequestProfile(question, {
    queryProfile: async (spanId, window) => {
      asked.push({ what: `profile ${spanId}`, window });
      return profiles.includes(spanId) ? frame : null;
    },
    queryTrace:
      trace === undefined
        ? undefined
        : async (traceId, window) => {
            asked.push({ what: `trace ${traceId.slice(0, 4)}`, window });
            return trace;
          },
  });
  return {
    outcome,
    asked: async () => (await outcome, asked.map(({ what }) => what)),
    windows: async () => (await outcome, asked.map((each) => each.window)),
  };
}

describe('loadRequestProfile', () => {
  it('asks for the named span, a minute around it, and reads no trace when it has samples', async () => {
    const { outcome, asked, windows } = setup([SPAN], [span(SPAN, null, SPAN)]);
    expect(await outcome).toMatchObject({ kind: 'ready', selection: { kind: 'spans', ids: [SPAN] }, durationMs: 2000 });
    expect(await asked()).toEqual([`profile ${SPAN}`]);
    expect(await windows()).toEqual([{ fromMs: END - 62_000, toMs: END + 60_000 }]);
  });

  it('climbs to the profiled span of the trace when the named one has none', async () => {
    const { outcome, asked } = setup([PARENT], [span(PARENT, null, PARENT), span(SPAN, PARENT, null)]);
    expect(await outcome).toMatchObject({ kind: 'ready', selection: { kind: 'spans', ids: [PARENT] } });
    expect(await asked()).toEqual([`profile ${SPAN}`, 'trace b81b', `profile ${PARENT}`]);
  });

  it('finds the span of a dot that names a trace only', async () => {
    const { outcome, asked } = setup([SPAN], [span(SPAN, null, SPAN)], { spanId: null });
    expect(await outcome).toMatchObject({ kind: 'ready', selection: { kind: 'spans', ids: [SPAN] } });
    expect(await asked()).toEqual(['trace b81b', `profile ${SPAN}`]);
  });

  it('looks in the view, then in the span’s own window, when a link names a request that no dot shows', async () => {
    const { outcome, windows } = setup([], [span(SPAN, null, SPAN)], { timeMs: null, durationMs: null });
    expect(await outcome).toEqual({ kind: 'empty', reason: { kind: 'no-samples' }, durationMs: 2000 });
    expect(await windows()).toEqual([
      { fromMs: END - 3600_000, toMs: END + 3600_000 },
      { fromMs: END - 3600_000, toMs: END + 3600_000 },
      { fromMs: END - 62_000, toMs: END + 60_000 },
    ]);
  });

  it.each([
    ['no sample fell into a profiled span', [span(SPAN, null, SPAN)], {}, { kind: 'no-samples' }],
    ['the trace is not known', null, {}, { kind: 'trace-not-found' }],
    ['the trace has no spans', [], {}, { kind: 'trace-not-found' }],
    ['no span is profiled', [span(SPAN, null, null)], {}, { kind: 'not-profiled' }],
    [
      'another service is profiled',
      [span(PARENT, null, PARENT, 'gateway'), span(SPAN, PARENT, null)],
      {},
      { kind: 'other-service', services: ['gateway'] },
    ],
    ['no trace data source is known', undefined, {}, { kind: 'span-unknown' }],
    [
      'the dot names no span and no trace data source is known',
      undefined,
      { spanId: null },
      { kind: 'no-trace-source' },
    ],
    ['it ended moments ago and the trace is not there yet', null, { nowMs: END + 20_000 }, { kind: 'too-fresh' }],
    [
      'it ended moments ago and has no samples yet',
      [span(SPAN, null, SPAN)],
      { nowMs: END + 20_000 },
      { kind: 'too-fresh' },
    ],
    ['it ended moments ago and nothing else is known', undefined, { nowMs: END + 20_000 }, { kind: 'too-fresh' }],
  ] as const)('says why there is no profile: %s', async (_, trace, changes, reason) => {
    expect(await setup([], trace, changes).outcome).toMatchObject({ kind: 'empty', reason });
  });

  it('does not ask the same span in the same window twice', async () => {
    expect(await setup([], [span(SPAN, null, SPAN)]).asked()).toEqual([`profile ${SPAN}`, 'trace b81b']);
  });
});

describe('windowAround', () => {
  it('stays below the longest window that the store accepts', () => {
    const { fromMs, toMs } = windowAround(0, 40 * 3600_000, 60_000);
    expect(toMs - fromMs).toBeLessThan(24 * 3600_000);
    expect(toMs).toBe(40 * 3600_000 + 60_000);
  });
});
