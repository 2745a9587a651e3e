import { fakeTemplates, type FakeVariables } from '../../shared/ui/selector/testing/fakeTemplates';
import { interpolateIds, interpolateSelector, interpolateText } from './interpolate';

let templates = fakeTemplates({});
jest.mock('@grafana/runtime', () => ({ getTemplateSrv: () => templates }));

const withVariables = (variables: FakeVariables) => {
  templates = fakeTemplates(variables);
};

describe('interpolateSelector', () => {
  it('puts a single value in place, escaped for the quotes', () => {
    withVariables({ service: { value: 'a "b" \\c' } });
    expect(interpolateSelector('{service_name="$service"}')).toBe('{service_name="a \\"b\\" \\\\c"}');
  });

  it.each([
    ['=', '=~'],
    ['!=', '!~'],
    ['=~', '=~'],
    ['!~', '!~'],
  ])('makes several values after %s a regular expression with %s, never a glob', (operator, expected) => {
    withVariables({ service: { value: ['checkout', 'cata.log'], multi: true } });
    expect(interpolateSelector(`{service_name${operator}"$service"}`)).toBe(
      `{service_name${expected}"(checkout|cata\\\\.log)"}`
    );
  });

  it('leaves a value with an escape that does not exist as it is, so that the check can name it', () => {
    withVariables({});
    expect(interpolateSelector('{service_name=~"\\d+"}')).toBe('{service_name=~"\\d+"}');
  });

  it('keeps = for a multi-value variable with one value', () => {
    withVariables({ service: { value: ['cata.log'], multi: true } });
    expect(interpolateSelector('{service_name="$service"}')).toBe('{service_name="cata.log"}');
  });

  it('escapes one value of a multi-value variable in a regular expression, and leaves a typed one as it is', () => {
    withVariables({ service: { value: ['cata.log'], multi: true }, pattern: { value: 'eu-.*' } });
    expect(interpolateSelector('{service_name=~"$service",region=~"$pattern"}')).toBe(
      '{service_name=~"cata\\\\.log",region=~"eu-.*"}'
    );
  });

  it('escapes the text around several values', () => {
    withVariables({ zone: { value: ['a', 'b'], multi: true } });
    expect(interpolateSelector('{host="db.${zone}.local"}')).toBe('{host=~"db\\\\.(a|b)\\\\.local"}');
  });

  it.each(['.*', '.+'])('reads the custom value %s of All as a regular expression', (everything) => {
    withVariables({ service: { value: everything, includeAll: true, isRaw: true } });
    expect(interpolateSelector('{service_name="$service"}')).toBe(`{service_name=~"${everything}"}`);
    expect(interpolateSelector('{service_name!="$service"}')).toBe(`{service_name!~"${everything}"}`);
  });

  it('leaves a written .* alone', () => {
    expect(interpolateSelector('{service_name=".*"}')).toBe('{service_name=".*"}');
  });

  it('puts in whole matchers and whole selectors', () => {
    withVariables({ filters: { value: 'region="eu-west"', isRaw: true }, whole: { value: '{a="b"}' } });
    expect(interpolateSelector('{service_name="x",${filters}}')).toBe('{service_name="x",region="eu-west"}');
    expect(interpolateSelector('$whole')).toBe('{a="b"}');
  });

  it('writes the filters of an ad-hoc variable itself: Grafana escapes the regular expression in one', () => {
    const filters = [
      { key: 'region', operator: '=~', value: 'eu.*' },
      { key: 'pod', operator: '=|', value: 'a.1', values: ['a.1', 'b'] },
      // half entered
      { key: 'zone', operator: '=', value: '' },
      { key: '', operator: '=', value: '' },
    ];
    const value = 'region=~"eu\\\\.\\\\*",pod=~"a\\\\.1|b"';
    withVariables({ filters: { value, isRaw: true, filters }, none: { value: '', isRaw: true, filters: [] } });
    const written = '{service_name="x",region=~"eu.*",pod=~"(a\\\\.1|b)"}';
    expect(interpolateSelector('{service_name="x",${filters}}')).toBe(written);
    expect(interpolateSelector('{service_name="x",$filters}')).toBe(written);
    expect(interpolateSelector('{service_name="x",[[filters]]}')).toBe(written);
    expect(interpolateSelector('{service_name="x",${none}}')).toBe('{service_name="x",}');
  });

  it('does not take an operator inside a value for one', () => {
    withVariables({ v: { value: ['1', '2'], multi: true } });
    expect(interpolateSelector('{a="x=\\"$v\\""}')).toBe('{a=~"x=\\"(1|2)\\""}');
  });
});

it('makes several values of a variable several ids, and drops blanks', () => {
  withVariables({ spans: { value: ['aa', 'bb'], multi: true }, none: { value: '' } });
  expect(interpolateIds(['$spans', ' cc ', '$none', ''])).toEqual(['aa', 'bb', 'cc']);
  expect(interpolateIds(undefined)).toEqual([]);
});

it('takes the first of several values where one is wanted', () => {
  withVariables({ type: { value: ['cpu', 'wall'], multi: true } });
  expect(interpolateText('$type')).toBe('cpu');
});
