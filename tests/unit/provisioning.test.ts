/** The provisioning folder that docker-compose.yml mounts. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');

interface DatasourceYaml {
  name: string;
  uid: string;
  type: string;
  url: string;
  editable: boolean;
  isDefault?: boolean;
  jsonData?: Record<string, unknown>;
}
const datasources = parse(read('provisioning/datasources/datasources.yaml')).datasources as DatasourceYaml[];
const byUid = new Map(datasources.map((datasource) => [datasource.uid, datasource]));

it('carries the shipped dashboards unchanged', () => {
  const shipped = fs.readdirSync(path.join(root, 'src/dashboards')).filter((file) => file.endsWith('.json'));
  const provisioned = fs
    .readdirSync(path.join(root, 'provisioning/dashboards'))
    .filter((file) => file.endsWith('.json'));
  expect(provisioned).toEqual(shipped);
  const different = shipped.filter(
    (file) => read(`provisioning/dashboards/${file}`) !== read(`src/dashboards/${file}`)
  );
  expect(different).toEqual([]); // cure: cp src/dashboards/*.json provisioning/dashboards/
});

it('sets up every kind of data source that the dashboards ask for', () => {
  const wanted = fs
    .readdirSync(path.join(root, 'src/dashboards'))
    .map((file) => JSON.parse(read(`src/dashboards/${file}`)))
    .flatMap((dashboard) => dashboard.templating.list)
    .filter((variable: { type: string }) => variable.type === 'datasource')
    .map((variable: { query: string }) => variable.query);
  expect(datasources.map(({ type }) => type)).toEqual(expect.arrayContaining([...new Set(wanted)]));
});

it('takes addresses from the environment, so that one folder serves every stack', () => {
  datasources.forEach(({ url }) => expect(url).toMatch(/^\$\{FIXLAYER_(PYROSCOPE|PROMETHEUS|TEMPO)_URL\}$/));
});

it('names data sources once, lets people save settings, and has one default', () => {
  expect(byUid.size).toBe(datasources.length);
  expect(new Set(datasources.map(({ name }) => name)).size).toBe(datasources.length);
  expect(datasources.every(({ editable }) => editable)).toBe(true);
  expect(datasources.filter(({ isDefault }) => isDefault).map(({ uid }) => uid)).toEqual(['prometheus']);
});

it('links the profiles with the metrics and traces of the same services', () => {
  const { prometheusUid, tempoUid } = byUid.get('fl-pyroscope')?.jsonData ?? {};
  expect(byUid.get(String(prometheusUid))?.type).toBe('prometheus');
  expect(byUid.get(String(tempoUid))?.type).toBe('tempo');
});

it('leads from exemplar to trace and from trace to profile', () => {
  const destinations = byUid.get('prometheus')?.jsonData?.exemplarTraceIdDestinations as Array<{
    name: string;
    datasourceUid: string;
  }>;
  expect(destinations).toHaveLength(1);
  expect(destinations[0].name).toBe('trace_id');
  expect(byUid.get(destinations[0].datasourceUid)?.type).toBe('tempo');
  const { datasourceUid } = byUid.get('tempo')?.jsonData?.tracesToProfiles as { datasourceUid: string };
  expect(byUid.get(datasourceUid)?.type).toBe('grafana-pyroscope-datasource');
});

it('switches the app on in the first organisation', () => {
  const { id } = JSON.parse(read('src/plugin.json')) as { id: string };
  expect(parse(read('provisioning/plugins/apps.yaml')).apps).toEqual([{ type: id, org_id: 1, disabled: false }]);
});
