/** Another recording of the same shape works; what is none ends in one sentence. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Profile, StringTable } from 'pprof-format';
import { DatasetError, readDataset } from '../../../demo/standins/dataset';
import { startStandins } from '../../../demo/standins/start';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '..', '..', '..');
const DATASET = path.join(ROOT, 'demo', 'dataset');

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'recording-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

/** Copies the recording, with other names in every text of it. */
function copyRenamed(rename: (text: string) => string): void {
  const index = JSON.parse(rename(fs.readFileSync(path.join(DATASET, 'index.json'), 'utf8'))) as {
    profiles: Array<{ file: string; kind: string }>;
  };
  index.profiles = index.profiles.filter(({ kind }, i) => kind === 'cpu' && i % 2 === 0);
  for (const folder of ['profiles', 'prometheus', 'tempo']) {
    fs.mkdirSync(path.join(dir, folder));
  }
  for (const { file } of index.profiles) {
    const profile = Profile.decode(gunzipSync(fs.readFileSync(path.join(DATASET, file.replace('till', 'checkout')))));
    const renamed = new StringTable();
    profile.stringTable.strings.forEach((name) => renamed.dedup(rename(name)));
    profile.stringTable = renamed;
    fs.writeFileSync(path.join(dir, file), gzipSync(profile.encode()));
  }
  for (const file of ['prometheus/series.json.gz', 'prometheus/exemplars.json.gz', 'tempo/traces.json.gz']) {
    fs.writeFileSync(
      path.join(dir, file),
      gzipSync(rename(gunzipSync(fs.readFileSync(path.join(DATASET, file))).toString('utf8')))
    );
  }
  fs.copyFileSync(path.join(DATASET, 'prometheus/metadata.json'), path.join(dir, 'prometheus/metadata.json'));
  fs.writeFileSync(path.join(dir, 'index.json'), JSON.stringify(index));
}

it('follows the names of another recording', async () => {
  copyRenamed((text) =>
    text.replaceAll('checkout', 'till').replaceAll('1.4.0', '8.0').replaceAll('ApplyRules', 'Discount')
  );
  const { times } = readDataset(dir);
  const standins = await startStandins({ dataset: dir, recordedTime: true });
  const ask = async (method: string, body: object): Promise<unknown> => {
    const range = { start: times.window.startMs, end: times.window.endMs };
    const request = {
      method: 'POST',
      body: JSON.stringify({ ...body, ...range }),
      headers: { 'content-type': 'application/json' },
    };
    return (await fetch(`${standins.pyroscope}/querier.v1.QuerierService/${method}`, request)).json();
  };
  try {
    expect(await ask('LabelValues', { name: 'service_name' })).toEqual({ names: ['till'] });
    expect(await ask('LabelValues', { name: 'version' })).toEqual({ names: ['1.5.0', '8.0'] });
    const merged = {
      profileTypeID: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
      labelSelector: '{service_name="till",version="8.0"}',
    };
    const { flamegraph } = (await ask('SelectMergeStacktraces', merged)) as { flamegraph: { names: string[] } };
    expect(flamegraph.names).toContain('example.com/shop/pricing.Discount');
    const jobs = await (
      await fetch(
        `${standins.prometheus}/api/v1/label/job/values?start=${times.window.startMs / 1000}&end=${times.window.endMs / 1000}`
      )
    ).json();
    expect(jobs).toEqual({ status: 'success', data: ['catalog', 'till'] });
  } finally {
    await standins.close();
  }
});

const wayOut = /: give the folder of a recording with --dataset DIR, or leave it out to use demo\/dataset\.$/;

it.each([
  ['an empty folder', {}, 'File index.json is missing'],
  ['no JSON', { 'index.json': '{"window"' }, 'File index.json is not JSON'],
  ['no window', { 'index.json': '{"window":{}}' }, 'No recording window'],
  ['no profiles', { 'index.json': '{"window":{"startMs":1,"endMs":2},"deployMs":1}' }, 'No "profiles" in index.json'],
  [
    'a missing profile',
    {
      'index.json':
        '{"window":{"startMs":1,"endMs":2},"deployMs":1,"profiles":[{"file":"p.pb.gz"}],"metrics":{"seriesFile":"s"},"traces":{"file":"t"}}',
    },
    'Profile p.pb.gz is missing',
  ],
  [
    'a file outside the folder',
    {
      'index.json':
        '{"window":{"startMs":1,"endMs":2},"deployMs":1,"profiles":[{"file":"../p.pb.gz"}],"metrics":{"seriesFile":"s"},"traces":{"file":"t"}}',
    },
    'File ../p.pb.gz lies outside',
  ],
])('says in one sentence what is wrong with %s', (_, files, what) => {
  for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(dir, name), text);
  }
  const read = (): unknown => readDataset(dir);
  expect(read).toThrow(DatasetError);
  expect(read).toThrow(what);
  expect(read).toThrow(wayOut);
});

it('ends the command with exit code 2 and nothing on standard output', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'), path.join(ROOT, 'demo/standins/main.ts'), '--dataset', dir],
    {
      encoding: 'utf8',
    }
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.trim()).toMatch(wayOut);
});
