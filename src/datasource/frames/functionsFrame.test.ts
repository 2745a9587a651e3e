import { FieldType, type DataFrame } from '@grafana/data';
import { jsonReply, replyOf, type Reply } from '../testing/fakeBackend';
import { readRecording } from '../testing/recordings';
import { runtime, setup } from '../testing/setup';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

async function functions(replies: Reply[]) {
  const { run } = setup({ replies });
  const { data, errors } = await run([{ queryType: 'functions' }]);
  expect(errors).toBeUndefined();
  const frame = data[0] as DataFrame;
  const rows = Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row] as unknown]))
  );
  return { frame, rows };
}

it('has a row a function, heaviest own weight first, with shares of the profile', async () => {
  const { frame, rows } = await functions([replyOf(readRecording('pyroscope/020-pprof-proto'))]);
  expect(frame).toMatchObject({ name: 'functions', refId: 'A', meta: { preferredVisualisationType: 'table' } });
  expect(frame.fields.map(({ name, type, config }) => [name, type, config.displayName, config.unit])).toEqual([
    ['function', FieldType.string, 'Function', undefined],
    ['file', FieldType.string, 'File', undefined],
    ['line', FieldType.number, 'Line', undefined],
    ['flat', FieldType.number, 'Flat', 'ns'],
    ['flatShare', FieldType.number, 'Flat %', 'percentunit'],
    ['cum', FieldType.number, 'Cum', 'ns'],
    ['cumShare', FieldType.number, 'Cum %', 'percentunit'],
    ['callers', FieldType.number, 'Callers', undefined],
  ]);
  const flat = rows.map((row) => row.flat as number);
  expect(flat).toEqual([...flat].sort((a, b) => b - a));
  // Every stack ends in one function: the own weights make up the profile.
  expect(flat.reduce((sum, weight) => sum + weight, 0)).toBe(45_640_000_000);
  const normalize = rows.find((row) => String(row.function).endsWith('textnorm.Normalize'));
  expect(normalize?.callers).toBe(6);
});

it('counts a recursive function once a stack', async () => {
  const flamegraph = {
    names: ['total', 'walk', 'leaf'],
    levels: [
      ['0', '10', '0', '0'],
      ['0', '10', '2', '1'],
      ['2', '8', '3', '1'],
      ['5', '5', '5', '2'],
    ],
    total: '10',
  };
  const levels = flamegraph.levels.map((values) => ({ values }));
  const noPprof: Reply = { status: 501, body: '' };
  const { rows } = await functions([noPprof, jsonReply({ flamegraph: { ...flamegraph, levels } })]);
  expect(rows.map(({ function: name, flat, cum, callers }) => [name, flat, cum, callers])).toEqual([
    ['walk', 5, 10, 0],
    ['leaf', 5, 5, 1],
  ]);
});

it('has its columns and no row where nothing matched', async () => {
  const { frame } = await functions([{ status: 200, body: new Uint8Array() }]);
  expect([frame.fields.map(({ name }) => name), frame.length]).toEqual([
    ['function', 'flat', 'flatShare', 'cum', 'cumShare', 'callers'],
    0,
  ]);
});
