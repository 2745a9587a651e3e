import { DataTopic, FieldType, type DataFrame } from '@grafana/data';
import { jsonReply, replyOf, type Reply } from '../../testing/fakeBackend';
import { readRecording } from '../../testing/recordings';
import { CPU, rangeOf, runtime, setup } from '../../testing/setup';
import type { PyroscopeOptions, PyroscopeQuery } from '../../types';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const INUSE = 'memory:inuse_space:bytes:space:bytes';
const recorded = (file: string) => replyOf(readRecording(file));

interface Given {
  readonly target?: Partial<PyroscopeQuery>;
  readonly reply: Reply;
  readonly intervalMs?: number;
  readonly range?: [number, number];
  readonly jsonData?: PyroscopeOptions;
}

async function series({ target, reply, intervalMs = 15_000, range, jsonData }: Given) {
  const { run, backend } = setup({
    replies: [reply],
    jsonData,
    variables: { labels: { value: ['version', 'region'] } },
  });
  const { data, errors } = await run([{ queryType: 'series', ...target }], {
    intervalMs,
    range: rangeOf(...(range ?? [1795385710158, 1795386796166])),
  });
  return { frames: data as DataFrame[], errors, backend };
}

const values = (frame: DataFrame) => frame.fields[1].values as number[];
const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[list.length >> 1];

it('is asked in whole steps inside the range, at multiples of the step', async () => {
  const { backend } = await series({ reply: jsonReply({}), intervalMs: 20_000 });
  expect(backend.methods).toEqual(['SelectSeries']);
  // 1795385710158 is no multiple of 30 s: the next one is …720000, and the last one inside …786000.
  expect(backend.json(0)).toEqual({
    profileTypeID: CPU,
    labelSelector: '{service_name="checkout"}',
    start: 1795385730000,
    end: 1795386780000,
    step: 30,
    limit: 51,
  });
});

it('has the frame of the core datasource: name, fields, unit, mark of a rate', async () => {
  const { frames } = await series({ reply: recorded('pyroscope/034-select-series') });
  expect(frames).toHaveLength(1);
  const [frame] = frames;
  expect(frame).toMatchObject({
    name: 'series',
    refId: 'A',
    meta: { preferredVisualisationType: 'graph', custom: { rateCalculated: true } },
  });
  expect(frame.fields.map(({ name, type, config }) => [name, type, config.unit])).toEqual([
    ['time', FieldType.time, undefined],
    ['cpu', FieldType.number, 'cores'],
  ]);
});

it('shows the cores that the service really used although it pushes in every second step only', async () => {
  const { frames } = await series({ reply: recorded('pyroscope/034-select-series') });
  // Measured beside the recording: 0.77 core before the deploy, 0.58 after. Pushed every 30 s, asked every 15 s.
  const cores = values(frames[0]);
  expect(median(cores.slice(0, 18))).toBeCloseTo(0.77, 2);
  expect(median(cores.slice(19))).toBeCloseTo(0.58, 1);
  expect(frames[0].meta?.notices?.[0].text).toContain('Profiles arrive every 30 s');
});

it('gives what was pushed as it is where totals are wanted', async () => {
  const reply = recorded('pyroscope/034-select-series');
  const { frames } = await series({ reply, target: { seriesValue: 'total' } });
  expect(frames[0].fields[1].config.unit).toBe('ns');
  expect(values(frames[0])[0]).toBe(18_120_000_000);
  expect(frames[0].meta?.custom?.rateCalculated).toBe(false);
});

it.each<[string, string, number]>([
  ['memory:alloc_space:bytes:space:bytes', 'binBps', 4],
  ['memory:alloc_objects:count:space:bytes', 'ops', 4],
  ['mutex:delay:nanoseconds:contentions:count', 'suffix: s/s', 4e-9],
  ['wall:cpu:nanoseconds:wall:nanoseconds', 'cores', 4e-9],
])('divides %s by the step and calls it %s', async (profileTypeId, unit, expected) => {
  const reply = jsonReply({ series: [{ points: [{ value: 60, timestamp: '1795385730000' }] }] });
  const { frames } = await series({ reply, target: { profileTypeId } });
  expect([frames[0].fields[1].config.unit, values(frames[0])]).toEqual([unit, [expected]]);
});

it('makes a line of every value of the labels it is grouped by', async () => {
  const reply = recorded('pyroscope/035-select-series-by-version');
  const { frames, backend } = await series({ reply, target: { groupBy: ['$labels', 'pod'], limit: 3 } });
  expect(backend.json(0)).toMatchObject({ groupBy: ['version', 'region', 'pod'], limit: 3 });
  expect(frames.map(({ fields }) => ({ ...fields[1].labels }))).toEqual([{ version: '1.4.0' }, { version: '1.5.0' }]);
});

