import React from 'react';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type Observable, of } from 'rxjs';
import {
  createDataFrame,
  dateTime,
  FieldType,
  LoadingState,
  type DataQueryRequest,
  type PanelData,
} from '@grafana/data';
import { seededRandom } from '../../profiles/testing/seededRandom';
import { OWN_DATASOURCE_ID } from '../pluginIds';
import { defaultRefIds } from '../options';
import { functionRef } from '../testing/analysisFixture';
import { ByLabelCard } from './ByLabelCard';
import { evidenceTestIds } from './testIds';
import { clearAsked } from './useAsked';
import { withLabel } from './useLabelFilter';

// A busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });

const PODS = Array.from({ length: 40 }, (_, i) => `shop-${String(i).padStart(2, '0')}`);
const sent: DataQueryRequest[] = [];
let answer: (request: DataQueryRequest) => Observable<unknown>;
const changes: unknown[] = [];
let variables: unknown[] = [];

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({ getVariables: () => variables }),
  locationService: { partial: (change: unknown) => changes.push(change) },
  getDataSourceSrv: () => ({
    get: async () => ({
      name: 'Store',
      getTagKeys: async () => [{ text: 'service_name' }, { text: 'pod' }, { text: 'otel.scope' }, { text: 'color' }],
      getTagValues: async () => PODS.map((text) => ({ text })),
      query: (request: DataQueryRequest) => {
        sent.push(request);
        return answer(request);
      },
    }),
  }),
}));

/** Cores by pod as the data source gives them; pod 23 does four times as much. */
const byPod = (known = 40) => {
  const random = seededRandom(3);
  const values = PODS.map((_, i) => (0.02 + 0.004 * random()) * (i === 23 ? 4 : 1));
  return createDataFrame({
    name: 'functionOverTime',
    fields: [
      { name: 'pod', type: FieldType.string, values: PODS },
      {
        name: 'value',
        type: FieldType.number,
        config: { unit: 'cores' },
        values: values.map((value, i) => (i < known ? value : null)),
      },
    ],
  });
};
const ratesByPod = (rate: (i: number) => number) =>
  PODS.map((pod, i) =>
    createDataFrame({ fields: [{ name: 'Value', type: FieldType.number, labels: { pod }, values: [rate(i)] }] })
  );

const range = { from: dateTime(0), to: dateTime(600_000) };
const profileTarget = {
  refId: 'profile',
  datasource: { uid: 'pyro', type: OWN_DATASOURCE_ID },
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="shop"}',
};
const rateTarget = { refId: 'rate', datasource: { uid: 'prom' }, expr: 'sum(rate(requests_total[1m]))' };

function setup({ type = OWN_DATASOURCE_ID } = {}) {
  const data = {
    state: LoadingState.Done,
    series: [],
    timeRange: { ...range, raw: range },
    request: { scopedVars: {}, targets: [profileTarget, rateTarget] },
  } as unknown as PanelData;
  render(
    <ByLabelCard
      func={functionRef('example.com/shop/pricing.Rules')}
      width={1000}
      onClose={() => undefined}
      context={{
        data,
        panelId: 7,
        profileTarget: { ...profileTarget, datasource: { uid: 'pyro', type } },
        kind: 'cpu',
        language: 'go',
        analysisOptions: {},
        isFiltered: false,
        refIds: defaultRefIds,
        exemplars: [],
        timeZone: 'utc',
        replaceVariables: (text) => text,
        version: null,
        onPickExemplar: () => undefined,
        onAllocations: () => undefined,
      }}
    />
  );
  return userEvent.setup();
}

beforeEach(() => {
  clearAsked();
  sent.length = 0;
  changes.length = 0;
  variables = [];
  answer = ({ targets: [target] }) =>
    of(
      target.refId === 'byLabel'
        ? { data: [byPod(20)], state: LoadingState.Streaming }
        : { data: [], state: LoadingState.Done },
      ...(target.refId === 'byLabel' ? [{ data: [byPod()], state: LoadingState.Done }] : [])
    );
});

it('finds the one bad pod among forty: top ten, the rest, the unusual one marked', async () => {
  setup();
  expect(await screen.findByTestId(evidenceTestIds.labelAnswer)).toHaveTextContent(
    /^shop-23 stands out: 3\.6 times the median of 40 values per second\.$/
  );
  const rows = screen.getAllByTestId(evidenceTestIds.labelRow);
  expect(rows).toHaveLength(10);
  expect(rows[0]).toHaveTextContent('shop-23');
  expect(screen.getByText('30 others')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'How the figures of the cost by pod are made' })).toBeInTheDocument();
  expect(
    screen.getByText(/The metrics have no label pod, so values with more requests stand higher/)
  ).toBeInTheDocument();
  expect(sent.find(({ targets: [{ refId }] }) => refId === 'byLabel')?.targets[0]).toMatchObject({
    queryType: 'functionOverTime',
    functionName: 'example.com/shop/pricing.Rules',
    overLabel: 'pod',
    functionValue: 'perSecond',
  });
});

it('compares by request where the rate has the label: the busy pod does not stand out', async () => {
  const whole = answer;
  answer = (request) =>
    request.targets[0].refId === 'rateByLabel' ? of({ data: ratesByPod((i) => (i === 23 ? 40 : 10)) }) : whole(request);
  setup();
  expect(await screen.findByTestId(evidenceTestIds.labelAnswer)).toHaveTextContent(
    'None of the 40 values of pod stands out.'
  );
  expect(screen.getByRole('columnheader', { name: 'Per request' })).toBeInTheDocument();
  expect(sent.map(({ targets: [target] }) => (target as { expr?: string }).expr)).toContain(
    'sum by (pod) (rate(requests_total[1m]))'
  );
});

it('filters the dashboard with one click where it has a variable of the name', async () => {
  variables = [{ name: 'pod' }];
  const user = setup();
  const [first] = await screen.findAllByTestId(evidenceTestIds.labelRow);
  await user.click(within(first).getByRole('button', { name: 'shop-23' }));
  expect(changes).toEqual([{ 'var-pod': 'shop-23' }]);
});

it('leads to the value’s own profile in Explore where the dashboard can not filter', async () => {
  setup();
  const [first] = await screen.findAllByTestId(evidenceTestIds.labelRow);
  const href = within(first).getByRole('link', { name: 'shop-23' }).getAttribute('href') ?? '';
  expect(decodeURIComponent(href)).toContain(String.raw`{service_name=\"shop\",pod=\"shop-23\"}`);
});

it('says what is needed where the profile comes from another data source, and asks nothing', async () => {
  setup({ type: 'grafana-pyroscope-datasource' });
  expect(await screen.findByText('Not with this data source')).toBeInTheDocument();
  expect(sent).toEqual([]);
});

it('says why it failed and asks again', async () => {
  const whole = answer;
  answer = () => of({ data: [], errors: [{ message: 'too many outstanding requests' }], state: LoadingState.Error });
  const user = setup();
  expect(await screen.findByText(/too many outstanding requests/)).toBeInTheDocument();
  answer = whole;
  await user.click(screen.getByRole('button', { name: 'Ask again' }));
  expect(await screen.findByTestId(evidenceTestIds.labelAnswer)).toHaveTextContent('shop-23 stands out');
});

it('narrows any selector by one more label', () => {
  expect(withLabel('{}', 'pod', 'a"b')).toBe(String.raw`{pod="a\"b"}`);
  expect(withLabel('{a="x",}', 'pod', 'y')).toBe('{a="x",pod="y"}');
});
