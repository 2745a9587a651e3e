import { flameGraphLink } from './flameGraphLink';

const target = (type: string) => ({
  refId: 'profile',
  datasource: { uid: 'p', type },
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="a&b"}',
});
const panesOf = (link: string) => JSON.parse(new URL(link, 'http://x').searchParams.get('panes')!);
const range = { fromMs: 1, toMs: 2 };

it('puts callers and callees of the function side by side on our datasource', () => {
  const link = flameGraphLink('/grafana/', target('fixlayer-pyroscope-datasource'), 'main.a&"b"', range);
  expect(link.startsWith('/grafana/explore?')).toBe(true);
  const panes = panesOf(link);
  expect(Object.values<{ queries: object[] }>(panes).map(({ queries }) => queries[0])).toEqual([
    expect.objectContaining({
      queryType: 'callers',
      functionName: 'main.a&"b"',
      labelSelector: '{service_name="a&b"}',
    }),
    expect.objectContaining({ queryType: 'callees', functionName: 'main.a&"b"' }),
  ]);
  expect(panes.callers.range).toEqual({ from: '1', to: '2' });
});

it("shows the whole profile of Grafana's own datasource", () => {
  const panes = panesOf(flameGraphLink('/', target('grafana-pyroscope-datasource'), 'main.a', range));
  expect(panes.profile.queries[0]).toMatchObject({ queryType: 'profile' });
});

it('keeps what the profile on screen is narrowed to, and leaves empty selectors out', () => {
  const selectors = { traceIdSelector: ['ab'], spanSelector: [], stackTraceSelector: ['main.a'] };
  const narrowed = { ...target('fixlayer-pyroscope-datasource'), ...selectors };
  const { callers } = panesOf(flameGraphLink('/', narrowed, 'main.a', range));
  expect(callers.queries[0]).toMatchObject({ traceIdSelector: ['ab'], stackTraceSelector: ['main.a'] });
  expect(callers.queries[0]).not.toHaveProperty('spanSelector');
});
