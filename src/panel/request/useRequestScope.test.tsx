import { act, renderHook, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { NEVER, Observable, of, throwError } from 'rxjs';
import {
  createDataFrame,
  dateTime,
  FieldType,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type PanelData,
} from '@grafana/data';
import recordedProfile from '../../../tests/fixtures/frames/010-pyroscope-profile-span.json';
import recordedTrace from '../../../tests/fixtures/frames/001-tempo-trace-by-id.json';
import notFound from '../../../tests/fixtures/frames/002-tempo-trace-not-found.json';
import type { Exemplar } from '../../correlate/exemplars';
import { savedTarget } from './profileTarget';
import { recordedFrame } from './testing/recordedFrame';
import { clearRequestCache } from './requestCache';
import { useRequestScope } from './useRequestScope';

type Answer = (request: DataQueryRequest) => unknown;
const datasources: Record<string, Answer> = {};
const sent: Array<{ uid: string; request: DataQueryRequest }> = [];

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => ({
    get: async ({ uid }: { uid: string }) => {
      if (!(uid in datasources)) {
        throw new Error(`Datasource ${uid} was not found`);
      }
      return {
        name: `Store ${uid}`,
        query: (request: DataQueryRequest) => {
          sent.push({ uid, request });
          return datasources[uid](request);
        },
      };
    },
  }),
}));

const profile = recordedFrame(recordedProfile.response.data[0]);
const trace = recordedFrame(recordedTrace.response.data[0]);

const SPAN = 'bc9d715f1d57ebee';
const TRACE = 'b81b12953caf10ce85e3435cec954f17';
const END = 1795386483409;

const dot = (spanId: string | null = SPAN): Exemplar => ({
  key: spanId === null ? TRACE : `${TRACE}-${spanId}`,
  timeMs: END,
  valueSeconds: 3.567,
  traceId: TRACE,
  spanId,
  labels: {},
});

const savedProfileQuery = {
  refId: 'profile',
  datasource: { uid: '${ds_profiles}', type: 'fixlayer-pyroscope-datasource' },
  profileTypeId: '$profile_type',
  labelSelector: '{service_name="$service"}',
};

function panelData(changes: Partial<PanelData> = {}): PanelData {
  const range = { from: dateTime(END - 600_000), to: dateTime(END + 600_000) };
  return {
    state: LoadingState.Done,
    series: [],
    timeRange: { ...range, raw: range },
    request: {
      requestId: 'Q1',
      interval: '15s',
      intervalMs: 15_000,
      scopedVars: {},
      timezone: 'utc',
      app: 'dashboard',
      startTime: 0,
      range: { ...range, raw: range },
      targets: [savedProfileQuery],
    },
    ...changes,
  };
}

const variables: Record<string, string> = {
  '${ds_profiles}': 'pyro',
  '${ds_tempo}': 'tempo',
  $profile_type: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  $service: 'checkout',
};

/** One request's own profile, not its whole trace. */
const isNarrow = ({
  request: {
    targets: [target],
  },
}: (typeof sent)[number]) => !('traceIdSelector' in target);

const nothingOpen: { trace: string | null; span: string | null; rung: string | null } = {
  trace: null,
  span: null,
  rung: null,
};

function setup(
  changes: {
    exemplars?: Exemplar[];
    url?: Partial<typeof nothingOpen>;
    data?: PanelData;
    tempo?: boolean;
  } = {}
) {
  const updates: Array<Partial<typeof nothingOpen>> = [];
  const view = renderHook(
    ({ data }: { data: PanelData }) => {
      const [url, setUrl] = useState({ ...nothingOpen, ...changes.url });
      const [update] = useState(() => (patch: Partial<typeof nothingOpen>) => {
        updates.push(patch);
        setUrl((before) => ({ ...before, ...patch }));
      });
      return useRequestScope({
        data,
        profileTarget: savedTarget(data, 'profile'),
        exemplars: changes.exemplars ?? [dot()],
        urlState: { ...url, update },
        // a new function each render, as some hosts pass it
        replaceVariables: (text) =>
          text === '${ds_tempo}' && changes.tempo === false
            ? text
            : Object.entries(variables).reduce((written, [name, value]) => written.replaceAll(name, value), text),
      });
    },
    { initialProps: { data: changes.data ?? panelData() } }
  );
  const scope = () => {
    const { scope } = view.result.current;
    if (scope.kind !== 'request') {
      throw new Error('service scope');
    }
    return scope;
  };
  return { view, updates, scope, settled: () => waitFor(() => expect(scope().status).not.toBe('loading')) };
}

const empty = (): DataFrame =>
  createDataFrame({
    name: 'response',
    fields: ['level', 'value', 'self']
      .map((name) => ({ name, type: FieldType.number, values: [0] }))
      .concat([{ name: 'label', type: FieldType.string, values: ['total'] } as never]),
  });

beforeEach(() => {
  clearRequestCache();
  sent.length = 0;
  Object.keys(datasources).forEach((uid) => delete datasources[uid]);
  datasources.pyro = () => of({ data: [profile], state: LoadingState.Done });
  datasources.tempo = () => of({ data: [trace], state: LoadingState.Done });
});

