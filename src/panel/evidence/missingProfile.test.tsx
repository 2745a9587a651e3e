import React from 'react';
import { act, configure, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of } from 'rxjs';
import {
  createDataFrame,
  dateTime,
  FieldType,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type PanelData,
} from '@grafana/data';
import type { GcLedger, Row } from '../../analysis/model';
import { encodeNestedSet } from '../../profiles/nestedSet';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import { defaultRefIds } from '../options';
import * as worker from '../analysis/askWorker';
import { fixtureRows } from '../testing/analysisFixture';
import type { EvidenceContext } from './context';
import { canTake, missingEvidence, typeFor, typeOfKind } from './missingEvidence';
import { RowEvidence } from './RowEvidence';
import { evidenceTestIds } from './testIds';
import { useAllocations } from './useAllocations';
import { clearAsked } from './useAsked';

configure({ asyncUtilTimeout: 20_000 });
jest.mock('../analysis/createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));

jest.mock('../analysis/askWorker', () => {
  const actual = jest.requireActual<typeof worker>('../analysis/askWorker');
  return { ...actual, askWorker: jest.fn(actual.askWorker) };
});

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const MUTEX = 'mutex:delay:nanoseconds:contentions:count';
const ALLOC = 'memory:alloc_space:bytes:space:bytes';
const TYPES = [
  CPU,
  'mutex:contentions:count:contentions:count',
  MUTEX,
  'memory:alloc_objects:count:space:bytes',
  ALLOC,
];
const sent: Array<{ profileTypeId: string; labelSelector: string }> = [];
const filtered: unknown[] = [];
let types = TYPES;
let frame: DataFrame | null = null;

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({ getVariables: () => [], replace: (text: string) => text }),
  getDataSourceSrv: () => ({
    get: async () => ({
      name: 'Store',
      getTagValues: async (asked: unknown) => {
        filtered.push(asked);
        return types.map((text) => ({ text }));
      },
      query: ({ targets: [target] }: DataQueryRequest) => {
        sent.push(target as unknown as (typeof sent)[number]);
        return of({ data: frame === null ? [] : [frame], state: LoadingState.Done });
      },
    }),
  }),
}));

function frameOf(text: string, unit: string): DataFrame {
  const { level, value, self, labelIndex, labelText } = encodeNestedSet(treeFromText(text));
  const number = (name: string, values: ArrayLike<number>) => ({
    name,
    type: FieldType.number,
    values: Array.from(values, (each) => each * 1e7),
    config: { unit },
  });
  return createDataFrame({
    fields: [
      number(
        'level',
        Array.from(level, (each) => each / 1e7)
      ),
      number('value', value),
      number('self', self),
      { name: 'label', type: FieldType.string, values: Array.from(labelIndex, (at) => labelText[at]) },
    ],
  });
}

const range = { from: dateTime(1_000_000), to: dateTime(1_600_000) };
const profileTarget = {
  refId: 'profile',
  datasource: { uid: 'pyro' },
  profileTypeId: CPU,
  labelSelector: '{service_name="catalog"}',
};
const data = {
  state: LoadingState.Done,
  series: [],
  timeRange: { ...range, raw: { from: 'now-10m', to: 'now' } },
  request: { scopedVars: {}, targets: [profileTarget] },
} as unknown as PanelData;
const replaceVariables = (text: string) => text;

const lockRow: Row = {
  ...fixtureRows.lockRow,
  id: 'lock',
  verdict: 'abstain',
  need: { kind: 'profile-type', profileKind: 'mutex' },
};
const ledgerRow: Row = {
  ...lockRow,
  id: 'gc',
  need: { kind: 'profile-type', profileKind: 'alloc' },
};

const ledgerOf = (basis: GcLedger['basis']): GcLedger => ({
  alloc: 1,
  assist: 0,
  mark: 0,
  idleMark: 0,
  sweep: 0,
  sites: [],
  basis,
});

function setup(row: Row, change: Partial<EvidenceContext> = {}) {
  const onAllocations = jest.fn();
  const context: EvidenceContext = {
    data,
    panelId: 7,
    profileTarget,
    kind: 'cpu',
    language: 'go',
    analysisOptions: {},
    isFiltered: false,
    refIds: defaultRefIds,
    exemplars: [],
    timeZone: 'utc',
    replaceVariables,
    version: null,
    onPickExemplar: () => undefined,
    onAllocations,
    ...change,
  };
  const view = render(<RowEvidence row={row} width={1000} context={context} />);
  return {
    onAllocations,
    rerender: (row: Row, change: Partial<EvidenceContext> = {}) =>
      view.rerender(<RowEvidence row={row} width={1000} context={{ ...context, ...change }} />),
    leave: () => view.unmount(),
    load: () => userEvent.click(screen.getByTestId(evidenceTestIds.showMissing)),
  };
}

