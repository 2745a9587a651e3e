import { narrowedTargets } from './hotspotsScene';

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

it('leaves the queries as they are when nothing is shared', () => {
  expect(narrowedTargets({}).find((target) => target.refId === 'profile')?.labelSelector).toBe(
    '{service_name="$service"}'
  );
});
