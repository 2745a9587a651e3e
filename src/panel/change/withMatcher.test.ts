import { valueInSelector, viewAllows, withMatch, withMatcher } from './withMatcher';

it.each([
  ['{service_name="a"}', '{service_name="a",version="1"}'],
  ['{}', '{version="1"}'],
  ['', '{version="1"}'],
  ['{ service_name="a", }', '{service_name="a",version="1"}'],
])('narrows %s', (selector, expected) => expect(withMatcher(selector, 'version', '1')).toBe(expected));
it.each([
  [`{service_name='checkout',region="eu"}`, '{service_name="checkout",region="us"}'],
  ['{"service.name"="checkout",region=`eu`}', '{"service.name"="checkout",region="us"}'],
  [`{'region'='eu', service_name="checkout"}`, '{service_name="checkout",region="us"}'],
  ['{service_name=~"\\d"}', '{service_name=~"\\d",region="us"}'],
])('%s keeps what is quoted otherwise', (selector, expected) =>
  expect(withMatch(selector, { label: 'region', value: 'us', isOther: false, replaces: true })).toBe(expected)
);
it('narrows what the view asks for already', () =>
  expect(withMatch('{version="1.4.0"}', { label: 'version', value: '1.5.0', isOther: false, replaces: false })).toBe(
    '{version="1.4.0",version="1.5.0"}'
  ));
it('quotes what it adds', () =>
  expect(withMatcher('{}', 'service.version', 'a"b\\')).toBe('{service_version="a\\"b\\\\"}'));

it.each([
  ['{service_name="a"}', '{service_name="a",region="us"}'],
  ['{service_name="a",region="eu"}', '{service_name="a",region="us"}'],
  ['{service_name="a", region=~"eu|us", pod!="p"}', '{service_name="a",pod!="p",region="us"}'],
  ['{region="a,b=\\"c\\"",service_name="a"}', '{service_name="a",region="us"}'],
])('of %s asks for one value', (selector, expected) =>
  expect(withMatch(selector, { label: 'region', value: 'us', isOther: false, replaces: true })).toBe(expected)
);
it('asks for all others', () =>
  expect(withMatch('{region=~"eu|us"}', { label: 'region', value: 'us', isOther: true, replaces: true })).toBe(
    '{region=~"eu|us",region!="us"}'
  ));
it.each([
  ['{version="1.4.0"}', [], false],
  ['{version="1.5.0"}', [], true],
  ['{version="{1.4.0,1.5.0}"}', [], true],
  ['{version=~"1\\\\.4.*"}', [], false],
  ['{version!~"1\\\\.4.*"}', [], true],
  ['{version=~"("}', [], true],
  ['{version!~"("}', [], true],
  ['{version!~"(?i)rc.*"}', [], true],
  ['{version=~"[[:digit:]].*"}', [], true],
  ['{version!~"[[:digit:]].*"}', [], true],
  ['{version=~"\\\\pN.*"}', [], true],
  ['{version=~"\\\\d\\\\.5\\\\.0"}', [], true],
  ['{version=~"\\\\d\\\\.4\\\\.0"}', [], false],
  ['{version=~"{1.4.0,1.5.0}"}', [], true],
  ['{version!~"{1.4.0,1.5.0}"}', [], true],
  ['{version!="{1.4.0,1.5.0}"}', [], true],
  ['{version=~"{1.4.0,1.3.0}"}', [], false],
  ['{version=~"$__all"}', [], true],
  ['{version="$__all"}', [], true],
  ['{version!="$__all"}', [], true],
  ['{subversion="1.4.0"}', [], true],
  ['{}', [{ key: 'version', operator: '=', value: '1.4.0' }], false],
  ['{}', [{ key: 'version', operator: '!=|', value: '1.4.0', values: ['1.4.0', '1.5.0'] }], false],
  ['{}', [{ key: 'version', operator: '=|', value: '1.4.0', values: ['1.4.0', '1.5.0'] }], true],
])('a view of %s with filters %j can hold version 1.5.0: %s', (selector, filters, holds) =>
  expect(viewAllows(selector, filters, { label: 'version', value: '1.5.0' })).toBe(holds)
);
it('reads the one value that a selector asks for', () => {
  expect(valueInSelector('{a="x",region="e\\"u"}', 'region')).toBe('e"u');
  expect(valueInSelector('{region=~"eu"}', 'region')).toBeNull();
  expect(valueInSelector('{subregion="eu"}', 'region')).toBeNull();
});
