import { createDataFrame, dateTime, FieldType, LoadingState, type DataFrame, type PanelData } from '@grafana/data';
import recorded from '../../../tests/fixtures/frames/013-prometheus-red-p99-exemplars.json';
import { recordedFrame } from '../request/testing/recordedFrame';
import { linkedTraceUid, redFromData } from './redFromData';

const refIds = { rate: 'rate', errors: 'errors', p50: 'p50', p95: 'p95', p99: 'A', versions: 'versions' };

function panelData(
  series: DataFrame[],
  annotations: DataFrame[] | undefined,
  rest: Partial<PanelData> = {}
): PanelData {
  const from = dateTime(0);
  return {
    state: LoadingState.Done,
    series,
    annotations,
    timeRange: { from, to: from, raw: { from, to: from } },
    ...rest,
  };
}

/** Splits frames as Grafana does before it hands them to a panel. */
function recordedData(): PanelData {
  const frames = recorded.response.data.map(recordedFrame);
  const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === 'annotations';
  return panelData(
    frames.filter((frame) => !isAnnotation(frame)),
    frames.filter(isAnnotation)
  );
}

describe('redFromData', () => {
  it('reads recorded Prometheus frames', () => {
    const red = redFromData(recordedData(), { refIds, sloSeconds: 1 });
    expect(red.exemplars).toHaveLength(145);
    expect(red.slow.length).toBeGreaterThan(0);
    expect(red.slow.every(({ valueSeconds }) => valueSeconds >= 1)).toBe(true);
    expect(red.duration).toMatchObject({ kind: 'lines' });
    expect(red.duration.kind === 'lines' && red.duration.lines.p99).toHaveLength(72);
    expect(red.rate).toEqual({ kind: 'absent', absence: { kind: 'no-data', refIds: ['rate'] } });
  });

  it('finds the trace data source by the link on the exemplars', () => {
    expect(linkedTraceUid(recordedData())).toBe('tempo');
    expect(linkedTraceUid(panelData([], undefined))).toBeNull();
  });

  it.each([
    [LoadingState.Loading, undefined, { kind: 'loading' }],
    [LoadingState.Done, undefined, { kind: 'no-data', refIds: ['B'] }],
    [
      LoadingState.Error,
      'No Prometheus is linked.',
      { kind: 'failed', refId: 'rate', message: 'No Prometheus is linked.' },
    ],
  ])('says of the one query that brings all parts that it is %s', (state, message, absence) => {
    const target = { refId: 'B', queryType: 'red', datasource: { type: 'fixlayer-pyroscope-datasource', uid: 'p' } };
    const request = { targets: [target] } as unknown as PanelData['request'];
    const errors = message === undefined ? undefined : [{ refId: 'B', message }];
    const red = redFromData(panelData([], undefined, { state, request, errors }), { refIds, sloSeconds: null });
    expect(red.rate).toEqual({ kind: 'absent', absence });
    expect(red.duration).toMatchObject({
      kind: 'absent',
      absence: absence.kind === 'no-data' ? absence : { kind: absence.kind },
    });
  });

  it.each([
    ['named', 'versions'],
    ['told by its looks', 'B'],
  ])('takes the labels that an author names as deploys, in a query that is %s', (_, refId) => {
    const byImage = (image: string, values: Array<number | null>) =>
      createDataFrame({
        refId,
        meta: { executedQueryString: 'Expr: sum by (image) (rate(http_requests_total[1m]))' },
        fields: [
          { name: 'Time', type: FieldType.time, values: [0, 60_000, 120_000] },
          { name: 'Value', type: FieldType.number, labels: { image }, values },
        ],
      });
    const data = panelData([byImage('shop:a1', [2, 2, null]), byImage('shop:b2', [null, 2, 2])], undefined);
    expect(redFromData(data, { refIds, sloSeconds: null }).versionLabel).toBeNull();
    expect(redFromData(data, { refIds, sloSeconds: null, deployLabels: ['image'] })).toMatchObject({
      versionLabel: 'image',
      deploys: [{ timeMs: 60_000, version: 'shop:b2' }],
    });
  });

  it('does without annotations (Explore) and without field decoration', () => {
    expect(redFromData(panelData([], undefined), { refIds, sloSeconds: null }).exemplars).toEqual([]);
  });

  it('ignores annotations that are no exemplars', () => {
    const alert = createDataFrame({
      name: 'alerts',
      fields: [{ name: 'trace_id', type: FieldType.string, values: ['a'] }],
    });
    expect(redFromData(panelData([], [alert]), { refIds, sloSeconds: null }).exemplars).toEqual([]);
  });

  it.each([
    ['the field’s unit', { unit: 'ms' }, ''],
    [
      'the metric in the executed query',
      {},
      'Expr: histogram_quantile(0.99, rate(http_server_duration_milliseconds_bucket[1m]))',
    ],
  ])('turns milliseconds into seconds by %s', (_, config, executedQueryString) => {
    const frame = createDataFrame({
      refId: 'A',
      meta: { executedQueryString },
      fields: [
        { name: 'Time', type: FieldType.time, values: [0, 1] },
        { name: 'Value', type: FieldType.number, values: [1500, null], config },
      ],
    });
    expect(redFromData(panelData([frame], []), { refIds, sloSeconds: null }).duration).toMatchObject({
      lines: { p99: [1.5, null] },
    });
  });

  it('finds the parts by their looks where queries keep the letters that Grafana gave them', () => {
    const line = (refId: string, unit: string, displayName: string, values: number[], executedQueryString = '') =>
      createDataFrame({
        refId,
        meta: { executedQueryString },
        fields: [
          { name: 'Time', type: FieldType.time, values: [0, 15_000] },
          { name: 'Value', type: FieldType.number, values, config: { unit, displayName } },
        ],
      });
    const frames = [
      line('A', '', 'checkout', [40, 42], 'Expr: sum(rate(http_requests_total[1m]))\nStep: 15s'),
      line('B', 'percentunit', 'errors', [0, 0.1]),
      line('C', 'ms', 'p99', [1500, 2000]),
    ];
    const red = redFromData(panelData(frames, []), { refIds: { ...refIds, p99: 'p99' }, sloSeconds: null });
    expect(red.recognised).toEqual({ rate: 'A', errors: 'B', p99: 'C' });
    expect(red).toMatchObject({
      rate: { lines: { rate: [40, 42] } },
      errors: { lines: { errors: [0, 0.1] } },
      duration: { lines: { p99: [1.5, 2] } },
    });
  });

  it('keeps errors with their query', () => {
    const data = panelData([], [], { errors: [{ refId: 'rate', message: 'bad_data: invalid parameter' }] });
    expect(redFromData(data, { refIds, sloSeconds: null }).rate).toMatchObject({
      absence: { kind: 'failed', message: 'bad_data: invalid parameter' },
    });
  });
});
