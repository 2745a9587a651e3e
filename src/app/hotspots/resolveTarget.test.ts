import { dateTime, makeTimeRange } from '@grafana/data';
import { parseHotspotsParams } from './hotspotsParams';
import { type ProfileLabels, resolveTarget } from './resolveTarget';

const timeRange = makeTimeRange(dateTime(0), dateTime(1000));
type Store = Record<string, Record<string, string[]>>;

/** A profile store that knows, per service, the values of each label. */
function storeOf(services: Store): ProfileLabels {
  const serviceIn = (filters: Array<{ key: string; value: string }> = []) =>
    filters.find((f) => f.key === 'service_name')?.value;
  const texts = (values: string[]) => Promise.resolve(values.map((text) => ({ text })));
  return {
    uid: 'pyro',
    type: 'fixlayer-pyroscope-datasource',
    getTagKeys: (options) => texts(['service_name', ...Object.keys(services[serviceIn(options?.filters) ?? ''] ?? {})]),
    getTagValues: ({ key, filters }) =>
      texts(key === 'service_name' ? Object.keys(services) : (services[serviceIn(filters) ?? '']?.[key] ?? [])),
  };
}

const resolve = (search: string, services: Store, expressionLabels = {}) =>
  resolveTarget(parseHotspotsParams(search), () => expressionLabels, {
    datasource: storeOf(services),
    timeRange,
    rules: [],
  });

const shop: Store = {
  checkout: { region: ['eu-west'], version: ['1.4.0', '1.5.0'] },
  catalog: { region: ['eu-west'] },
};

it('carries the labels that metrics and profiles share', async () => {
  expect(await resolve('label.job=shop/checkout&label.region=eu-west&label.http_route=/cart', shop)).toEqual({
    kind: 'ready',
    target: {
      service: 'checkout',
      labels: { region: 'eu-west' },
      route: '/cart',
      services: ['checkout', 'catalog'],
      profiles: { uid: 'pyro', type: 'fixlayer-pyroscope-datasource' },
    },
  });
});

it('trusts series labels over expressions and expressions over variables', async () => {
  expect(await resolve('label.job=catalog&var.job=mailer', shop, { job: ['checkout'] })).toMatchObject({
    target: { service: 'catalog' },
  });
  expect(await resolve('var.job=catalog', shop, { job: ['checkout'] })).toMatchObject({
    target: { service: 'checkout' },
  });
  expect(await resolve('var.job=catalog', shop)).toMatchObject({ target: { service: 'catalog' } });
});

it('drops a shared label whose value the profiles never had', async () => {
  expect(await resolve('label.job=checkout&label.region=us-east', shop)).toMatchObject({
    kind: 'ready',
    target: { labels: {} },
  });
});

it('asks for the service when the panel shows several or none', async () => {
  expect(await resolve('label.job=checkout&label.job=catalog', shop)).toMatchObject({
    kind: 'choose-service',
    services: ['checkout', 'catalog'],
  });
  expect(await resolve('', shop)).toMatchObject({ kind: 'choose-service', message: 'Choose the service to look at.' });
  expect(await resolve('label.le=0.5', shop)).toMatchObject({
    kind: 'choose-service',
    message: 'The panel does not say which service it is about.',
  });
  expect(await resolve('label.service=payments-api', shop)).toMatchObject({
    kind: 'choose-service',
    message: 'No profile service matches payments-api (label service).',
  });
});

it('asks for the cluster before it merges two, and takes the answer', async () => {
  const services: Store = { checkout: { cluster: ['eu', 'us'] } };
  expect(await resolve('service=checkout', services)).toEqual({
    kind: 'choose-deployment',
    service: 'checkout',
    label: 'cluster',
    values: ['eu', 'us'],
  });
  expect(await resolve('service=checkout&match.cluster=us', services)).toMatchObject({
    kind: 'ready',
    target: { labels: { cluster: 'us' } },
  });
});

it('tells an empty store from a failing one', async () => {
  expect(await resolve('service=checkout', {})).toEqual({ kind: 'no-profiles' });
  const failing: ProfileLabels = {
    uid: 'pyro',
    type: 'fixlayer-pyroscope-datasource',
    getTagValues: () => Promise.resolve({ data: [], error: { message: 'no org id' } }),
  };
  await expect(
    resolveTarget(parseHotspotsParams(''), () => ({}), { datasource: failing, timeRange, rules: [] })
  ).rejects.toThrow('no org id');
  await expect(
    resolveTarget(parseHotspotsParams(''), () => ({}), {
      datasource: { uid: 'pyro', type: 'grafana-pyroscope-datasource' },
      timeRange,
      rules: [],
    })
  ).rejects.toThrow('cannot list labels');
});
