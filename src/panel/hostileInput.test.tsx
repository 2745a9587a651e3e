/**
 * Input that nobody meant: names, numbers and frames that a broken or hostile service can send. The panel shows what can be
 * shown, names what can't, and never throws: a zone that did would say "could not be drawn".
 */
import React from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import { createDataFrame, type DataFrame, FieldType, type PanelData } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { HotpathPanel } from './HotpathPanel';
import { panelData, panelProps, timeRange } from './testing/panelHost';
import { testIds } from './testIds';

jest.mock('./analysis/createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  UPlotChart: jest.requireActual('./red/testing/FakeUPlotChart').FakeUPlotChart,
}));

const WEIGHT = 3_000_000_000;
const wait = { timeout: 30_000 };

const field = (name: string, values: unknown[], type = FieldType.number) => ({
  name,
  type,
  values,
  config: type === FieldType.number ? { unit: 'ns' } : {},
});

/** total → main.main → one function of each name, all of one weight. */
function profileOf(names: readonly string[], weight = WEIGHT, refId = 'profile'): DataFrame {
  const sum = names.length * weight;
  return createDataFrame({
    name: 'response',
    refId,
    fields: [
      field('level', [0, 1, ...names.map(() => 2)]),
      field('value', [sum, sum, ...names.map(() => weight)]),
      field('self', [0, 0, ...names.map(() => weight)]),
      field('label', ['total', 'main.main', ...names], FieldType.string),
    ],
  });
}

const dataOf = (series: DataFrame[], annotations: DataFrame[] = []) => panelData({ series, annotations });

function show(data: PanelData) {
  const view = render(<HotpathPanel {...panelProps(data)} />);
  return { refresh: (next: PanelData) => view.rerender(<HotpathPanel {...panelProps(next)} />) };
}

const rows = () => screen.findAllByTestId(testIds.row, {}, wait);
const panelText = () => screen.getByTestId(testIds.panel).textContent ?? '';

function expectSound() {
  expect(panelText()).not.toMatch(/could not be drawn/);
  expect(panelText()).not.toMatch(/\bNaN\b|Infinity|undefined|\[object/);
}

beforeEach(() => locationService.replace('/d/x'));

it('shows names as text, whatever they hold', async () => {
  const names = [
    'x'.repeat(10_000),
    '\u202egnp.exe\u202c',
    '👩‍👩‍👧‍👦.𝓕unction',
    '<img src=x onerror="window.hacked=1">',
    'main.\u0000\u0007\u001b[31mred',
    '{{constructor}}${alert(1)}',
    '',
  ];
  show(dataOf([profileOf(names)]));
  await rows();
  expectSound();
  expect(document.querySelector('img')).toBeNull();
  expect('hacked' in window).toBe(false);
});

it.each([
  ['not a number', NaN],
  ['negative', -WEIGHT],
  ['infinite', Infinity],
  ['larger than a number holds exactly', 2 ** 60],
])('refuses a weight that is %s, and names it with its place', async (_, weight) => {
  show(dataOf([profileOf(['main.a', 'main.b'], weight)]));
  const zone = await screen.findByTestId(testIds.emptyZone, {}, wait);
  expect(zone).toHaveTextContent(/could not be read.*found -?\w+.*main\.a/);
  expect(screen.queryAllByTestId(testIds.row)).toHaveLength(0);
});

it('says that a profile of zeros has nothing to rank', async () => {
  show(dataOf([profileOf(['main.a', 'main.b'], 0)]));
  await waitFor(() => expect(panelText()).toMatch(/Need data|No single place|no profiles/), wait);
  expect(screen.queryAllByTestId(testIds.row)).toHaveLength(0);
  expectSound();
});

it('reads one of two frames that have the same name, and does not add them up', async () => {
  show(dataOf([profileOf(['example.com/shop.first']), profileOf(['example.com/shop.second'])]));
  const texts = (await rows()).map(({ textContent }) => textContent).join();
  expect(texts).toMatch(/first/);
  expect(texts).not.toMatch(/second/);
});

it('follows frames that change their shape between refreshes, and back', async () => {
  const { refresh } = show(dataOf([profileOf(['example.com/shop.first'])]));
  await rows();
  refresh(dataOf([createDataFrame({ refId: 'profile', fields: [field('Value', [1])] })]));
  await waitFor(() => expect(panelText()).toMatch(/brought no profile/), wait);
  refresh(dataOf([]));
  await waitFor(() => expect(panelText()).toMatch(/No profile/i), wait);
  refresh(dataOf([profileOf(['example.com/shop.second'])]));
  await waitFor(() => expect(screen.getAllByTestId(testIds.row)[0]).toHaveTextContent(/second/), wait);
  expectSound();
});

it.each([
  ['in view', 0],
  ['of a clock that is a day ahead', 86_400_000],
  ['of a clock that was never set', -Number(timeRange.to.valueOf())],
])('draws a bounded number of ten thousand exemplars %s', async (_, skewMs) => {
  const count = 10_000;
  const times = Array.from({ length: count }, (__, at) => timeRange.to.valueOf() - (at % 3_000_000) + skewMs);
  const exemplars = createDataFrame({
    name: 'exemplar',
    refId: 'p99',
    meta: { dataTopic: 'annotations' as never, custom: { resultType: 'exemplar' } },
    fields: [
      field('Time', times, FieldType.time),
      field(
        'Value',
        times.map((__, at) => (at % 7 === 0 ? NaN : (at % 100) / 10))
      ),
      field(
        'trace_id',
        times.map((__, at) => at.toString(16).padStart(32, '0')),
        FieldType.string
      ),
    ],
  });
  show(dataOf([profileOf(['example.com/shop.first'])], [exemplars]));
  await rows();
  await waitFor(() => expect(screen.getByTestId(testIds.panel).querySelectorAll('*').length).toBeLessThan(4_000), wait);
  expectSound();
});
