import React, { useState } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of, throwError } from 'rxjs';
import {
  createDataFrame,
  dateTime,
  FieldType,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type PanelData,
} from '@grafana/data';
import { analyze, type StackFilter } from '../../analysis';
import { buildRedModel } from '../../correlate/red';
import { decodeNestedSet, encodeNestedSet } from '../../profiles/nestedSet';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { describeProfileFrame, type ProfileSource } from '../../shared/ui/frames/profileSource';
import { clearAsked } from '../evidence/useAsked';
import { defaultRefIds } from '../options';
import { noUrlValues, type UrlValues } from '../state/viewState';
import { testIds } from '../testIds';
import { ChangeBar } from './ChangeBar';
import { CompareButton } from './CompareButton';
import { CompareForm } from './CompareForm';
import { loadsOf } from './loads';
import { sortByChange } from './tableChanges';
import { useChangeZone } from './useChangeZone';
import { OWN_DATASOURCE_ID } from '../pluginIds';

jest.mock('../analysis/createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));

interface Asked {
  readonly selector: string;
  readonly fromMs: number;
  readonly filters: DataQueryRequest['filters'];
}
const asked: Asked[] = [];
let answer: (asked: Asked) => DataFrame | null | Error = () => null;
/** requests per second by value of a label */
let requestsBy: Readonly<Record<string, number>> = {};
/** requests per second by the query of versions */
let versionsRate = 2.5;
/** part of the window in which profiles of a selector came in */
let profiledPart: (selector: string) => number = () => 1;
/** labels of the service */
let labels: Readonly<Record<string, readonly string[]>> = {};
const texts = (list: readonly string[]) => list.map((text) => ({ text }));

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => ({
    get: async ({ uid }: { uid: string }) => ({
      name: uid,
      getTagKeys: async () => texts(Object.keys(labels)),
      getTagValues: async ({ key }: { key: string }) => texts(labels[key] ?? []),
      query: (request: DataQueryRequest) => {
        const fromMs = request.range.from.valueOf();
        const [target] = request.targets as unknown as Array<{
          refId: string;
          queryType?: string;
          labelSelector: string;
        }>;
        const isRed = target.queryType === 'red';
        if (target.queryType === 'metrics') {
          const frame = seriesFrame(fromMs, request.range.to.valueOf(), target.labelSelector);
          return of({ data: [frame], state: LoadingState.Done });
        }
        const byLabel = /sum by \((\w+)\)/.exec((target as { expr?: string }).expr ?? '')?.[1];
        if (byLabel !== undefined) {
          const frames = Object.entries(requestsBy).map(([value, rate]) =>
            rateFrame(fromMs, request.range.to.valueOf(), target.refId, rate, { [byLabel]: value })
          );
          return of({ data: frames, state: LoadingState.Done });
        }
        if (target.refId === 'versions') {
          const frame = rateFrame(fromMs, request.range.to.valueOf(), 'versions', versionsRate, { version: '1.3.0' });
          return of({ data: [frame], state: LoadingState.Done });
        }
        if (uid === 'prom' || isRed) {
          const frame = rateFrame(fromMs, request.range.to.valueOf(), isRed ? 'rate' : target.refId);
          return of({ data: [frame], state: LoadingState.Done });
        }
        const found = { selector: target.labelSelector, fromMs, filters: request.filters };
        asked.push(found);
        const frame = answer(found);
        return frame instanceof Error
          ? throwError(() => ({ status: 500, message: frame.message }))
          : of({ data: frame === null ? [] : [frame], state: LoadingState.Done });
      },
    }),
  }),
}));

const START = 1_795_385_000_000;
const MIN = 60_000;
const window_ = { fromMs: START, toMs: START + 20 * MIN };
const times = Array.from({ length: 81 }, (_, at) => START + at * 15_000);