describe('useRequestScope', () => {
  it('is in service scope and asks nothing until a request is opened', () => {
    const { view } = setup();
    expect(view.result.current.scope).toEqual({ kind: 'service' });
    expect(sent).toEqual([]);
  });

  it('opens a dot: URL first, then one narrow query with all variables replaced', async () => {
    const { view, updates, scope, settled } = setup();
    act(() => view.result.current.open(dot()));
    expect(updates).toEqual([{ trace: TRACE, span: SPAN, rung: null }]);
    expect(scope().status).toBe('loading');
    await settled();
    expect(scope()).toMatchObject({ status: 'ready', samples: 32, durationMs: 3567, frame: profile, message: null });
    expect(sent.filter(isNarrow)).toHaveLength(1);
    const [{ uid, request }] = sent;
    expect(uid).toBe('pyro');
    expect(request.targets).toEqual([
      expect.objectContaining({
        datasource: { uid: 'pyro', type: 'fixlayer-pyroscope-datasource' },
        queryType: 'profile',
        profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
        labelSelector: '{service_name="checkout"}',
        spanSelector: [SPAN],
      }),
    ]);
    expect([request.range.from.valueOf(), request.range.to.valueOf()]).toEqual([END - 3567 - 60_000, END + 60_000]);
  });

  it('loads the request that a link names', async () => {
    const { scope, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    expect(scope()).toMatchObject({ status: 'ready', traceId: TRACE });
  });

  it('ignores ids in a link that are no ids', () => {
    const { view } = setup({ url: { trace: '"} or {}', span: '../..' } });
    expect(view.result.current.scope).toEqual({ kind: 'service' });
    expect(sent).toEqual([]);
  });

  it('goes back to the service by the URL', async () => {
    const { view, updates, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    act(() => view.result.current.close());
    expect(view.result.current.scope).toEqual({ kind: 'service' });
    expect(updates).toEqual([{ trace: null, span: null, rung: null }]);
  });

  it('does not ask again on a refresh, nor for a request that was opened before', async () => {
    const { view, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    view.rerender({ data: panelData({ state: LoadingState.Loading }) });
    view.rerender({ data: panelData() });
    act(() => view.result.current.close());
    act(() => view.result.current.open(dot()));
    await settled();
    expect(sent.filter(isNarrow)).toHaveLength(1);
  });

  it('counts what the wider steps would give where the span has few samples, once, and opens them from that', async () => {
    const route = { route: '/checkout', method: 'POST' };
    const others = Array.from({ length: 60 }, (_, at) => ({
      ...dot(at.toString(16).padStart(16, '0')),
      key: `other-${at}`,
      timeMs: END - at * 1000,
      labels: route,
    }));
    const { view, scope, settled } = setup({
      url: { trace: TRACE, span: SPAN },
      exemplars: [
        { ...dot(), labels: route },
        ...others,
        { ...dot('f'.repeat(16)), key: 'x', labels: { route: '/cart' } },
      ],
    });
    await settled();
    await waitFor(() => expect(scope().ladder.map(({ samples }) => samples)).toEqual([32, 32]));
    expect(scope().ladder.map(({ name, told }) => [name, told])).toEqual([
      ['POST /checkout', '40 of 61 requests of POST /checkout in view, merged.'],
      ['Trace', 'All that checkout did for this trace.'],
    ]);
    const [, ofRoute, ofTrace] = sent.map(({ request }) => request.targets[0]) as unknown as Array<{
      spanSelector: string[];
      traceIdSelector?: string[];
    }>;
    expect(ofTrace.traceIdSelector).toEqual([TRACE]);
    expect(ofRoute.spanSelector).toHaveLength(40);
    expect(ofRoute.spanSelector).toContain(SPAN);
    act(() => view.result.current.climb('route'));
    await settled();
    expect(scope()).toMatchObject({ rung: 'route', status: 'ready', durationMs: null, selection: { kind: 'spans' } });
    expect(sent).toHaveLength(3);
  });

  it('says why a step of a link can not be read', async () => {
    const { scope, settled } = setup({ url: { trace: TRACE, span: SPAN, rung: 'route' } });
    await settled();
    expect(scope()).toMatchObject({ status: 'empty', message: { cause: 'The metric names no route.' } });
    expect(sent).toEqual([]);
  });

  it("reads a trace by its spans where the data source can't select traces", async () => {
    const target = {
      ...savedProfileQuery,
      datasource: { ...savedProfileQuery.datasource, type: 'grafana-pyroscope-datasource' },
    };
    const data = panelData({ request: { ...panelData().request!, targets: [target] } });
    const { scope, settled } = setup({ url: { trace: TRACE, span: SPAN, rung: 'trace' }, data });
    await settled();
    expect(scope()).toMatchObject({ status: 'ready', selection: { kind: 'spans', ids: [SPAN] } });
    expect(sent.map(({ uid }) => uid)).toEqual(['tempo', 'pyro']);
  });

  it('cancels the fetch when the request is left', async () => {
    const cancelled = jest.fn();
    datasources.pyro = () => new Observable(() => cancelled);
    const { view } = setup({ url: { trace: TRACE, span: SPAN } });
    await waitFor(() => expect(sent).toHaveLength(1));
    act(() => view.result.current.close());
    await waitFor(() => expect(cancelled).toHaveBeenCalled());
  });

  it('never uses a request id twice', async () => {
    datasources.pyro = () => of({ data: [empty()] });
    const { view, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    act(() => view.result.current.retry());
    await settled();
    const ids = sent.map(({ request }) => request.requestId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks again on retry and takes what arrived since', async () => {
    datasources.pyro = () => of({ data: [empty()] });
    const { view, scope, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    expect(scope()).toMatchObject({ status: 'empty', message: { title: 'No samples in this request' } });
    datasources.pyro = () => of({ data: [profile] });
    act(() => view.result.current.retry());
    await settled();
    expect(scope().status).toBe('ready');
  });

  it('climbs to the profiled span when the named one has no samples', async () => {
    const child = '64622b4d2e6edd96';
    datasources.pyro = ({ targets }) => of({ data: [JSON.stringify(targets).includes(SPAN) ? profile : empty()] });
    const { scope, settled } = setup({ exemplars: [dot(child)], url: { trace: TRACE, span: child } });
    await settled();
    expect(scope()).toMatchObject({ status: 'ready', samples: 32 });
    expect(sent.filter(isNarrow).map(({ uid, request }) => [uid, request.targets[0].refId])).toEqual([
      ['pyro', 'request'],
      ['tempo', 'trace'],
      ['pyro', 'request'],
    ]);
    expect(sent[1].request.targets[0]).toMatchObject({ queryType: 'traceql', query: TRACE });
  });

  it('tells an unknown trace (recorded answer) from a failure', async () => {
    datasources.pyro = () => of({ data: [] });
    datasources.tempo = () => of(notFound.response);
    const { scope, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    expect(scope()).toMatchObject({
      status: 'empty',
      message: { title: 'Trace not found', actions: ['retry', 'back'] },
    });
  });

  it.each([
    [
      'an answer with an error',
      () => of({ data: [], error: { message: 'boom', status: 500 } }),
      'The request could not be read',
      '“Store pyro” answered: boom',
    ],
    [
      'a thrown error',
      () => throwError(() => ({ status: 502, statusText: 'Bad Gateway' })),
      'The request could not be read',
      '“Store pyro” answered: Bad Gateway',
    ],
    ['no permission', () => throwError(() => ({ status: 403 })), 'No access to this request', '“Store pyro”'],
    [
      'a store that can not do it',
      () => of({ data: [], errors: [{ message: 'unimplemented' }] }),
      'No request profiles in this store',
      'Pyroscope 2.2',
    ],
    ['a rejected promise', () => Promise.reject(new Error('offline')), 'The request could not be read', 'offline'],
  ])('names the failure and what to do: %s', async (_, answer, title, cause) => {
    datasources.pyro = answer;
    const { scope, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    expect(scope()).toMatchObject({ status: 'error', message: { title } });
    expect(scope().message?.cause).toContain(cause);
  });

  it('tells a trace that can not be read from a profile that can not', async () => {
    datasources.pyro = () => of({ data: [] });
    datasources.tempo = () => throwError(() => ({ status: 502, statusText: 'Bad Gateway' }));
    const { scope, settled } = setup({ url: { trace: TRACE, span: SPAN } });
    await settled();
    expect(scope()).toMatchObject({ status: 'error', message: { title: 'The trace could not be read' } });
    expect(scope().message?.cause).toContain('“Store tempo” answered: Bad Gateway');
  });

  it('gives up on a query that hangs', async () => {
    jest.useFakeTimers();
    datasources.pyro = () => NEVER;
    const { scope } = setup({ url: { trace: TRACE, span: SPAN } });
    await act(async () => jest.advanceTimersByTimeAsync(31_000));
    jest.useRealTimers();
    expect(scope().message?.cause).toContain('No answer within 30 s');
  });

  it('says so where the panel has no profile query, and where no trace source is known', async () => {
    const data = panelData({ request: { ...panelData().request!, targets: [] } });
    expect(setup({ url: { trace: TRACE, span: SPAN }, data }).scope()).toMatchObject({
      status: 'error',
      message: { title: 'No profile query in this panel' },
    });
    const { scope, settled } = setup({ exemplars: [dot(null)], url: { trace: TRACE, span: null }, tempo: false });
    await settled();
    expect(scope()).toMatchObject({ status: 'empty', message: { title: 'No trace data source' } });
  });

  it('waits for the first answer of the dashboard before it opens a link', async () => {
    const { view, scope, settled } = setup({
      url: { trace: TRACE, span: SPAN },
      exemplars: [],
      data: panelData({ state: LoadingState.Loading }),
    });
    expect(scope().status).toBe('loading');
    expect(sent).toEqual([]);
    view.rerender({ data: panelData() });
    await settled();
    expect(scope().status).toBe('ready');
  });
});
