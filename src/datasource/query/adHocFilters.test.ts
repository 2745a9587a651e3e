import { matchersOfFilters } from './adHocFilters';
import { formatLabelSelector } from './labelSelector';

const selectorOf = (...filters: Parameters<typeof matchersOfFilters>[0] & object) =>
  formatLabelSelector(matchersOfFilters(filters));

it.each([
  ['=', '{version="1.5.0"}'],
  ['!=', '{version!="1.5.0"}'],
  ['=~', '{version=~"1.5.0"}'],
  ['!~', '{version!~"1.5.0"}'],
  ['=|', '{version=~"1\\\\.5\\\\.0"}'],
  ['!=|', '{version!~"1\\\\.5\\\\.0"}'],
])('makes a matcher of a filter with %s', (operator, selector) => {
  expect(selectorOf({ key: 'version', operator, value: '1.5.0' })).toBe(selector);
});

it('takes all values of a list, and the single value where the list is empty', () => {
  const filter = { key: 'version', operator: '=|', value: '1.4.0' };
  expect(selectorOf({ ...filter, values: ['1.4.0', '1.5.0'] })).toBe('{version=~"(1\\\\.4\\\\.0|1\\\\.5\\\\.0)"}');
  expect(selectorOf({ ...filter, values: [] })).toBe('{version=~"1\\\\.4\\\\.0"}');
});

it('leaves out a filter without a label, and refuses an operator that labels do not have', () => {
  expect(selectorOf({ key: '', operator: '=', value: '' })).toBe('{}');
  expect(() => selectorOf({ key: 'version', operator: '<', value: '2' })).toThrow(
    'The filter “version < 2” cannot be applied.'
  );
});
