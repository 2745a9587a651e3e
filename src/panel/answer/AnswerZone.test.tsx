import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NEVER, of, throwError } from 'rxjs';
import {
  createDataFrame,
  dateTime,
  FieldType,
  LoadingState,
  type DataQueryRequest,
  type PanelData,
} from '@grafana/data';
import recordedProfile from '../../../tests/fixtures/frames/010-pyroscope-profile-span.json';
import recordedTrace from '../../../tests/fixtures/frames/001-tempo-trace-by-id.json';
import type { Exemplar } from '../../correlate/exemplars';
import { buildRedModel } from '../../correlate/red';
import { defaultOptions, defaultRefIds, type HotpathOptions } from '../options';
import { recordedFrame } from '../request/testing/recordedFrame';
import { testIds } from '../testIds';
import { AnswerZone } from './AnswerZone';

type Answer = (request: DataQueryRequest) => unknown;
const datasources: Record<string, Answer> = {};
const sent: string[] = [];

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => ({
    get: async ({ uid }: { uid: string }) => ({
      name: uid,
      query: (request: DataQueryRequest) => {
        sent.push(uid);
        return datasources[uid](request);
      },
    }),
  }),
}));

const SPAN = 'bc9d715f1d57ebee';
const TRACE = 'b81b12953caf10ce85e3435cec954f17';
const END = 1795386483409;
const slow: Exemplar = {
  key: `${TRACE}-${SPAN}`,
  timeMs: END,
  valueSeconds: 3.567,
  traceId: TRACE,
  spanId: SPAN,
  labels: {},
};

const profileTarget = {
  refId: 'profile',
  datasource: { uid: 'pyro' },
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="checkout"}',
};

function panelData(fromMs = END - 600_000): PanelData {
  const range = { from: dateTime(fromMs), to: dateTime(fromMs + 1_200_000) };
  const timeRange = { ...range, raw: range };
  return {
    state: LoadingState.Done,
    series: [],
    timeRange,
    request: { targets: [profileTarget], scopedVars: {}, range: timeRange } as unknown as DataQueryRequest,
  };
}

const redOf = (exemplars: readonly Exemplar[], errors = 0, sloSeconds: number | null = 1) =>
  buildRedModel({
    series: [
      { refId: 'p99', labels: {}, timesMs: [END - 60_000, END], values: [3, 3] },
      { refId: 'rate', labels: {}, timesMs: [END - 60_000, END], values: [10, 10] },
      { refId: 'errors', labels: {}, timesMs: [END - 60_000, END], values: [errors, errors] },
    ],
    exemplars,
    queried: null,
    errors: {},
    refIds: defaultRefIds,
    sloSeconds,
    loading: false,
  });

/** As many as a verdict needs, each of its own trace. */
const SLOW = [1, 2, 3].map((at) => ({ ...slow, key: `${slow.key}-${at}`, traceId: TRACE.replace(/^./, String(at)) }));

let panels = 0;

function setup({
  exemplars = SLOW,
  options = {} as Partial<HotpathOptions>,
  tempo = true,
  errors = 0,
  isShort = false,
}: {
  exemplars?: readonly Exemplar[];
  options?: Partial<HotpathOptions>;
  tempo?: boolean;
  errors?: number;
  isShort?: boolean;
} = {}) {
  const onPick = jest.fn();
  panels++;
  const panelId = panels;
  const zone = (data: PanelData, sloSeconds = 1) => (
    <AnswerZone
      data={data}
      panelId={panelId}
      red={redOf(exemplars, errors, sloSeconds)}
      profileTarget={profileTarget}
      options={{ ...defaultOptions, ...options }}
      isDrawn
      isShort={isShort}
      timeZone="utc"
      replaceVariables={(text) => (tempo && text === '${ds_tempo}' ? 'tempo' : text)}
      onPick={onPick}
    />
  );
  const view = render(zone(panelData()));
  return {
    onPick,
    refresh: (data: PanelData, sloSeconds?: number) => view.rerender(zone(data, sloSeconds)),
    leave: () => view.rerender(<></>),
    load: () => view.rerender(zone({ ...panelData(END - 100_000), state: LoadingState.Loading })),
    line: () => screen.findByTestId(testIds.waiting),
  };
}

const frames =
  (...data: unknown[]) =>
  () =>
    of({ data, state: LoadingState.Done });
const emptyProfile = createDataFrame({
  fields: [
    { name: 'level', type: FieldType.number, values: [0] },
    { name: 'value', type: FieldType.number, values: [0] },
    { name: 'self', type: FieldType.number, values: [0] },
    { name: 'label', type: FieldType.string, values: ['total'] },
  ],
});

beforeEach(() => {
  sent.length = 0;
  datasources.pyro = frames(recordedFrame(recordedProfile.response.data[0]));
  datasources.tempo = frames(recordedFrame(recordedTrace.response.data[0]));
});

