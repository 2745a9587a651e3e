import { AbstractLabelOperator } from '@grafana/data';
import { fromAbstractQuery, toAbstractQuery } from './abstractQueries';
import { normalizeQuery } from './normalizeQuery';

const selector = '{service_name="checkout",region!="eu",pod=~"a.*",version!~"1.*"}';

it('hands on the matchers with all operators, and takes them back', () => {
  const abstract = toAbstractQuery(normalizeQuery({ refId: 'B', labelSelector: selector }));
  expect(abstract).toEqual({
    refId: 'B',
    labelMatchers: [
      { name: 'service_name', operator: AbstractLabelOperator.Equal, value: 'checkout' },
      { name: 'region', operator: AbstractLabelOperator.NotEqual, value: 'eu' },
      { name: 'pod', operator: AbstractLabelOperator.EqualRegEx, value: 'a.*' },
      { name: 'version', operator: AbstractLabelOperator.NotEqualRegEx, value: '1.*' },
    ],
  });
  expect(fromAbstractQuery(abstract)).toMatchObject({ refId: 'B', queryType: 'profile', labelSelector: selector });
});

it('leaves out what stands for whole matchers, and what can not be read', () => {
  expect(toAbstractQuery(normalizeQuery({ labelSelector: '{a="b",${filters}}' })).labelMatchers).toHaveLength(1);
  expect(toAbstractQuery(normalizeQuery({ labelSelector: '$everything' })).labelMatchers).toEqual([]);
  expect(fromAbstractQuery({ refId: 'A', labelMatchers: [] }).labelSelector).toBe('{}');
});
