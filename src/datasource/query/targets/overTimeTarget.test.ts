import { FieldType, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import type { BackendSrvRequest } from '@grafana/runtime';
import { jsonReply, type Reply } from '../../testing/fakeBackend';
import { rangeOf, requestOf, runtime, setup } from '../../testing/setup';
import type { PyroscopeQuery } from '../../types';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const MINUTE = 60_000;
interface Asked {
  readonly start: number;
  readonly end: number;
  readonly labelSelector: string;
}

/** A profile of `main.work` and of something else. Total 600 s; the function has `work` of it and calls nothing. */
const profile = (work: number, name = 'main.work'): Reply =>
  jsonReply({
    flamegraph: {
      names: ['total', name, 'main.rest'],
      levels: [
        { values: ['0', '600000000000', '0', '0'] },
        {
          values: [
            '0',
            `${work * 1e9}`,
            `${work * 1e9}`,
            '1',
            '0',
            `${(600 - work) * 1e9}`,
            `${(600 - work) * 1e9}`,
            '2',
          ],
        },
      ],
      total: '600000000000',
    },
  });

const empty = jsonReply({ flamegraph: { names: ['total'], levels: [{ values: ['0', '0', '0', '0'] }] } });

/** A server without pprof that answers by window. */
function server(answer: (asked: Asked, request: BackendSrvRequest) => Reply) {
  return (request: BackendSrvRequest): Reply =>
    typeof request.data === 'string' ? answer(JSON.parse(request.data) as Asked, request) : { status: 501, body: '' };
}

function over(target: Partial<PyroscopeQuery>, answer: Parameters<typeof server>[0], minutes = 60) {
  const { datasource, backend } = setup({ replies: server(answer) });
  const request = requestOf([{ queryType: 'functionOverTime', functionName: 'main.work', ...target }], {
    range: rangeOf(0, minutes * MINUTE),
  });
  return { stream: datasource.query(request), backend };
}

/** All responses until the end. */
function all(run: ReturnType<typeof over>): Promise<DataQueryResponse[]> {
  const responses: DataQueryResponse[] = [];
  return new Promise((resolve, reject) =>
    run.stream.subscribe({ next: (one) => responses.push(one), error: reject, complete: () => resolve(responses) })
  );
}

const frameOf = ({ data }: DataQueryResponse) => data[0] as DataFrame;
const valuesOf = (response: DataQueryResponse) => frameOf(response).fields[1].values as Array<number | null>;
const noticesOf = (response: DataQueryResponse) => (frameOf(response).meta?.notices ?? []).map(({ text }) => text);

it('is the share of the function in windows of equal length, at multiples of it', async () => {
  const run = over({ windows: 6 }, ({ start }) => profile(start / MINUTE));
  const responses = await all(run);
  const last = responses[responses.length - 1];
  expect(last.state).toBe(LoadingState.Done);
  expect(frameOf(last).fields.map(({ type, values }) => [type, values])).toEqual([
    [FieldType.time, [10, 20, 30, 40, 50, 60].map((minute) => minute * MINUTE)],
    [FieldType.number, [0, 10, 20, 30, 40, 50].map((work) => work / 600)],
  ]);
  expect(frameOf(last).fields[1].config).toMatchObject({ unit: 'percentunit', displayName: 'main.work' });
  expect(noticesOf(last)).toEqual([expect.stringContaining('in 6 windows of 10 min each')]);
});

it('shows each window as it comes, and how far it is', async () => {
  const run = over({ windows: 4 }, () => profile(60));
  const responses = await all(run);
  expect(responses.map(({ state }) => state)).toEqual([
    LoadingState.Streaming,
    LoadingState.Streaming,
    LoadingState.Streaming,
    LoadingState.Done,
  ]);
  expect(responses.map((response) => valuesOf(response).filter((value) => value !== null).length)).toEqual([
    1, 2, 3, 4,
  ]);
  expect(noticesOf(responses[0])).toContain('1 of 4 are here, the others are on the way.');
});

it('asks for a few windows at a time, and stops when nobody listens', async () => {
  const { stream, backend } = over({ windows: 12 }, () => 'never');
  const subscription = stream.subscribe();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const waiting = backend.sent.filter(({ data }) => typeof data === 'string');
  expect(waiting).toHaveLength(3);
  subscription.unsubscribe();
  expect(waiting.map(({ isAborted }) => isAborted)).toEqual([true, true, true]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(backend.sent.filter(({ data }) => typeof data === 'string')).toHaveLength(3);
});

it('has no window shorter than two pushes', async () => {
  const responses = await all(over({ windows: 48 }, () => profile(60), 2));
  expect(frameOf(responses[responses.length - 1]).fields[0].values).toEqual([30_000, 60_000, 90_000, 120_000]);
});

it('rounds the windows to lengths that people count in', async () => {
  // 17 minutes in 12 would be 85 s each.
  const responses = await all(over({}, () => profile(60), 17));
  const last = responses[responses.length - 1];
  expect(frameOf(last).fields[0].values).toEqual([2, 4, 6, 8, 10, 12, 14, 16].map((minute) => minute * MINUTE));
});

it.each<[Partial<PyroscopeQuery>, string, number]>([
  // 60 s of CPU in a window of 600 s
  [{ functionValue: 'perSecond' }, 'cores', 0.1],
  // 2 requests a second in 600 s: 1200 requests, 60 s for them
  [{ functionValue: 'perRequest', requests: '2' }, 'ns', 60e9 / 1200],
  [{ functionWeight: 'self' }, 'percentunit', 0.1],
])('can be %j', async (target, unit, expected) => {
  const responses = await all(over({ windows: 6, ...target }, () => profile(60)));
  const last = responses[responses.length - 1];
  expect(frameOf(last).fields[1].config.unit).toBe(unit);
  expect(valuesOf(last)[0]).toBeCloseTo(expected, 9);
});

it('tells a function that is not there (0) from a window without a profile (nothing) and from a failure', async () => {
  const answers = [profile(60), profile(60, 'main.wrok'), empty, jsonReply({ code: 'unknown', message: 'boom' }, 500)];
  const responses = await all(over({ windows: 4 }, ({ start }) => answers[start / (15 * MINUTE)]));
  const last = responses[responses.length - 1];
  expect(valuesOf(last)).toEqual([0.1, 0, null, null]);
  expect(noticesOf(last).join()).toContain('1 of 4 failed and are left out.');
  expect(last.errors).toBeUndefined();
});

it('says that no window has the function, with names close to it', async () => {
  const responses = await all(over({ windows: 2 }, () => profile(60, 'main.wrok')));
  const last = responses[responses.length - 1];
  expect(valuesOf(last)).toEqual([0, 0]);
  expect(noticesOf(last).join()).toContain('has no function “main.work”. Close to it: main.wrok');
});

it('fails where every window does', async () => {
  const failing = jsonReply({ code: 'invalid_argument', message: 'parse error: unexpected end' }, 400);
  const responses = await all(over({ windows: 2 }, () => failing));
  expect(responses[responses.length - 1].errors?.[0].message).toContain('The label selector cannot be read');
});

it('splits by the values of a label, bounded, and says what it leaves out', async () => {
  const run = over({ overLabel: 'version', windows: 2 }, (asked, { url }) =>
    url.endsWith('LabelValues')
      ? jsonReply({ names: ['1.4.0', '1.5.0', '1.6.0'] })
      : profile(asked.labelSelector.includes('1.4.0') ? 60 : 30)
  );
  const responses = await all(run);
  const last = responses[responses.length - 1];
  expect(frameOf(last).fields.map(({ name, values }) => [name, values])).toEqual([
    ['version', ['1.4.0', '1.5.0']],
    ['value', [0.1, 0.05]],
  ]);
  expect(noticesOf(last).join()).toContain('The first 2 values of version are shown, 1 are left out.');
  const selectors = run.backend.sent.flatMap(({ data, url }) =>
    typeof data === 'string' && !url.endsWith('LabelValues') ? [(JSON.parse(data) as Asked).labelSelector] : []
  );
  expect(selectors).toContain('{service_name="checkout",version="1.4.0"}');
});

it('is empty where the label has no value', async () => {
  const responses = await all(over({ overLabel: 'pod' }, () => jsonReply({})));
  expect(responses.map((response) => [response.state, frameOf(response).length])).toEqual([[LoadingState.Done, 0]]);
});

it.each<[Partial<PyroscopeQuery>, string]>([
  [{ functionName: ' ' }, 'No function.'],
  [{ windows: 49 }, "49 windows can't be asked for."],
  [{ functionValue: 'perRequest' }, 'No request rate.'],
])('names what is wrong: %#', async (target, message) => {
  const responses = await all(over(target, () => 'never'));
  expect(responses[0].errors?.[0].message).toContain(message);
});
