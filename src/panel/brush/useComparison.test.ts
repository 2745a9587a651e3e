import { act, renderHook } from '@testing-library/react';
import { dateTime, type PanelData } from '@grafana/data';
import { useComparison } from './useComparison';

const dataOf = (from: string) =>
  ({ series: [], timeRange: { from: dateTime(0), to: dateTime(1), raw: { from, to: 'now' } } }) as unknown as PanelData;

const inputOf = (from: string, service: string) => ({
  data: dataOf(from),
  panelId: 7,
  profileTarget: {
    refId: 'profile',
    datasource: { uid: 'pyro' },
    profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
    labelSelector: '{service_name="$service"}',
  },
  red: { exemplars: [], slow: [] },
  options: {},
  replaceVariables: (text: string) => text.replace('$service', service),
});

it.each([
  ['a refresh keeps it', 'now-1h', 'shop', 'answered'],
  ['another time range closes it', 'now-6h', 'shop', 'closed'],
  ['another service closes it', 'now-1h', 'cart', 'closed'],
])('%s', async (_, from, service, kind) => {
  const { result, rerender } = renderHook(useComparison, { initialProps: inputOf('now-1h', 'shop') });
  await act(async () => result.current.compareSlow());
  expect(result.current.state.kind).toBe('answered');
  rerender(inputOf(from, service));
  expect(result.current.state.kind).toBe(kind);
});