beforeEach(() => {
  clearAsked();
  sent.length = 0;
  filtered.length = 0;
  types = TYPES;
  frame = frameOf(
    `
    net/http.serve×60          net/http.serve×9
    example.com/shop.Get       example.com/shop.List
    sync.(*Mutex).Unlock       sync.(*Mutex).Unlock
  `,
    'ns'
  );
});

it('asks nothing before it is asked, then reads the type that the row misses and says what stands in it', async () => {
  const { load } = setup(lockRow);
  expect(screen.getByTestId(evidenceTestIds.showMissing)).toHaveTextContent('Load mutex profile');
  expect(sent).toEqual([]);
  await load();
  const card = await screen.findByTestId(evidenceTestIds.missing);
  expect(await screen.findByText(/in 69 samples|samples\./)).toBeInTheDocument();
  expect(card).toHaveTextContent('shop.Get');
  expect(sent).toMatchObject([{ profileTypeId: MUTEX, labelSelector: '{service_name="catalog"}' }]);
  expect(filtered).toMatchObject([
    { key: '__profile_type__', filters: [{ key: 'service_name', operator: '=', value: 'catalog' }] },
  ]);
});

it('says which types there are where the one is missing, and queries no profile', async () => {
  types = [CPU, ALLOC];
  const { load } = setup(lockRow);
  await load();
  expect(await screen.findByText(/The store has no mutex profile/)).toHaveTextContent(
    'It has: CPU time, Allocated bytes.'
  );
  expect(sent).toEqual([]);
});

it('says that the window is empty where it is', async () => {
  frame = null;
  const { load } = setup(lockRow);
  await load();
  expect(await screen.findByText(/has no samples in this window/)).toBeInTheDocument();
});

it('hands allocations on, of the version that is read alone', async () => {
  frame = frameOf(`example.com/shop.Build×50  example.com/shop.Read×5`, 'bytes');
  const { onAllocations, load, rerender } = setup(ledgerRow, { version: { label: 'version', value: '1.5.0' } });
  await load();
  await screen.findByText(/samples\./);
  expect(onAllocations).toHaveBeenCalledWith(
    expect.objectContaining({ version: '1.5.0', source: expect.objectContaining({ profileTypeId: ALLOC }) })
  );
  expect(sent[0].labelSelector).toBe('{service_name="catalog",version="1.5.0"}');
  // The row says it, not the card: another window is read without them.
  expect(screen.queryByText(/are read with it now/)).toBeNull();
  rerender({ ...ledgerRow, need: null, ledger: ledgerOf('alloc-profile') });
  expect(screen.getByText(/are read with it now/)).toBeInTheDocument();
  rerender({ ...ledgerRow, need: null, ledger: ledgerOf('allocator-samples') });
  expect(screen.queryByText(/are read with it now/)).toBeNull();
});

it('keeps no allocations past their card, and keeps what is small', async () => {
  for (const [row, queries] of [
    [ledgerRow, 2],
    [lockRow, 1],
  ] as const) {
    sent.length = 0;
    for (const opening of [1, 2]) {
      const { load, leave } = setup(row);
      await load();
      await screen.findByText(/samples\./);
      expect([opening, sent.length]).toEqual([opening, Math.min(opening, queries)]);
      leave();
    }
  }
});

it('closes with the version it was asked of', async () => {
  const { load, rerender } = setup(lockRow, { version: { label: 'version', value: '1.5.0' } });
  await load();
  await screen.findByText(/samples\./);
  rerender(lockRow, { version: { label: 'version', value: '1.6.0' } });
  expect(screen.queryByTestId(evidenceTestIds.missing)).toBeNull();
});

it('reads with the own code and thresholds of the panel', async () => {
  const asked = jest.mocked(worker.askWorker);
  const { load } = setup(lockRow, { analysisOptions: { ownedPrefixes: ['example.com/'], thresholds: {} } });
  await load();
  await screen.findByText(/samples\./);
  expect(asked.mock.calls.at(-1)?.[0]).toMatchObject({
    options: { ownedPrefixes: ['example.com/'], profileTypeId: MUTEX },
  });
});

