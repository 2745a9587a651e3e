import { fakeTemplates } from '../../shared/ui/selector/testing/fakeTemplates';
import { CPU, requestOf } from '../testing/setup';
import { interpolateQuery } from './interpolateQuery';
import { queryText } from './queryText';

const templates = fakeTemplates({
  service: { value: ['a', 'b'] },
  func: { value: 'main.work' },
  labels: { value: ['version', 'pod'] },
  ago: { value: '1h' },
});
jest.mock('@grafana/runtime', () => ({ getTemplateSrv: () => templates, getBackendSrv: jest.fn() }));

const [query] = requestOf([
  {
    queryType: 'diff',
    labelSelector: '{service_name="$service"}',
    functionName: '$func',
    groupBy: ['$labels'],
    requests: 'sum(x{job="$func"})',
    overLabel: '$func',
    stackTraceSelector: ['runtime.main', '$func'],
    metricSelector: '{job="$service"}',
    baseline: { shift: '$ago', labelSelector: '{service_name="$service"}' },
  },
]).targets;

it('leaves no variable in any field', () => {
  const result = interpolateQuery(query, {}, [{ key: 'region', operator: '=', value: 'eu' }]);
  expect(JSON.stringify(result)).not.toContain('$');
  expect(result).toMatchObject({
    labelSelector: '{service_name=~"(a|b)",region="eu"}',
    functionName: 'main.work',
    groupBy: ['version', 'pod'],
    metricSelector: '{job=~"(a|b)"}',
    baseline: { shift: '1h', labelSelector: '{service_name=~"(a|b)"}' },
  });
});

it.each([
  [{ queryType: 'profile' as const }, `${CPU} {service_name="checkout"}`],
  [{ queryType: 'series' as const, functionName: 'left.over' }, `Series · ${CPU} {service_name="checkout"}`],
  [
    { queryType: 'callers' as const, functionName: 'main.work' },
    `Callers of main.work · ${CPU} {service_name="checkout"}`,
  ],
  [{ queryType: 'red' as const }, 'RED · {service_name="checkout"}'],
])('says in one line what %j asks', (target, expected) => {
  expect(queryText(requestOf([target]).targets[0])).toBe(expected);
});
