import type { SceneFlexItem, SceneFlexLayout, VizPanel } from '@grafana/scenes';
import sloDashboard from '../../dashboards/slo-and-fix-layer.json';
import { PANEL_ID } from '../pluginIds';
import { parseHotspotsParams } from './hotspotsParams';
import { buildHotspotsScene, narrowedTargets } from './hotspotsScene';

it('asks what the shipped dashboard asks, narrowed to the shared labels on both sides', () => {
  const targets = narrowedTargets({ region: 'eu-west', cluster: 'a"b' });
  const profile = targets.find((target) => target.refId === 'profile');
  const rate = targets.find((target) => target.refId === 'rate');
  expect(profile?.labelSelector).toBe('{service_name="$service", region="eu-west", cluster="a\\"b"}');
  expect(rate?.expr).toContain('{service_name="$service", region="eu-west", cluster="a\\"b", http_route=~"$route"}');
  expect(targets.map((target) => target.refId)).toEqual(
    expect.arrayContaining(['profile', 'p50', 'p95', 'p99', 'rate', 'errors', 'versions'])
  );
});

it('puts a label value in as it is, whatever it holds', () => {
  const profile = narrowedTargets({ pod: "a$&b$'" }).find((target) => target.refId === 'profile');
  expect(profile?.labelSelector).toBe('{service_name="$service", pod="a$&b$\'"}');
});

it.each(['fixlayer-pyroscope-datasource', 'grafana-pyroscope-datasource'])(
  'asks the datasource that knows the service, also a %s',
  (type) => {
    const profiles = { uid: 'pyro', type };
    const target = { service: 'checkout', labels: {}, route: null, services: ['checkout'], profiles };
    const scene = buildHotspotsScene(target, parseHotspotsParams('from=1795385710158&to=now'));
    const variable = (name: string) => scene.state.$variables?.getByName(name)?.state;
    expect(variable('ds_profiles')).toMatchObject({ pluginId: type, value: 'pyro' });
    expect(variable('profile_type')).toMatchObject({ datasource: { type }, query: { type: 'profileType' } });
    expect(scene.state.$timeRange?.state).toMatchObject({ from: '2026-11-22T22:15:10.158Z', to: 'now' });
  }
);

it("sets the panel up as the shipped dashboard's is", () => {
  const profiles = { uid: 'pyro', type: 'fixlayer-pyroscope-datasource' };
  const target = { service: 'checkout', labels: {}, route: null, services: ['checkout'], profiles };
  const { body } = buildHotspotsScene(target, parseHotspotsParams('')).state;
  const [item] = (body as SceneFlexLayout).state.children;
  const { options } = ((item as SceneFlexItem).state.body as VizPanel).state;
  expect(options).toEqual(sloDashboard.panels.find(({ type }) => type === PANEL_ID)?.options);
  expect(options).toHaveProperty('sloSeconds');
});

it('leaves the queries as they are when nothing is shared', () => {
  expect(narrowedTargets({}).find((target) => target.refId === 'profile')?.labelSelector).toBe(
    '{service_name="$service"}'
  );
});