it('takes a block profile where there is no mutex profile, and says so', async () => {
  types = [CPU, 'block:delay:nanoseconds:contentions:count'];
  const { load } = setup(lockRow);
  await load();
  expect(await screen.findByText(/samples\./)).toHaveTextContent(
    'The store has no mutex profile of this service; this is its block profile.'
  );
});

it('sends nobody to a switch that the profiler has not', async () => {
  types = [CPU];
  const { load } = setup(lockRow, { language: 'python' });
  await load();
  expect(await screen.findByText(/The store has no mutex profile/)).not.toHaveTextContent('Switch it on');
});

it('offers no allocations beside hidden stacks: they would not add up', () => {
  setup(ledgerRow, { isFiltered: true });
  expect(screen.queryByTestId(evidenceTestIds.showMissing)).toBeNull();
});

it('offers nothing where nothing is missing', () => {
  setup({ ...lockRow, need: null, ledger: null, reasons: [] });
  expect(screen.queryByTestId(evidenceTestIds.showMissing)).toBeNull();
});

describe('allocations', () => {
  const moved = (minutes: number): PanelData => {
    const from = dateTime(1_000_000 + minutes * 60_000);
    const to = dateTime(1_600_000 + minutes * 60_000);
    return { ...data, timeRange: { from, to, raw: data.timeRange.raw } };
  };
  it('belong to their version, and to a window that hardly moves', () => {
    const source = describeProfileFrame(frameOf('example.com/shop.Build×50', 'bytes'));
    const { result, rerender } = renderHook(
      ({ of }: { of: PanelData }) => useAllocations(of, profileTarget, replaceVariables),
      { initialProps: { of: data } }
    );
    act(() => result.current.load({ source, version: '1.5.0', fromMs: 1_000_000, toMs: 1_600_000 }));
    expect(result.current.of('1.5.0')).toBe(source);
    expect(result.current.of(null)).toBeNull();
    rerender({ of: moved(1) });
    expect(result.current.of('1.5.0')).toBe(source);
    rerender({ of: moved(5) });
    expect(result.current.of('1.5.0')).toBeNull();
  });
});

it('tells what is missing', () => {
  const { reasons, ledger, need } = { reasons: [], ledger: null, need: null };
  expect(missingEvidence({ reasons: [{ kind: 'cannot-see-waiting', of: 'lock' }], ledger, need }, 'go')).toBe('mutex');
  expect(missingEvidence({ reasons: [{ kind: 'cannot-see-waiting', of: 'lock' }], ledger, need }, 'dotnet')).toBe(
    'block'
  );
  expect(missingEvidence({ reasons: [{ kind: 'cannot-see-waiting', of: 'answer' }], ledger, need }, 'jvm')).toBe(
    'wall'
  );
  expect(missingEvidence({ reasons: [{ kind: 'cannot-see-waiting', of: 'answer' }], ledger, need }, 'go')).toBe(
    'block'
  );
  expect(missingEvidence({ reasons, ledger, need: { kind: 'symbols', unknownShare: 1 } }, 'go')).toBeNull();
});

it('prefers bytes and times over counts', () => {
  expect(typeOfKind(TYPES, 'alloc')).toBe(ALLOC);
  expect(typeOfKind(TYPES, 'mutex')).toBe(MUTEX);
  expect(typeOfKind(TYPES, 'wall')).toBeNull();
});

it('takes the waiter for who holds, where the profiler knows no holder', () => {
  const count = 'mutex:lock_count:count:lock:count';
  const locks = ['lock:lock_count:count:cpu:nanoseconds', 'lock:lock_duration:nanoseconds:cpu:nanoseconds'];
  expect(typeFor([CPU, ...locks], 'mutex', CPU)).toBe(locks[1]);
  expect(typeFor([CPU, ...locks], 'wall', CPU)).toBe(locks[1]);
  expect(typeFor([CPU, count, ...locks], 'mutex', CPU)).toBe(count);
  // The one on screen says nothing more.
  expect(typeFor([locks[1]], 'mutex', locks[1])).toBeNull();
  expect(typeFor(locks, 'alloc', CPU)).toBeNull();
  expect([canTake('go', 'wall'), canTake('jvm', 'wall')]).toEqual([false, true]);
});
