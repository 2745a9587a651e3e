import { CPU, rangeOf, runtime, setup } from '../../testing/setup';
import { lookUpKey } from './labelLookup';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const FROM = 1795385710158;
const TO = 1795386796166;
const others = [{ name: 'service_name', operator: '=' as const, value: '$service' }];

function keyOf(service: string, fromMs: number, toMs: number) {
  const { datasource } = setup({ variables: { service: { value: service } } });
  return lookUpKey({ datasource, profileTypeId: CPU, range: rangeOf(fromMs, toMs) }, 'version', others);
}

it('asks again for another time or value of a variable, not within a minute', () => {
  const key = keyOf('checkout', FROM, TO);
  expect(keyOf('checkout', FROM + 1, TO + 1)).toBe(key);
  expect(keyOf('catalog', FROM, TO)).not.toBe(key);
  expect(keyOf('checkout', FROM - 60_000, TO)).not.toBe(key);
  expect(keyOf('checkout', FROM, TO + 60_000)).not.toBe(key);
});
