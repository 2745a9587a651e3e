import { dashboardJson } from './dashboardJson';
import { parseHotspotsParams } from './hotspotsParams';
import { narrowedTargets } from './hotspotsScene';

const target = {
  service: 'checkout',
  labels: { region: 'eu-west' },
  route: '/checkout',
  services: ['checkout', 'catalog'],
  profiles: { uid: 'pyro', type: 'grafana-pyroscope-datasource' },
};
const range = { from: 'now-1h', to: 'now' };
const json = () => JSON.parse(dashboardJson(target, parseHotspotsParams(''), range));

it('is a dashboard to import: one panel, narrowed as the page is, the shown time', () => {
  const dashboard = json();
  expect(dashboard).toMatchObject({ id: null, uid: null, title: 'Where to fix: checkout', time: range });
  expect(dashboard.panels).toHaveLength(1);
  const [{ targets, options, gridPos }] = dashboard.panels;
  expect(gridPos).toMatchObject({ x: 0, y: 0, w: 24 });
  expect(options).toHaveProperty('sloSeconds');
  expect(targets.map(({ refId }: { refId: string }) => refId)).toEqual(
    narrowedTargets(target.labels).map(({ refId }) => refId)
  );
  expect(targets[0]).toMatchObject({
    refId: 'profile',
    labelSelector: '{service_name="$service", region="eu-west"}',
    datasource: { type: 'grafana-pyroscope-datasource', uid: '${ds_profiles}' },
  });
});

it('keeps data sources as variables, set to the ones of the page', () => {
  const variables = json().templating.list as Array<{ name: string }>;
  const named = (name: string) => variables.find((variable) => variable.name === name);
  expect(named('ds_profiles')).toMatchObject({ query: 'grafana-pyroscope-datasource', current: { value: 'pyro' } });
  expect(named('service')).toMatchObject({ type: 'constant', query: 'checkout' });
  expect(named('route')).toMatchObject({ current: { value: '/checkout' } });
  // A uid of this Grafana would mean nothing elsewhere.
  expect(JSON.stringify(json().panels)).not.toContain('"uid":"pyro"');
});
