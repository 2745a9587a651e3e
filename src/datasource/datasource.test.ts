import { CoreApp, type DataSourceApi } from '@grafana/data';
import { jsonReply, replyOf } from './testing/fakeBackend';
import { readRecording } from './testing/recordings';
import { CPU, rangeOf, requestOf, runtime, setup } from './testing/setup';
import type { PyroscopeQuery } from './types';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

describe('ad-hoc filters', () => {
  const timeRange = rangeOf(1795385710158, 1795386796166);

  it('offer label names, narrowed by the filters that are set', async () => {
    const { datasource, backend } = setup({ replies: [replyOf(readRecording('pyroscope/004-label-names'))] });
    const keys = await datasource.getTagKeys({ filters: [{ key: 'region', operator: '=', value: 'eu' }], timeRange });
    expect(keys).toContainEqual({ text: 'version', value: 'version' });
    expect(keys.some(({ text }) => text.startsWith('__'))).toBe(false);
    expect(backend.json(0)).toMatchObject({ matchers: ['{region="eu"}'], start: 1795385710158 });
  });

  it('offer values of a label, narrowed by the other filters and not by its own', async () => {
    const { datasource, backend } = setup({ replies: [jsonReply({ names: ['1.4.0'] })] });
    const filters = [
      { key: 'region', operator: '=', value: 'eu' },
      { key: 'version', operator: '=', value: '1.5.0' },
    ];
    expect(await datasource.getTagValues({ key: 'version', filters, timeRange })).toEqual([
      { text: '1.4.0', value: '1.4.0' },
    ]);
    expect(backend.json(0)).toMatchObject({ name: 'version', matchers: ['{region="eu"}'] });
  });

  it.each([
    ['=', '{region="eu.1"}'],
    ['!=', '{region!="eu.1"}'],
    ['=~', '{region=~"eu.1"}'],
    ['!~', '{region!~"eu.1"}'],
    ['=|', '{region=~"(eu\\\\.1|us)"}'],
    ['!=|', '{region!~"(eu\\\\.1|us)"}'],
  ])('narrow what the next one offers by %s', async (operator, selector) => {
    const { datasource, backend } = setup({ replies: [jsonReply({}), jsonReply({})] });
    const filters = [{ key: 'region', operator, value: 'eu.1', values: ['eu.1', 'us'] }];
    await datasource.getTagKeys({ filters, timeRange });
    await datasource.getTagValues({ key: 'version', filters, timeRange });
    expect(backend.json(0)).toMatchObject({ matchers: [selector] });
    expect(backend.json(1)).toMatchObject({ name: 'version', matchers: [selector] });
  });

  it('offer labels beside one that cannot be applied, which the panels name', async () => {
    const { datasource, backend } = setup({ replies: [jsonReply({ names: ['pod'] }), jsonReply({ names: ['a'] })] });
    const filters = [
      { key: 'region', operator: '=', value: 'eu' },
      { key: 'version', operator: '<', value: '2' },
    ];
    expect(await datasource.getTagKeys({ filters, timeRange })).toEqual([{ text: 'pod', value: 'pod' }]);
    expect(await datasource.getTagValues({ key: 'pod', filters, timeRange })).toEqual([{ text: 'a', value: 'a' }]);
    expect(backend.json(0)).toMatchObject({ matchers: ['{region="eu"}'] });
    expect(backend.json(1)).toMatchObject({ matchers: ['{region="eu"}'] });
  });

  it('are part of what is sent and of what is handed to Explore', async () => {
    const filters = [{ key: 'region', operator: '=', value: 'eu' }];
    const { run, datasource } = setup({
      replies: [replyOf(readRecording('pyroscope/020-pprof-proto'))],
      variables: { service: { value: ['a', 'b'], multi: true } },
    });
    const { data } = await run([{ labelSelector: '{service_name="$service"}' }], { filters });
    const sent = '{service_name=~"(a|b)",region="eu"}';
    expect(data[0].meta.custom.fixlayer.labelSelector).toBe(sent);
    const [query] = datasource.interpolateVariablesInQueries(
      [requestOf([{ labelSelector: '{service_name="$service"}' }]).targets[0]],
      {},
      filters
    );
    expect(query).toMatchObject({ labelSelector: sent, profileTypeId: CPU, queryType: 'profile' });
  });
});

it.each([
  [CoreApp.Explore, 'profile', 'fixlayer-hotpath-panel'],
  [CoreApp.Explore, 'functions', undefined],
  [CoreApp.Dashboard, 'profile', undefined],
] as const)('in %s has a %s drawn by panel %s', async (app, queryType, panel) => {
  const { run } = setup({ replies: [replyOf(readRecording('pyroscope/020-pprof-proto'))] });
  const { data } = await run([{ queryType }], { app });
  expect(data[0].length).toBeGreaterThan(0);
  expect(data[0].meta.preferredVisualisationPluginId).toBe(panel);
  expect(data[0].meta.preferredVisualisationType).toBe(queryType === 'profile' ? 'flamegraph' : 'table');
});

it('starts with everything of no profile type, which is not sent', () => {
  const { datasource } = setup();
  expect(datasource.getDefaultQuery()).toEqual({ queryType: 'profile', profileTypeId: '', labelSelector: '{}' });
  expect(datasource.filterQuery({ refId: 'A', ...datasource.getDefaultQuery() } as PyroscopeQuery)).toBe(false);
  expect(datasource.filterQuery(requestOf([{}]).targets[0])).toBe(true);
});

it('writes a query as one line', () => {
  const { datasource } = setup();
  expect(datasource.getQueryDisplayText(requestOf([{ queryType: 'hotspots' }]).targets[0])).toBe(
    `Hotspots · ${CPU} {service_name="checkout"}`
  );
});

it('takes over the queries of the core datasource as they are, of others the labels', async () => {
  const { datasource } = setup();
  const saved = {
    refId: 'A',
    queryType: 'both',
    profileTypeId: CPU,
    labelSelector: '{a="b"}',
    groupBy: ['pod'],
    spanSelector: ['bc9d715f1d57ebee'],
  };
  expect(await datasource.importQueries([saved], { type: 'grafana-pyroscope-datasource' } as DataSourceApi)).toEqual([
    { ...saved, queryType: 'profile' },
  ]);
  expect(await datasource.importQueries([saved], { type: 'tempo' } as DataSourceApi)).toEqual([]);
  const loki = {
    type: 'loki',
    exportToAbstractQueries: async () => [
      { refId: 'A', labelMatchers: [{ name: 'service_name', operator: 'Equal', value: 'checkout' }] },
    ],
  } as unknown as DataSourceApi;
  expect(await datasource.importQueries([{ refId: 'A' }], loki)).toMatchObject([
    { refId: 'A', labelSelector: '{service_name="checkout"}' },
  ]);
  expect(await datasource.exportToAbstractQueries([requestOf([{}]).targets[0]])).toMatchObject([
    { labelMatchers: [{ name: 'service_name', value: 'checkout' }] },
  ]);
});
