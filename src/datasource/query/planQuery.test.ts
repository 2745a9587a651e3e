import { fakeTemplates } from '../../shared/ui/selector/testing/fakeTemplates';
import { CPU, requestOf } from '../testing/setup';
import type { PyroscopeQuery } from '../types';
import { planQuery } from './planQuery';

let templates = fakeTemplates({});
jest.mock('@grafana/runtime', () => ({ getTemplateSrv: () => templates, getBackendSrv: jest.fn() }));

const plan = (
  target: Partial<PyroscopeQuery>,
  options = {},
  filters?: Array<{ key: string; operator: string; value: string; values?: string[] }>
) => {
  const request = requestOf([target], { filters });
  return planQuery(request.targets[0], request, options);
};

beforeEach(() => {
  templates = fakeTemplates({ type: { value: CPU }, empty: { value: '' }, span: { value: 'BC9D715F1D57EBEE' } });
});

it('puts variables in place and takes the default limit', () => {
  expect(plan({ profileTypeId: '$type', spanSelector: ['$span'] })).toEqual({
    refId: 'A',
    queryType: 'profile',
    request: {
      profileTypeId: CPU,
      labelSelector: '{service_name="checkout"}',
      fromMs: 1795385950158,
      toMs: 1795386010158,
      maxNodes: 65536,
      spanIds: ['bc9d715f1d57ebee'],
      traceIds: [],
      profileIds: [],
    },
    isDefaultLimit: true,
    ignoredFilters: [],
  });
});

it('takes the limit of the query before the one of the settings', () => {
  expect(plan({ maxNodes: 10 }, { maxNodes: 20 })).toMatchObject({ request: { maxNodes: 10 }, isDefaultLimit: false });
  expect(plan({}, { maxNodes: 20 })).toMatchObject({ request: { maxNodes: 20 }, isDefaultLimit: false });
});

describe('a query saved by the core datasource', () => {
  it('is understood as it is', () => {
    const saved = {
      queryType: 'both',
      labelSelector: '',
      groupBy: [],
      includeExemplars: false,
      spanSelector: [],
    } as unknown as Partial<PyroscopeQuery>;
    expect(plan(saved)).toMatchObject({
      queryType: 'profile',
      request: { labelSelector: '{}', spanIds: [] },
      ignoredFilters: [],
    });
  });

  it('says which of its filters are not applied', () => {
    const saved = { frameFilter: { includeFunctionNames: ['main'] } } as unknown as Partial<PyroscopeQuery>;
    expect(plan(saved).ignoredFilters).toEqual(['frameFilter']);
  });

  it('is refused by name where its type is not known', () => {
    expect(() => plan({ queryType: 'flamebearer' } as unknown as Partial<PyroscopeQuery>)).toThrow(
      'The query type “flamebearer” is not known here.'
    );
  });
});

it('adds ad-hoc filters of every operator', () => {
  const filters = [
    { key: 'a', operator: '=', value: 'x' },
    { key: 'b', operator: '=|', value: 'y', values: ['y.1', 'z'] },
    { key: 'c', operator: '!=|', value: 'w', values: ['w'] },
    { key: '', operator: '=', value: '' },
  ];
  expect(plan({ labelSelector: '{}' }, {}, filters).request.labelSelector).toBe('{a="x",b=~"(y\\\\.1|z)",c!~"w"}');
  expect(() => plan({}, {}, [{ key: 'a', operator: '<', value: '1' }])).toThrow(
    'The filter “a < 1” cannot be applied.'
  );
});

it('takes the call site of a saved query, variables in place', () => {
  const { request, ignoredFilters } = plan({ stackTraceSelector: ['runtime.main', ' $type ', ''] });
  expect([request.callSite, ignoredFilters]).toEqual([['runtime.main', CPU], []]);
  expect(plan({ stackTraceSelector: [] }).request).not.toHaveProperty('callSite');
  expect(() => plan({ stackTraceSelector: ['main', '$empty'] })).toThrow('$empty has no value.');
});

describe('is refused before sending', () => {
  it.each<[string, Partial<PyroscopeQuery>, string]>([
    ['a span id of 15 digits', { spanSelector: ['bc9d715f1d57ebe'] }, 'The span id “bc9d715f1d57ebe” is not valid.'],
    ['a span id of zeros, which is no span', { spanSelector: ['0000000000000000'] }, 'is not valid'],
    ['a span id with another letter', { spanSelector: ['bc9d715f1d57ebeg'] }, 'is not valid'],
    [
      'a trace id of 16 digits',
      { traceIdSelector: ['bc9d715f1d57ebee'] },
      'The trace id “bc9d715f1d57ebee” is not valid.',
    ],
    ['a profile id that is no UUID', { profileIdSelector: ['abc'] }, 'The profile id “abc” is not valid.'],
    [
      'spans together with traces',
      { spanSelector: ['bc9d715f1d57ebee'], traceIdSelector: ['b81b12953caf10ce85e3435cec954f17'] },
      'cannot be combined',
    ],
    [
      'an empty profile type variable',
      { profileTypeId: '$empty' },
      'No profile type. The service has no profiles in this',
    ],
    ['an unknown profile type variable', { profileTypeId: '${nothing}' }, 'or the variable is empty. Widen the time'],
    ['a profile type of another form', { profileTypeId: 'cpu' }, 'The profile type “cpu” is not one.'],
    [
      'a selector without quotes',
      { labelSelector: '{service_name=checkout}' },
      'Expected a value in quotes at position 15',
    ],
    ['a limit that is no number', { maxNodes: -1 }, 'Max nodes -1'],
  ])('%s', (_, target, message) => {
    expect(() => plan(target)).toThrow(message);
  });

  it('a span selector whose variable is empty: what is left would be the whole service', () => {
    expect(() => plan({ spanSelector: ['$empty'] })).toThrow('There is no span id. $empty has no value.');
    expect(plan({ spanSelector: [''] }).request.spanIds).toEqual([]);
  });
});