/** A push every 15 s. */
function seriesFrame(fromMs: number, toMs: number, selector: string): DataFrame {
  const end = fromMs + (toMs - fromMs) * profiledPart(selector);
  const points = Array.from({ length: 80 }, (_, at) => fromMs + at * 15_000).filter((time) => time < end);
  return createDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: points },
      { name: 'value', type: FieldType.number, values: points.map(() => 1) },
    ],
  });
}

function rateFrame(
  fromMs: number,
  toMs: number,
  refId = 'rate',
  rate = 2.5,
  labelsOf: Record<string, string> = {}
): DataFrame {
  const points = Array.from({ length: 81 }, (_, at) => fromMs + (at * (toMs - fromMs)) / 80);
  return createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: points },
      { name: 'Value', type: FieldType.number, values: points.map(() => rate), labels: labelsOf },
    ],
  });
}

/** `rules` and `other` samples of 10 ms below one handler. */
function profile(rules: number, other: number): DataFrame {
  const tree = treeFromText(`
    ${`net/http.serve×${rules}`.padEnd(30)}  net/http.serve×${other}
    example.com/shop.Quote          example.com/shop.List
    example.com/shop.ApplyRules     example.com/shop.sort
    regexp.compile
  `);
  const { level, value, self, labelIndex, labelText } = encodeNestedSet(tree);
  const number = (name: string, values: ArrayLike<number>, scale = 1) => ({
    name,
    type: FieldType.number,
    values: Array.from(values, (each) => each * scale),
    config: { unit: 'ns' },
  });
  return createDataFrame({
    name: 'response',
    refId: 'profile',
    fields: [
      number('level', level),
      number('value', value, 1e7),
      number('self', self, 1e7),
      { name: 'label', type: FieldType.string, values: Array.from(labelIndex, (at) => labelText[at]) },
    ],
  });
}

const profileTarget = {
  refId: 'profile',
  datasource: { uid: 'pyro' },
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="checkout"}',
};
const rateTarget = { refId: 'rate', datasource: { uid: 'prom' }, expr: 'sum(rate(http_requests_total[1m]))' };
const range = { from: dateTime(window_.fromMs), to: dateTime(window_.toMs) };
const quietData = {
  state: LoadingState.Done,
  series: [],
  timeRange: { ...range, raw: range },
  request: { targets: [profileTarget, rateTarget], scopedVars: {}, range: { ...range, raw: range } },
} as unknown as PanelData;

function movedBy(minutes: number): PanelData {
  const [from, to] = [dateTime(window_.fromMs + minutes * MIN), dateTime(window_.toMs + minutes * MIN)];
  return { ...quietData, timeRange: { from, to, raw: { from, to } } };
}

const steady = times.map(() => 2.5);
function redOf({
  deployed = false,
  p99 = steady.map(() => 0.2),
  oldFrom = 0,
}: { deployed?: boolean; p99?: number[]; oldFrom?: number } = {}) {
  const series = (refId: string, values: Array<number | null>, labels = {}) => ({
    refId,
    labels,
    timesMs: times,
    values,
    lookbackMs: 0,
  });
  return buildRedModel({
    series: [
      series('rate', steady),
      series('p99', p99),
      series('versions', deployed ? times.map((_, at) => (at >= oldFrom && at < 40 ? 2.5 : null)) : steady, {
        version: '1.4.0',
      }),
      ...(deployed
        ? [
            series(
              'versions',
              times.map((_, at) => (at < 40 ? null : 2.5)),
              { version: '1.5.0' }
            ),
          ]
        : []),
    ],
    exemplars: [],
    queried: null,
    errors: {},
    refIds: defaultRefIds,
    sloSeconds: 1,
    loading: false,
  });
}

const whole = profile(401, 1_009);
const wholeSource = describeProfileFrame(whole, profileTarget);
const column = (name: string) => whole.fields.find((field) => field.name === name)?.values ?? [];
const analysis = analyze(
  decodeNestedSet(
    { level: column('level'), value: column('value'), self: column('self'), label: column('label') },
    { unit: 'nanoseconds', sampleType: 'cpu', sampleCount: null, quantum: null }
  )
);
const all = { status: 'ready', analysis, message: null, readJob: null, retry: () => undefined } as const;
const options = {};
const noFilters: StackFilter[] = [];
const replaceVariables = (text: string) => text;

