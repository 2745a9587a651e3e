import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Dataset } from '../standins/dataset';
import { readProfileTime } from './pprofTime';
import { seed } from './seed';

const START_MS = 1_700_000_000_000;
const NOW_MS = START_MS + 86_400_000;
/** only `time_nanos`, as a varint of START_MS + 1 s */
const profile = (() => {
  const bytes: number[] = [0x48];
  for (let rest = BigInt(START_MS + 1000) * BigInt(1_000_000); ; rest >>= BigInt(7)) {
    const low = Number(rest & BigInt(0x7f));
    if (rest < BigInt(0x80)) {
      return Uint8Array.from([...bytes, low]);
    }
    bytes.push(low | 0x80);
  }
})();

const dataset: Dataset = {
  times: { window: { startMs: START_MS, endMs: START_MS + 60_000 }, deployMs: START_MS + 30_000 },
  pushes: [
    {
      file: 'a.pb',
      labels: { service_name: 'checkout' },
      profileTypes: ['process_cpu:cpu:nanoseconds:cpu:nanoseconds'],
      timeNanos: '0',
    },
  ],
  series: [{ metric: { __name__: 'up' }, values: [[START_MS / 1000, '1']] }],
  exemplars: [
    {
      seriesLabels: { __name__: 'up' },
      exemplars: [{ labels: { trace_id: 'a' }, value: '1', timestamp: START_MS / 1000 }],
    },
  ],
  traces: [],
  metadata: {},
  readProfile: () => profile,
};

let seen: Array<{ url: string; body: Buffer }> = [];
let exemplars: unknown[] = [];
let server: http.Server;
let base = '';

beforeAll(async () => {
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    seen.push({ url: new URL(request.url ?? '', 'http://x').pathname, body: Buffer.concat(chunks) });
    response.end(JSON.stringify({ status: 'success', data: exemplars }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  seen = [];
  exemplars = [{}];
});

const run = async (targets: { tempo?: string; prometheus?: string }) => {
  const lines: string[] = [];
  const shift = await seed(
    { pyroscope: base, ...targets },
    { dataset, nowMs: NOW_MS, report: (line) => lines.push(line) }
  );
  return { lines, shift };
};

it('loads profiles at their shifted time and leaves out servers that are not named', async () => {
  const { lines, shift } = await run({});
  expect(seen.map(({ url }) => url)).toEqual(['/push.v1.PusherService/Push']);
  const { series } = JSON.parse(seen[0].body.toString()) as {
    series: Array<{ samples: Array<{ rawProfile: string }> }>;
  };
  const pushed = gunzipSync(Buffer.from(series[0].samples[0].rawProfile, 'base64'));
  expect(Number(readProfileTime(pushed)! / BigInt(1_000_000))).toBe(START_MS + 1000 + shift.shiftMs);
  expect(lines).toEqual(['Pyroscope: 1 profiles.']);
});

it('asks Prometheus first, which is the one that may refuse', async () => {
  const { lines } = await run({ prometheus: base, tempo: base });
  expect(seen.map(({ url }) => url)).toEqual([
    '/api/v1/write',
    '/api/v1/query_exemplars',
    '/push.v1.PusherService/Push',
  ]);
  expect(lines).toEqual([
    'Prometheus: 1 series, 1 samples, 1 exemplars.',
    'Tempo: 0 traces.',
    'Pyroscope: 1 profiles.',
  ]);
});

it('says so when Prometheus drops the exemplars', async () => {
  exemplars = [];
  const { lines } = await run({ prometheus: base });
  expect(lines[1]).toMatch(/keeps no exemplars.*--enable-feature=exemplar-storage/);
});
