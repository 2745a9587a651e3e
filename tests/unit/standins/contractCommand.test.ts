/** The comparison with real servers, tried on stand-ins that play them: loaded at another time, and one with other data. */
import { startStandins, type Standins } from '../../../demo/standins/start';
import { readProtoRequest, type QuerierRequest } from '../../../demo/standins/pyroscope/connect';
import { runContract } from '../../contract/contract';
import { detectStorage, findShiftMs } from '../../contract/realServer';
import { shiftRequest } from '../../contract/shift';
import { exchangeNames, readExchange } from '../../contract/exchanges';
import { END_MS, plainSamples, smallDataset } from './smallDataset';

jest.setTimeout(60_000);

const dataset = smallDataset(plainSamples(3));
const SHIFT_MS = 45_000 * 1_001;
const nowMs = END_MS + SHIFT_MS + 3_600_000;

let server: Standins;
beforeAll(async () => {
  server = await startStandins({ dataset, recordedTime: true, shiftMs: SHIFT_MS });
});
afterAll(() => server.close());

it('finds by how far the data was moved, to the millisecond', async () => {
  expect(await findShiftMs(server.pyroscope, dataset, nowMs)).toBe(SHIFT_MS);
});

it('says what to do with an empty server', async () => {
  await expect(findShiftMs(server.pyroscope, dataset, nowMs + 48 * 3_600_000)).rejects.toThrow('npm run seed');
  await expect(findShiftMs('http://127.0.0.1:9', dataset, nowMs)).rejects.toThrow('check address and server');
});

it.each(['v1', 'v1-v2-dual'] as const)('knows %s storage by its answers', async (storage) => {
  const other = await startStandins({ dataset, recordedTime: true, shiftMs: SHIFT_MS, storage });
  try {
    expect(await detectStorage(other.pyroscope, nowMs, dataset)).toBe(storage);
  } finally {
    await other.close();
  }
});

describe('a request', () => {
  const requestOf = (folder: 'pyroscope' | 'prometheus' | 'tempo', name: string) => readExchange(folder, name).request;
  const jsonOf = (body: Buffer): unknown => JSON.parse(body.toString('utf8'));

  it('is moved in JSON, also in the sides of a comparison', () => {
    const request = requestOf('pyroscope', '051-diff-before-after');
    const moved = jsonOf(shiftRequest(request, 15_000).body) as Record<'left' | 'right', { start: number }>;
    const original = jsonOf(request.body) as typeof moved;
    expect(moved.left).toEqual({
      ...original.left,
      start: original.left.start + 15_000,
      end: expect.any(Number) as number,
    });
    expect(moved.right.start).toBe(original.right.start + 15_000);
  });

  it('is moved in protobuf', () => {
    const request = requestOf('pyroscope', '020-pprof-proto');
    const moved = shiftRequest(request, 15_000);
    const read = (body: Buffer): QuerierRequest => readProtoRequest(body, 'SelectMergeStacktraces');
    const { start, end } = read(request.body);
    expect(read(moved.body)).toEqual({ ...read(request.body), start: start + 15_000, end: end + 15_000 });
    expect(shiftRequest(moved, -15_000).body.equals(request.body)).toBe(true);
  });

  it.each([
    ['prometheus', '001-rate-checkout'],
    ['tempo', '017-search-spans-of-trace'],
  ] as const)('is moved in the address: %s %s', (folder, name) => {
    const paramsOf = (url: string): URLSearchParams => new URLSearchParams(url.split('?')[1]);
    const request = requestOf(folder, name);
    const [before, after] = [paramsOf(request.url), paramsOf(shiftRequest(request, 15_000).url)];
    for (const [key, value] of before) {
      const expected = key === 'start' || key === 'end' ? String(Number(value) + 15) : value;
      expect([key, after.get(key)]).toEqual([key, expected]);
    }
  });

  it('is moved in a form, and left alone where it is no JSON', () => {
    const form = requestOf('prometheus', '030-query-range-post');
    const startOf = (body: Buffer): number => Number(new URLSearchParams(body.toString()).get('start'));
    expect(startOf(shiftRequest(form, 15_000).body)).toBe(startOf(form.body) + 15);
    const broken = requestOf('pyroscope', '082-err-invalid-json');
    expect(shiftRequest(broken, 15_000).body.equals(broken.body)).toBe(true);
  });
});

it('finds no difference in the same data', async () => {
  const names = (['pyroscope', 'prometheus', 'tempo'] as const).flatMap((folder) => exchangeNames(folder));
  const tried = names.filter(isTried).length;
  expect(await runContract(server, dataset, nowMs, isTried)).toEqual({ tried, same: tried, differ: [] });
});

it('names each request that differs, and why', async () => {
  const other = await startStandins({
    dataset: { ...dataset, pushes: dataset.pushes.map((push) => ({ ...push, labels: { ...push.labels, zone: 'b' } })) },
    recordedTime: true,
    shiftMs: SHIFT_MS,
  });
  try {
    const { tried, same, differ } = await runContract({ pyroscope: other.pyroscope }, dataset, nowMs, isTried);
    expect(tried - same).toBe(differ.length);
    expect(differ.map(({ request }) => request)).toContain('pyroscope/004-label-names');
    expect(differ[0]!.why).toContain('items, expected');
  } finally {
    await other.close();
  }
});

/** Cheap ones that a recording of any names answers. */
function isTried(name: string): boolean {
  return /profile-types|label-|series-picker|labels|search-tags/.test(name);
}
