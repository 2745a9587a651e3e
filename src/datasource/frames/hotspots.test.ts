import { FieldType, type DataFrame } from '@grafana/data';
import { jsonReply, replyOf, type Reply } from '../testing/fakeBackend';
import { readRecording } from '../testing/recordings';
import { runtime, setup } from '../testing/setup';
import type { PyroscopeOptions } from '../types';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

async function hotspots(reply: Reply) {
  const { run } = setup({ replies: [reply] });
  const { data, errors } = await run([{ queryType: 'hotspots' }]);
  expect(errors).toBeUndefined();
  const frame = data[0] as DataFrame;
  const rows = Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row] as unknown]))
  );
  return { frame, rows };
}

it('is a table of the analysis: a row a candidate, with the function to edit and what it is worth', async () => {
  const { frame, rows } = await hotspots(replyOf(readRecording('pyroscope/020-pprof-proto')));
  expect(frame).toMatchObject({ name: 'hotspots', refId: 'A', meta: { preferredVisualisationType: 'table' } });
  expect(frame.fields.map(({ name, type, config }) => [name, type, config.displayName, config.unit])).toEqual([
    ['function', FieldType.string, 'Function', undefined],
    ['package', FieldType.string, 'Package', undefined],
    ['self', FieldType.number, 'Self %', 'percentunit'],
    ['cum', FieldType.number, 'Cum %', 'percentunit'],
    ['callers', FieldType.number, 'Callers', undefined],
    ['signal', FieldType.string, 'Signal', undefined],
    ['fixLayer', FieldType.string, 'Fix layer', undefined],
    ['editHere', FieldType.string, 'Edit here', undefined],
    ['savingP50', FieldType.number, 'Worth', 'percentunit'],
    ['savingP10', FieldType.number, 'Worth, low', 'percentunit'],
    ['savingP90', FieldType.number, 'Worth, high', 'percentunit'],
    ['samples', FieldType.number, 'n', undefined],
    ['file', FieldType.string, 'File', undefined],
    ['line', FieldType.number, 'Line', undefined],
  ]);
  const rules = rows.find(({ editHere }) => editHere === 'pricing.ApplyRules');
  expect(rules).toMatchObject({
    fixLayer: 'Caller',
    file: expect.stringMatching(/pricing\/.*\.go$/),
    line: expect.any(Number),
  });
  expect(rules?.savingP50).toBeGreaterThan(0.05);
});

it('has its columns and no row where nothing matched', async () => {
  const { frame } = await hotspots({ status: 200, body: new Uint8Array() });
  expect([frame.fields.length, frame.length]).toEqual([14, 0]);
});

it('takes own code from the settings', async () => {
  const samples = (count: number) => String(count * 10_000_000);
  const flamegraph = {
    names: ['total', 'main.run', 'github.com/lib/pq.Parse', 'github.com/lib/pq.scan', 'main.idle'],
    levels: [
      { values: ['0', samples(1000), '0', '0'] },
      { values: ['0', samples(999), '0', '1', '0', samples(1), samples(1), '4'] },
      { values: ['0', samples(999), samples(1), '2'] },
      { values: [samples(1), samples(998), samples(998), '3'] },
    ],
    total: samples(1000),
  };
  const ask = async (jsonData: PyroscopeOptions) => {
    const { run } = setup({ replies: [{ status: 501 }, jsonReply({ flamegraph })], jsonData });
    const frame = (await run([{ queryType: 'hotspots' }])).data[0] as DataFrame;
    return ['fixLayer', 'editHere'].map(
      (name) => frame.fields.find((field) => field.name === name)?.values[0] as string
    );
  };
  expect(await ask({})).toEqual(['Caller', 'main.run']);
  expect(await ask({ ownedPrefixes: ['github.com/lib/pq'] })).toEqual(['Inside', 'pq.scan']);
});
