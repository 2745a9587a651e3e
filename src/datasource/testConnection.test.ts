import { jsonReply, replyOf, type Reply } from './testing/fakeBackend';
import { serverOf, type ServerKind } from './testing/fakeServer';
import { readRecording } from './testing/recordings';
import { rangeOf, runtime, setup, type Replies } from './testing/setup';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const report = async (replies: Replies) => {
  const { datasource, backend } = setup({ replies });
  const result = await datasource.testDatasource();
  return { ...result, backend, lines: result.details?.verboseMessage?.split('\n') ?? [] };
};

const PASSED = ['Reach: ok', 'Sign-in: ok', 'Tenant: ok', 'API: ok', 'Answer: ok'];

it('says step by step what works, and what the server can do', async () => {
  const { status, message, details, lines, backend } = await report(serverOf('v2'));
  expect(status).toBe('success');
  expect(message).toBe('Connected. In the last hour: 16 profile types of 4 services. Storage: v2.');
  expect(details?.message).toBe('');
  expect(lines).toEqual([
    ...PASSED,
    'Data: 16 profile types of 4 services in the last hour',
    'Storage: v2.',
    'Files and lines (pprof): yes',
    'Profiles of spans: yes',
    'Profiles of traces: yes',
    'Single profiles by id: yes',
    'Profiles of a call site: yes',
    'Exemplars of series: yes',
    'Heatmaps of spans: yes',
    'Diff by the server: yes',
  ]);
  const { start, end } = backend.json(0) as { start: number; end: number };
  expect(end - start).toBe(3_600_000);
  expect(Math.abs(end - Date.now())).toBeLessThan(60_000);
});

it.each<[ServerKind, string, string[]]>([
  [
    'v1',
    'Storage: v1.',
    [
      'Profiles of traces: no (needs Pyroscope 2.2, v2 storage)',
      'Single profiles by id: no (needs Pyroscope 1.17, v2 storage)',
      'Profiles of a call site: no (needs Pyroscope 1.15, v2 storage)',
      'Exemplars of series: no (needs Pyroscope 1.17, v2 storage)',
      'Heatmaps of spans: no (needs Pyroscope 1.19, v2 storage)',
    ],
  ],
  ['dual', 'Storage: dual.', []],
  [
    'old',
    'Storage: not told by the answers.',
    [
      'Files and lines (pprof): no (needs Pyroscope 2.2)',
      'Profiles of spans: no (needs Pyroscope 2.2)',
      'Profiles of traces: no (needs Pyroscope 2.2, v2 storage)',
      'Single profiles by id: no (needs Pyroscope 1.17, v2 storage)',
      'Profiles of a call site: no (needs Pyroscope 1.15, v2 storage)',
      'Exemplars of series: no (needs Pyroscope 1.17, v2 storage)',
      'Heatmaps of spans: no (needs Pyroscope 1.19, v2 storage)',
    ],
  ],
])('tells a server of kind %s by its answers', async (kind, storage, missing) => {
  const { lines, details, message } = await report(serverOf(kind));
  expect(lines).toContain(storage);
  expect(message).toContain(storage);
  expect(lines.filter((line) => line.includes(': no ('))).toEqual(missing);
  expect(details?.message).toBe(
    missing.length === 0
      ? ''
      : `Not on this server: ${missing.map((line) => line.slice(0, line.indexOf(':'))).join(', ')}.`
  );
});

it('leaves open what a failing question cannot tell', async () => {
  const well = serverOf('v2');
  const { lines, status } = await report((request) =>
    request.url.endsWith('SelectHeatmap') ? { status: 500, body: '' } : well(request)
  );
  expect(status).toBe('success');
  expect(lines).toContain('Heatmaps of spans: could not be told');
  expect(lines).toContain('Storage: not told by the answers.');
});

it('knows afterwards what it was told: the first profile of a request is not probed again', async () => {
  const { datasource, backend, run } = setup({ replies: serverOf('v2') });
  await datasource.testDatasource();
  const before = backend.sent.length;
  const toMs = Date.now();
  await run([{ spanSelector: ['bc9d715f1d57ebee'] }], { range: rangeOf(toMs - 1000, toMs) });
  expect(backend.sent.length - before).toBe(1);
});

it('warns when nothing arrived', async () => {
  const { status, message, lines } = await report([jsonReply({}), jsonReply({})]);
  expect([status, message]).toEqual(['warning', 'Connected, but no profile arrived in the last hour.']);
  expect(lines).toEqual([...PASSED, 'Data: none in the last hour', 'Storage and features: not known without data']);
});

it.each<[string, Reply, string, string]>([
  [
    'reach',
    { status: 502, body: '' },
    'Failed at reaching the server: Grafana cannot reach Pyroscope.',
    'Reach: Grafana cannot reach Pyroscope.',
  ],
  [
    'reach, no network',
    'network-error',
    'Failed at reaching the server: No answer arrived.',
    'Reach: No answer arrived.',
  ],
  [
    'sign-in',
    jsonReply({ message: 'Unauthorized' }, 401),
    'Failed at signing in: Pyroscope did not accept the sign-in.',
    'Tenant: not reached',
  ],
  [
    'sign-in or tenant, as Grafana passes a 401 on',
    { status: 400, body: 'Authentication to data source failed' },
    'Failed at signing in: Pyroscope did not accept the sign-in, or wants a tenant.',
    'Tenant: not reached',
  ],
  ['access', { status: 403, body: '' }, 'Failed at signing in: Pyroscope refused access.', 'Reach: ok'],
  [
    'tenant',
    jsonReply({ code: 'unauthenticated', message: 'no org id' }, 401),
    'Failed at choosing the tenant: Pyroscope wants a tenant.',
    'Sign-in: ok',
  ],
  [
    'path, 404',
    replyOf(readRecording('pyroscope/083-err-unknown-method')),
    'Failed at finding the API: The address is not known to the server.',
    'API: The address is not known to the server.',
  ],
  [
    'path, a page',
    { status: 200, body: '<!doctype html><html></html>' },
    'Failed at finding the API: A web page answered instead of Pyroscope.',
    'Answer: not reached',
  ],
  [
    'path, plain text',
    { status: 200, body: 'ready\n' },
    'Failed at finding the API: Something other than Pyroscope answered.',
    'Answer: not reached',
  ],
  [
    'other JSON',
    { status: 200, body: '[]' },
    'Failed at asking the server: The answer cannot be read.',
    'Answer: The answer cannot be read.',
  ],
  [
    'server',
    jsonReply({ code: 'unavailable', message: 'starting' }, 503),
    'Failed at asking the server: Pyroscope is not ready.',
    'API: ok',
  ],
])('names the step that failed: %s', async (_, reply, message, line) => {
  const { lines, ...result } = await report(() => reply);
  expect(result).toMatchObject({ status: 'error', message });
  expect(result.details?.message).toMatch(/\.$|”$/);
  expect(lines).toHaveLength(PASSED.length);
  expect(lines).toContain(line);
});
