/**
 * The panel's surroundings, for tests of the panel as a whole: frames of drawn trees, data, and props.
 *
 * There is no worker in jsdom; a test that renders the panel mocks `analysis/createAnalysisWorker` with one that throws, and
 * the analysis runs on the main thread.
 */
import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  dateTime,
  EventBusSrv,
  FieldType,
  LoadingState,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import type { CallTree } from '../../profiles/callTree';
import { encodeNestedSet } from '../../profiles/nestedSet';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { defaultOptions, type HotpathOptions } from '../options';

export const profileTarget = {
  refId: 'profile',
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="checkout"}',
};

export const timeRange = (() => {
  const from = dateTime('2026-11-24T13:30:00Z');
  const to = dateTime('2026-11-24T14:30:00Z');
  return { from, to, raw: { from, to } };
})();

/** CPU of one drawn sample, in nanoseconds. */
const SAMPLE = 10_000_000;

export const numberField = (name: string, values: readonly number[], unit = 'ns') => ({
  name,
  type: FieldType.number,
  values: [...values],
  config: { unit },
});

/** Labels as strings, or as the enum that Grafana's own datasource sends. */
export function profileFrame(tree: CallTree, { asEnum = false } = {}): DataFrame {
  const { level, value, self, labelIndex, labelText } = encodeNestedSet(tree);
  const weights = (name: string, values: readonly number[]) =>
    numberField(
      name,
      values.map((each) => each * SAMPLE)
    );
  return createDataFrame({
    name: 'response',
    refId: 'profile',
    fields: [
      numberField('level', level),
      weights('value', value),
      weights('self', self),
      asEnum
        ? {
            name: 'label',
            type: FieldType.enum,
            config: { type: { enum: { text: [...labelText] } } },
            values: [...labelIndex],
          }
        : { name: 'label', type: FieldType.string, values: labelIndex.map((at) => labelText[at]) },
    ],
  });
}

/** Three ways through a shop: one dominant caller of a library, and two functions beside it. */
export function shopTree(quote = 301, render = 103, sort = 97): CallTree {
  const row = (...cells: string[]) => cells.map((cell) => cell.padEnd(30)).join('');
  return treeFromText(`
    ${row(`net/http.serve×${quote}`, `net/http.serve×${render}`, `net/http.serve×${sort}`)}
    ${row('example.com/shop.Quote', 'example.com/shop.List', 'example.com/shop.List')}
    ${row('example.com/shop.ApplyRules', 'example.com/shop.render', 'example.com/shop.sort')}
    regexp.compile
  `);
}

export function panelData(change: Partial<PanelData> = {}): PanelData {
  return {
    state: LoadingState.Done,
    series: [profileFrame(shopTree())],
    timeRange,
    request: { targets: [profileTarget] } as unknown as DataQueryRequest,
    ...change,
  };
}

export function panelProps(data: PanelData, change: Partial<PanelProps<HotpathOptions>> = {}) {
  return {
    id: 7,
    data,
    width: 1_180,
    height: 900,
    options: defaultOptions,
    timeRange,
    timeZone: 'utc',
    replaceVariables: (text: string) => text,
    onChangeTimeRange: () => undefined,
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    eventBus: new EventBusSrv(),
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    title: '',
    transparent: false,
    ...change,
  } as unknown as PanelProps<HotpathOptions>;
}