interface ZoneProps {
  readonly red: ReturnType<typeof redOf>;
  readonly initial: Partial<UrlValues>;
  readonly data?: PanelData;
  readonly source?: ProfileSource;
  readonly filters?: readonly StackFilter[];
  readonly target?: typeof profileTarget;
}

function Zone(props: ZoneProps) {
  const { red, initial, data = quietData, source = wholeSource, filters = noFilters, target = profileTarget } = props;
  const [url, setUrl] = useState<UrlValues>({ ...noUrlValues, ...initial });
  const [isChoosing, setChoosing] = useState(false);
  const update = (patch: Partial<UrlValues>) => setUrl((before) => ({ ...before, ...patch }));
  const zone = useChangeZone({
    data,
    panelId: 1,
    red,
    profileTarget: target,
    refIds: defaultRefIds,
    all,
    allocationsOf: () => null,
    source,
    options,
    filters,
    url,
    timeZone: 'utc',
    replaceVariables,
  });
  const rows = zone.service.analysis?.rows ?? [];
  return (
    <>
      <CompareButton
        state={zone.changes.state}
        split={zone.changes.split}
        wanted={url.base}
        timeZone="utc"
        roomy
        onChoose={(base) => update({ base })}
        onChooseOther={() => setChoosing(true)}
      />
      {isChoosing && (
        <CompareForm
          data={data}
          profileTarget={target}
          chosen={zone.changes.chosen}
          version={zone.version.state.kind === 'alone' ? zone.version.state.version : null}
          versionLabel={red.versionLabel}
          timeZone="utc"
          replaceVariables={replaceVariables}
          onChoose={(base) => update({ base })}
          onClose={() => setChoosing(false)}
        />
      )}
      <output>{url.base}</output>
      <ChangeBar
        version={zone.version}
        changes={zone.changes}
        kind="cpu"
        isPart={filters.length > 0}
        timeZone="utc"
        byChange={url.byChange}
        onVersion={(version) => update({ version })}
        onSort={(byChange) => update({ byChange })}
        onChooseOther={() => setChoosing(true)}
        onUndo={() => update({ base: null })}
      />
      <ol>
        {(url.byChange ? sortByChange(rows, zone.table) : rows).map((row) => (
          <li key={row.id}>{`${row.subject.shortName} ${zone.table?.rows?.get(row.id)?.status ?? '-'}`}</li>
        ))}
      </ol>
    </>
  );
}

function setup(
  red = redOf(),
  initial: Partial<UrlValues> = {},
  rest: Pick<ZoneProps, 'data' | 'filters' | 'target'> = {}
) {
  const { rerender } = render(<Zone red={red} initial={initial} {...rest} />);
  return {
    rerender: (props: Omit<ZoneProps, 'initial'>) => rerender(<Zone initial={initial} {...props} />),
    bar: () => screen.findByTestId(testIds.changeBar),
    rows: () => screen.getAllByRole('listitem').map((item) => item.textContent),
  };
}
const choose = async (name: RegExp) => {
  await userEvent.click(screen.getByTestId(testIds.compare));
  await userEvent.click(await screen.findByRole('button', { name }));
};

beforeEach(() => {
  asked.length = 0;
  requestsBy = {};
  versionsRate = 2.5;
  profiledPart = () => 1;
  labels = {};
  clearAsked();
  answer = ({ selector, fromMs }) =>
    selector.includes('"1.4.0"')
      ? profile(1_601, 1_009)
      : selector.includes('"1.5.0"')
        ? profile(13, 1_009)
        : fromMs < START
          ? profile(101, 1_009)
          : profile(401, 1_009);
});