it('says that there are more lines than it shows', async () => {
  const line = (pod: number) => ({
    labels: [{ name: 'pod', value: String(pod) }],
    points: [{ value: 1, timestamp: '1795385730000' }],
  });
  const reply = jsonReply({ series: Array.from({ length: 51 }, (_, pod) => line(pod)) });
  const { frames } = await series({ reply, target: { groupBy: ['pod'] } });
  expect(frames).toHaveLength(50);
  expect(frames[0].meta?.notices?.[0].text).toContain('The 50 largest series are shown');
});

describe('what is in use at a moment', () => {
  const points = (...heap: Array<[number, number]>) =>
    jsonReply({ series: [{ points: heap.map(([time, value]) => ({ timestamp: String(time), value })) }] });

  it('is no rate, and not the sum of the pushes in a step', async () => {
    const reply = points([60_000, 100], [75_000, 110], [90_000, 120], [105_000, 130], [120_000, 900]);
    const target = { profileTypeId: INUSE };
    const { frames, backend } = await series({ reply, target, intervalMs: 60_000, range: [0, 180_000] });
    expect(backend.json(0)).toMatchObject({ step: 15 });
    // (60, 120] holds 110, 120, 130 and 900: the median of them.
    expect([frames[0].fields[0].values, values(frames[0])]).toEqual([
      [60_000, 120_000],
      [100, 125],
    ]);
    expect(frames[0].fields[1].config.unit).toBe('bytes');
    expect(frames[0].meta?.custom?.rateCalculated).toBe(false);
  });
});

describe('exemplars', () => {
  it('are annotations with a value in the unit of the line, and a link to that profile alone', async () => {
    const reply = recorded('pyroscope/040-select-series-exemplars');
    const { frames, backend } = await series({ reply, target: { includeExemplars: true }, intervalMs: 60_000 });
    expect(backend.json(0)).toMatchObject({ exemplarType: 'EXEMPLAR_TYPE_INDIVIDUAL', step: 60 });
    const frame = frames[1];
    expect(frame).toMatchObject({ name: 'exemplar', refId: 'A', meta: { dataTopic: DataTopic.Annotations } });
    expect(frame.fields.slice(0, 3).map(({ name, config }) => [name, config.unit, config.displayName])).toEqual([
      ['Time', undefined, undefined],
      ['Value', 'cores', 'Value'],
      ['Id', undefined, 'Profile ID'],
    ]);
    expect(frame.fields.map(({ name }) => name)).toContain('region');
    expect(frame.fields.every(({ name }) => !name.startsWith('__'))).toBe(true);
    expect(frame.fields[0].values[0]).toBe(1795385704308);
    expect(frame.fields[1].values[0]).toBeCloseTo(18.12 / 60, 6);
    const { internal } = frame.fields[2].config.links?.[0] ?? {};
    expect(internal).toMatchObject({
      datasourceUid: 'fl-pyroscope',
      query: { queryType: 'profile', profileTypeId: CPU, profileIdSelector: ['${__value.raw}'] },
    });
  });

  it('are missed by name where the storage has none', async () => {
    const reply = recorded('pyroscope-v1/040-select-series-exemplars');
    const { frames } = await series({ reply, target: { includeExemplars: true }, intervalMs: 60_000 });
    expect(frames).toHaveLength(1);
    expect(frames[0].meta?.notices?.[0].text).toContain('No exemplars came');
  });
});

it('is empty where nothing matched', async () => {
  const { frames, errors } = await series({ reply: recorded('pyroscope/042-select-series-empty') });
  expect(errors).toBeUndefined();
  expect(frames.map(({ name, length }) => [name, length])).toEqual([['series', 0]]);
});

it('reads the query of the core datasource as it was saved', async () => {
  const target = { queryType: 'metrics', groupBy: [], spanSelector: [] } as unknown as Partial<PyroscopeQuery>;
  const { frames, errors } = await series({ reply: recorded('pyroscope/034-select-series'), target });
  expect([frames[0].name, errors]).toEqual(['series', undefined]);
});

it('says that ids do not narrow it', async () => {
  const target = { spanSelector: ['bc9d715f1d57ebee'] };
  const { frames } = await series({ reply: recorded('pyroscope/034-select-series'), target });
  expect(frames[0].meta?.notices?.map(({ text }) => text).join()).toContain("can't be narrowed to spans");
});

it.each<[Given, string]>([
  [{ reply: 'never', target: { limit: 0 } }, 'The limit 0 is not a usable number.'],
  [{ reply: 'never', jsonData: { minStep: 'soon' } }, 'The minimum step “soon” is not a time.'],
  [{ reply: recorded('pyroscope/076-err-series-selector') }, 'The label selector cannot be read'],
])('names what is wrong: %#', async (given, message) => {
  const { errors } = await series(given);
  expect(errors?.[0].message).toContain(message);
});

it('says that a heatmap is not given, which the core datasource saves in a query of series', async () => {
  const target = { queryType: 'metrics', includeHeatmap: true } as unknown as Partial<PyroscopeQuery>;
  const { frames } = await series({ target, reply: recorded('pyroscope/034-select-series') });
  expect(frames[0].meta?.notices).toContainEqual({
    severity: 'warning',
    text: expect.stringContaining('also asks for a heatmap, which is not given here'),
  });
});