describe('slow requests', () => {
  it('wait: says so, and where, from the recorded request', async () => {
    const { line } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting: a CPU fix will not move p99.'));
    expect(await line()).toHaveTextContent(/The wait is in fraud\.DeepScan/);
    expect(await line()).toHaveTextContent(/of slow requests \(over 1 s; median of 3\)/);
    expect(sent.sort()).toEqual(['pyro', 'pyro', 'pyro', 'tempo', 'tempo', 'tempo']);
  });

  it('say their verdict alone in a short panel, with the rest a click away', async () => {
    const { line } = setup({ isShort: true });
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting: a CPU fix will not move p99.'));
    expect(await line()).not.toHaveTextContent('fraud.DeepScan');
    await userEvent.click(screen.getByRole('button', { name: 'How' }));
    expect((await screen.findAllByText(/fraud\.DeepScan/))[0]).toBeInTheDocument();
  });

  it('are read once for a window that hardly moves, and again for another one', async () => {
    const { line, refresh } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting'));
    refresh(panelData(END - 600_000 + 5_000));
    refresh(panelData(END - 600_000 + 10_000));
    expect(sent).toHaveLength(6);
    refresh(panelData(END - 100_000));
    await waitFor(() => expect(sent).toHaveLength(12));
  });

  it('are read once although the panel shows a request for a while', async () => {
    const { line, leave, refresh } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting'));
    leave();
    refresh(panelData());
    expect(await line()).toHaveTextContent('Mostly waiting');
    expect(sent).toHaveLength(6);
  });

  it('are read again for another limit, and told with the one they were read for', async () => {
    const { line, refresh } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('over 1 s'));
    refresh(panelData(), 2);
    await waitFor(async () => expect(await line()).toHaveTextContent('over 2 s'));
    expect(sent).toHaveLength(12);
  });

  it('each has its figures one click away, and leads to its own profile', async () => {
    const { line, onPick } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting'));
    await userEvent.click(screen.getByRole('button', { name: 'How' }));
    const [first] = await screen.findAllByRole('button', { name: /^\d\d:\d\d:\d\d/ });
    await userEvent.click(first);
    expect(onPick).toHaveBeenCalledWith(SLOW[0]);
  });

  it('without exemplars nothing is asked, and it says why', async () => {
    const { line } = setup({ exemplars: [] });
    expect(await line()).toHaveTextContent('the metrics bring no exemplars');
    expect(sent).toEqual([]);
  });

  it('without traces the share is known, the place is not', async () => {
    const { line } = setup({ tempo: false });
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting'));
    expect(await line()).toHaveTextContent('No trace data source is known that says where.');
  });

  it('are too few for a verdict where only one is in view', async () => {
    const { line } = setup({ exemplars: [slow] });
    await waitFor(async () =>
      expect(await line()).toHaveTextContent('Only 1 slow request to look at: too few to tell')
    );
    expect(await line()).toHaveTextContent('median of 1');
    expect(screen.queryByText(/Mostly waiting/)).not.toBeInTheDocument();
  });

  it('one without samples used no CPU and counts', async () => {
    const profile = datasources.pyro;
    let asked = 0;
    datasources.pyro = (request) => (asked++ === 0 ? profile(request) : frames(emptyProfile)());
    const { line } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('CPU is 0 % of the time of slow requests'));
    expect(await line()).toHaveTextContent('median of 3)');
  });

  it('without a sample in any profile the place is known, the share is not', async () => {
    datasources.pyro = frames(emptyProfile);
    const { line } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('No sample in the profile of 3 slow requests'));
    expect(await line()).toHaveTextContent('fraud.DeepScan');
  });

  it('a failure is a sentence with a way on', async () => {
    datasources.tempo = () => throwError(() => ({ status: 502, message: 'Bad gateway' }));
    const { line } = setup();
    await waitFor(async () =>
      expect(await line()).toHaveTextContent('Not known whether slow requests work or wait. Bad gateway.')
    );
    datasources.tempo = frames(recordedFrame(recordedTrace.response.data[0]));
    await userEvent.click(screen.getByRole('button', { name: 'Check' }));
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting'));
  });

  it('can be stopped', async () => {
    datasources.tempo = () => NEVER;
    const { line } = setup();
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await line()).toHaveTextContent('Not checked whether slow requests work or wait.');
  });

  it('given up for another question, it is asked anew when the first is back', async () => {
    datasources.tempo = () => NEVER;
    const { line, refresh } = setup();
    await screen.findByRole('button', { name: 'Stop' });
    await waitFor(() => expect(sent).toContain('tempo'));
    refresh({ ...panelData(), state: LoadingState.Loading }, 2);
    sent.length = 0;
    datasources.tempo = frames(recordedFrame(recordedTrace.response.data[0]));
    refresh(panelData());
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting'));
    expect(sent).toContain('tempo');
  });

  it('can be stopped before another window is read', async () => {
    const { line, load } = setup();
    await waitFor(async () => expect(await line()).toHaveTextContent('Mostly waiting'));
    load();
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await line()).toHaveTextContent('Not checked whether slow requests work or wait.');
  });

  it('are not read where the option says so', () => {
    setup({ options: { checkSlowRequests: false } });
    expect(screen.queryByTestId(testIds.waiting)).not.toBeInTheDocument();
    expect(sent).toEqual([]);
  });
});

describe('errors', () => {
  it('above the objective: profiles do not explain them, and the failed traces are one click away', () => {
    setup({ options: { sloErrorPercent: 1, checkSlowRequests: false }, errors: 0.025 });
    expect(screen.getByTestId(testIds.answerLines)).toHaveTextContent(
      "2.5 % of requests fail, 1.0 % are allowed. Profiles don't explain errors."
    );
    const href = decodeURIComponent(screen.getByRole('link', { name: /Failed traces/ }).getAttribute('href') ?? '');
    expect(href).toContain('"queryType":"traceql"');
    expect(href).toContain('status = error');
  });
  it('within it say nothing', () => {
    setup({ options: { sloErrorPercent: 5, checkSlowRequests: false }, errors: 0.025 });
    expect(screen.queryByTestId(testIds.answerLines)).not.toBeInTheDocument();
  });
});