describe('several versions in view', () => {
  it('the newest is read alone, and compared with the one before it', async () => {
    const { bar, rows } = setup(redOf({ deployed: true }));
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent(/Against 1\.4\.0, before the deploy at \d\d:\d\d: CPU per request −/)
    );
    expect(await bar()).toHaveTextContent('1.5.0 alone, the newest of 2 versions in view.');
    expect(await bar()).toHaveTextContent(/Saved since: shop\.\w+ \(−99 %, −61 % of the total\)/);
    expect(rows()).toEqual(expect.arrayContaining([expect.stringMatching(/^sort same$/)]));
    expect(asked.map(({ selector }) => selector)).toEqual([
      '{service_name="checkout",version="1.5.0"}',
      '{service_name="checkout",version="1.4.0"}',
    ]);
  });
  it('the older can be chosen: there ApplyRules is what can be saved', async () => {
    answer = ({ selector, fromMs }) =>
      fromMs < START ? null : selector.includes('"1.5.0"') ? profile(13, 1_009) : profile(1_601, 1_009);
    const { bar, rows } = setup(redOf({ deployed: true }));
    await userEvent.click(await screen.findByRole('button', { name: '1.4.0' }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('1.4.0 alone, of 2 versions in view.'));
    await waitFor(() => expect(rows()[0]).toMatch(/^compile/));
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent('No comparable baseline. Yesterday: no profile. Last week: no profile.')
    );
  });
  it('all can be read together: then time tells before and after apart', async () => {
    const { bar } = setup(redOf({ deployed: true }));
    await userEvent.click(await screen.findByRole('button', { name: 'All together' }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('Against the time before the deploy'));
    expect(await bar()).toHaveTextContent('All versions together');
  });
  it('one with too few samples is passed over, and named', async () => {
    answer = ({ selector }) => (selector.includes('"1.5.0"') ? profile(3, 10) : profile(1_601, 1_009));
    const { bar } = setup(redOf({ deployed: true }));
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent('1.4.0 alone, of 2 versions in view. 1.5.0 has too few samples (13).')
    );
  });
  it('the one before it keeps the load of its own moment over a refresh', async () => {
    const { bar, rerender } = setup(redOf({ deployed: true }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('Against 1.4.0'));
    const text = (await bar()).textContent;
    answer = () => profile(14, 1_009);
    rerender({
      red: redOf({ deployed: true, oldFrom: 30 }),
      data: movedBy(4),
      source: describeProfileFrame(profile(401, 1_009), profileTarget),
    });
    await waitFor(() => expect(asked).toHaveLength(3));
    await waitFor(async () => expect(await bar()).toHaveTextContent(/CPU per request −/));
    expect((await bar()).textContent?.replace(/\(.*/, '')).toBe(text?.replace(/\(.*/, ''));
  });
  it('another window shows nothing of the one before it', async () => {
    const { bar, rerender } = setup(redOf({ deployed: true }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('Against 1.4.0'));
    rerender({ red: redOf({ deployed: true }), data: movedBy(8) });
    expect(await bar()).toHaveTextContent('reading the newest alone');
    expect(await bar()).not.toHaveTextContent('Against');
    await waitFor(async () => expect(await bar()).toHaveTextContent('Against 1.4.0'));
    expect(asked.map(({ fromMs }) => (fromMs - START) / MIN)).toEqual([0, 0, 8, 8]);
  });
  it.each(['version="1.4.0"', 'version=~"1[.]4.*"', 'version!="1.5.0"'])(
    'in a view that %s narrows to one of them, no other is asked for or offered',
    async (matcher) => {
      const labelSelector = `{service_name="checkout",${matcher}}`;
      answer = () => profile(401, 1_009);
      const targets = [profileTarget, rateTarget, { ...rateTarget, refId: 'versions' }];
      const data = { ...quietData, request: { ...quietData.request, targets } } as unknown as PanelData;
      const { bar } = setup(
        redOf({ deployed: true }),
        { base: 'day' },
        { data, target: { ...profileTarget, labelSelector } }
      );
      await waitFor(async () => expect(await bar()).toHaveTextContent('yesterday: CPU per request'));
      expect(asked.length).toBeGreaterThan(1);
      asked.forEach(({ selector }) => {
        expect(selector).toContain(matcher);
        expect(selector).not.toContain('version="1.5.0"');
      });
      expect(await bar()).not.toHaveTextContent('in view');
      expect(screen.queryByRole('button', { name: /1[.]5[.]0|All together/ })).not.toBeInTheDocument();
    }
  );
  it.each([
    // 1,022 samples in some 1,500 requests, against 1,110 in as many or in half of them.
    [1.25, /yesterday: CPU per request −10 %/],
    [0.625, /yesterday: CPU per request −55 %/],
  ])('one alone and an earlier day are divided by one query, %s per second then', async (rate, expected) => {
    versionsRate = rate;
    const targets = [profileTarget, rateTarget, { ...rateTarget, refId: 'versions' }];
    const data = { ...quietData, request: { ...quietData.request, targets } } as unknown as PanelData;
    const { bar } = setup(redOf({ deployed: true }), { base: 'day' }, { data });
    await waitFor(async () => expect(await bar()).toHaveTextContent(expected));
  });
  it('a version of the address that does not serve here is passed by', async () => {
    const { bar } = setup(redOf({ deployed: true }), { version: '0.9.0' });
    await waitFor(async () => expect(await bar()).toHaveTextContent('1.5.0 alone, the newest of 2 versions in view.'));
  });
  it('an expression that only the store can read excludes none: the newest is read alone', async () => {
    const labelSelector = '{service_name="checkout",version!~"(?i)RC.*"}';
    const { bar } = setup(redOf({ deployed: true }), {}, { target: { ...profileTarget, labelSelector } });
    await waitFor(async () => expect(await bar()).toHaveTextContent('1.5.0 alone, the newest of 2 versions in view'));
  });
  it('a view that seems to leave out all of them says that they are read together', async () => {
    answer = ({ selector }) => (selector.includes('version="') ? null : profile(401, 1_009));
    const labelSelector = '{service_name="checkout",version=~"build-.*"}';
    const { bar } = setup(redOf({ deployed: true }), {}, { target: { ...profileTarget, labelSelector } });
    await waitFor(async () => expect(await bar()).toHaveTextContent('read together: no profile has the label version'));
  });
  it('profiles without the label are read together, and it says so', async () => {
    answer = ({ selector }) => (selector.includes('version') ? null : profile(401, 1_009));
    const { bar } = setup(redOf({ deployed: true }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('read together: no profile has the label version'));
  });
});

describe('a baseline', () => {
  it('of a quiet window is none, and nothing is asked', () => {
    setup();
    expect(screen.queryByTestId(testIds.changeBar)).not.toBeInTheDocument();
    expect(asked).toEqual([]);
  });
  it('of a breach is the time before it', async () => {
    answer = ({ fromMs }) => (fromMs === START ? profile(53, 503) : profile(401, 503));
    const { bar, rows } = setup(redOf({ p99: times.map((_, at) => (at < 40 ? 0.2 : 2)) }));
    await waitFor(async () => expect(await bar()).toHaveTextContent(/Against the time before the breach at \d\d:\d\d/));
    expect(rows()).toEqual(expect.arrayContaining(['compile grew']));
  });
  it('can be yesterday, by the same rate query; rows sort by their change in one click', async () => {
    const { bar, rows } = setup();
    await choose(/yesterday/);
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent('Against the same window yesterday: CPU per request +')
    );
    expect(asked[0].fromMs).toBe(START - 1_440 * MIN);
    await userEvent.click(screen.getByRole('button', { name: 'Sort by change' }));
    expect(rows()[0]).toBe('compile grew');
    expect(screen.getByRole('button', { name: 'Sort by change' })).toHaveAttribute('aria-pressed', 'true');
  });
  it.each([
    [
      'the query that was taken for the rate by its looks',
      { recognised: { rate: 'B' } },
      { refId: 'B', expr: 'sum(rate(http_requests_total[1m]))', datasource: { uid: 'prom' } },
    ],
    [
      'the RED query of our data source',
      {},
      { refId: 'C', queryType: 'red', datasource: { uid: 'pyro', type: OWN_DATASOURCE_ID } },
    ],
  ])('is per request by %s', async (_, recognised, target) => {
    const data = { ...quietData, request: { ...quietData.request, targets: [profileTarget, target] } } as PanelData;
    const { bar } = setup({ ...redOf(), ...recognised }, { base: 'day' }, { data });
    await waitFor(async () => expect(await bar()).toHaveTextContent('yesterday: CPU per request +'));
    expect(await bar()).not.toHaveTextContent('is not known');
  });
  it('is asked again where the query of the rate becomes another one', async () => {
    const { bar, rerender } = setup(redOf(), { base: 'day' });
    await waitFor(async () => expect(await bar()).toHaveTextContent('CPU per request'));
    const routed = { ...rateTarget, expr: 'sum(rate(http_requests_total{http_route="/quote"}[1m]))' };
    const data = { ...quietData, request: { ...quietData.request, targets: [profileTarget, routed] } } as PanelData;
    rerender({ red: redOf(), data });
    await waitFor(() => expect(asked).toHaveLength(2));
  });
  it('sets hidden stacks aside on both sides, and says so', async () => {
    const filters: StackFilter[] = [{ effect: 'hide', by: 'function', text: 'regexp.compile' }];
    answer = ({ fromMs }) => (fromMs < START ? profile(40, 2_018) : profile(401, 1_009));
    const { bar } = setup(redOf(), { base: 'day' }, { filters });
    // Ten times the rules, hidden; half of the rest.
    await waitFor(async () => expect(await bar()).toHaveTextContent('CPU per request of the stacks shown −50 %'));
  });
  it('of a breach is read again where another begins in a window that hardly moves', async () => {
    const breachFrom = (from: number) => redOf({ p99: times.map((_, at) => (at < from ? 0.2 : 2)) });
    const { bar, rerender } = setup(breachFrom(40));
    await waitFor(async () => expect(await bar()).toHaveTextContent(/Against the time before the breach/));
    const first = (await bar()).textContent;
    rerender({ red: breachFrom(41), data: movedBy(1) });
    expect((await bar()).textContent).toBe(first);
    rerender({ red: breachFrom(60), data: movedBy(1) });
    await waitFor(() => expect(asked).toHaveLength(4));
    await waitFor(async () => expect((await bar()).textContent).not.toBe(first));
  });
  it('is switched off', async () => {
    const { bar } = setup(redOf({ deployed: true }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('Against'));
    await choose(/No comparison/);
    expect(await bar()).not.toHaveTextContent('Against');
  });
  it('that fails is a sentence with a way on', async () => {
    answer = () => new Error('Too many queries');
    const { bar } = setup(redOf(), { base: 'week' });
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent('The baseline could not be read. Too many queries.')
    );
    answer = () => profile(401, 1_009);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('Against the same window last week'));
  });
  it('a choice from the address that is none is what the window suggests', () => {
    setup(redOf(), { base: '<b>' });
    expect(asked).toEqual([]);
  });
});

describe('a baseline of the reader’s own', () => {
  const region = (selector: string, operator = '=') => selector.includes(`region${operator}"us"`);
  const split = ({ selector }: Asked) => (region(selector) ? profile(101, 500) : profile(401, 500));

  it('is the window before, named with its times, and can be undone', async () => {
    const { bar } = setup();
    await choose(/The window before/);
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent(/Against the window before, .*\d\d:\d\d–\d\d:\d\d: CPU per request \+/)
    );
    expect(asked[0].fromMs).toBe(START - 20 * MIN);
    await userEvent.click(screen.getByRole('button', { name: /Stop comparing/ }));
    expect(screen.queryByTestId(testIds.changeBar)).not.toBeInTheDocument();
  });
  it('is a window that is typed, in the time zone of the dashboard', async () => {
    const { bar } = setup();
    await choose(/Another window or label/);
    const [from, to] = screen.getAllByPlaceholderText(/Select date/);
    expect(screen.getByTestId(testIds.compareForm)).toHaveTextContent(/On screen: .*\d\d:\d\d–\d\d:\d\d/);
    const type = async (field: HTMLElement, text: string) => {
      await userEvent.clear(field);
      await userEvent.type(field, text);
      await userEvent.tab();
    };
    await type(from, '2026-11-20 10:00:00');
    await type(to, '2026-11-20 10:20:00');
    await userEvent.click(screen.getByRole('button', { name: 'Compare with this' }));
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent('Against 2026-11-20 10:00–10:20: CPU per request +')
    );
    expect(asked[0].fromMs).toBe(Date.UTC(2026, 10, 20, 10));
    expect(screen.queryByTestId(testIds.compareForm)).not.toBeInTheDocument();
  });
  it('that overlaps the view is refused before it is asked, with what to choose instead', async () => {
    setup(redOf(), { base: `at:${START - MIN}-${START + MIN}` });
    expect(await screen.findByTestId(testIds.changeBar)).toHaveTextContent(
      /overlaps the window on screen: both sides would hold the same samples\. Choose a window that ends before it/
    );
    expect(asked).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Choose another' }));
    expect(screen.getByRole('button', { name: 'Compare with this' })).toBeDisabled();
  });
  it('that the address garbles is a sentence', async () => {
    setup(redOf(), { base: 'at:now' });
    expect(await screen.findByTestId(testIds.changeBar)).toHaveTextContent('can’t be read. Choose another.');
  });
  it('is a label’s value against the others, per request of each', async () => {
    labels = { service_name: ['checkout'], region: ['eu', 'us'], one: ['x'] };
    requestsBy = { us: 1, eu: 3 };
    answer = split;
    const { bar, rows } = setup();
    await choose(/Another window or label/);
    await userEvent.click(screen.getByRole('radio', { name: 'Another value of a label' }));
    expect(await screen.findByRole('combobox', { name: 'Label' })).toHaveValue('region');
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Baseline' })).toHaveValue('eu'));
    await userEvent.click(screen.getByRole('button', { name: 'Compare with this' }));
    await waitFor(() => expect(screen.getByText('label:region:eu')).toBeInTheDocument());
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent(/Against region eu, .*: CPU per request of region other than eu/)
    );
    expect(asked.map(({ selector }) => selector)).toEqual([
      '{service_name="checkout",region="eu"}',
      '{service_name="checkout",region!="eu"}',
    ]);
    expect(rows().join()).not.toContain('-,');
  });
  it.each([
    // 601 samples in one part of the requests, 901 in three: half as much each.
    ['request', { us: 1, eu: 3 }, /CPU per request of region other than us −50 %/],
    ['second in which each sent profiles', {}, /CPU per second of region eu −25 % .*Requests by region are not known/],
    ['second of the window where that is not known of one', {}, /per second of region eu \+50 % .*of the whole window/],
  ])('is per %s', async (per, rates, expected) => {
    requestsBy = rates;
    answer = split;
    // In the half of the window: per second that is as much again.
    profiledPart = (selector) => (region(selector) ? 0.5 : per.includes('window') ? 0 : 1);
    const { bar } = setup(redOf(), { base: per === 'request' ? 'label:region:us' : 'label:region:us:eu' });
    await waitFor(async () => expect(await bar()).toHaveTextContent(expected));
    expect(await bar()).toHaveTextContent('Costs');
  });
  it('of all others is refused where nothing tells their requests', async () => {
    const { bar } = setup(redOf(), { base: 'label:region:us' });
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent(
        'Requests by region are not known, so the others together can’t be compared with one. Choose two values.'
      )
    );
    expect(asked).toEqual([]);
  });
  it('is the other value where an ad-hoc filter makes the view one of one value', async () => {
    answer = split;
    const kept = { key: 'pod', operator: '=', value: 'p1' };
    const filters = [{ key: 'region', operator: '=', value: 'eu' }, kept];
    const data = { ...quietData, request: { ...quietData.request, filters } } as PanelData;
    const { bar } = setup(redOf(), { base: 'label:region:us' }, { data });
    await waitFor(async () => expect(await bar()).toHaveTextContent(/Against region us, .* of region eu/));
    expect(asked.map(({ selector, filters }) => [selector, filters])).toEqual([
      ['{service_name="checkout",region="us"}', [kept]],
      ['{service_name="checkout",region="eu"}', [kept]],
    ]);
  });
  it('is the other value of a label where the view is of one', async () => {
    answer = split;
    const target = { ...profileTarget, labelSelector: '{service_name="checkout", region="eu"}' };
    const { bar } = setup(redOf(), { base: 'label:region:us' }, { target });
    await waitFor(async () => expect(await bar()).toHaveTextContent(/Against region us, .* of region eu/));
    expect(asked.map(({ selector }) => selector)).toEqual([
      '{service_name="checkout",region="us"}',
      '{service_name="checkout",region="eu"}',
    ]);
  });
  it('is another version than the one before: the one that is read alone stays on screen', async () => {
    const { bar } = setup(redOf({ deployed: true }), { base: 'label:version:1.4.0' });
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent(/Against 1\.4\.0, .*\d\d:\d\d–.*: CPU per request −/)
    );
    // One query for what is on screen, one for the other: the same as the deploy's own baseline, with the same interval.
    expect(asked.map(({ selector }) => selector)).toEqual([
      '{service_name="checkout",version="1.5.0"}',
      '{service_name="checkout",version="1.4.0"}',
    ]);
    const figures = async () => /CPU per request [^)]*\)/.exec((await bar()).textContent ?? '')?.[0];
    const own = await figures();
    await userEvent.click(screen.getByRole('button', { name: /Stop comparing/ }));
    await waitFor(async () => expect(await bar()).toHaveTextContent('before the deploy'));
    expect(await figures()).toBe(own);
  });
  it('that has too few samples says how many it needs', async () => {
    requestsBy = { us: 1, eu: 3 };
    answer = ({ selector }) => (region(selector) ? profile(7, 30) : profile(401, 500));
    const { bar } = setup(redOf(), { base: 'label:region:us' });
    await waitFor(async () =>
      expect(await bar()).toHaveTextContent(
        'region us: only 37 samples; a comparison needs 200. Choose another value, or a longer window.'
      )
    );
    await userEvent.click(screen.getByRole('button', { name: 'Choose another' }));
    expect(screen.getByRole('radio', { name: 'Another value of a label' })).toBeChecked();
  });
  it('of a service without labels is told so', async () => {
    labels = { service_name: ['checkout'], region: ['eu'] };
    setup();
    await choose(/Another window or label/);
    await userEvent.click(screen.getByRole('radio', { name: 'Another value of a label' }));
    expect(await screen.findByText(/no label with two values/)).toBeInTheDocument();
  });
  it('of a label with one value is told so, and can’t be chosen', async () => {
    labels = { team: ['a'] };
    setup();
    await choose(/Another window or label/);
    await userEvent.click(screen.getByRole('radio', { name: 'Another value of a label' }));
    expect(await screen.findByText('team has one value in this window: a.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Compare with this' })).toBeDisabled();
  });
});

describe('loads', () => {
  const side = (requests: number | null) => ({ requests, seconds: 1_200 });
  it('are requests where both sides have them', () =>
    expect(loadsOf(side(700), side(900))).toMatchObject({ per: 'request', loads: { before: 700, after: 900 } }));
  it('are seconds for both where one has none', () =>
    expect(loadsOf(side(700), side(null))).toMatchObject({ per: 'second', loads: { before: 1_200, after: 1_200 } }));
});
