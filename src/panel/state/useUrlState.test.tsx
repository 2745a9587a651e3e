import { act, renderHook, waitFor } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { useSelectedRow, useUrlState } from './useUrlState';

const search = () => locationService.getSearch();

beforeEach(() => locationService.replace('/d/x?from=now-1h'));

it('shows a change at once and writes it into the URL after the next frame, as one step for Back', async () => {
  const { result } = renderHook(() => ({ row: useSelectedRow('7'), url: useUrlState('7') }));
  act(() => {
    result.current.url.update({ row: 'a' });
    result.current.url.update({ raw: true });
  });
  expect([result.current.row, result.current.url.raw]).toEqual(['a', true]);
  expect(search().get('fl-7-row')).toBeNull();
  await waitFor(() => expect(search().get('fl-7-row')).toBe('a'));
  expect([search().get('fl-7-raw'), search().get('from')]).toEqual(['1', 'now-1h']);
  act(() => locationService.getHistory().goBack());
  await waitFor(() => expect([result.current.row, result.current.url.raw]).toEqual([null, false]));
});

it('is not rendered anew for what it does not read', async () => {
  let renders = 0;
  const { result } = renderHook(() => {
    renders++;
    return useUrlState('7');
  });
  act(() => result.current.update({ row: 'a' }));
  await waitFor(() => expect(search().get('fl-7-row')).toBe('a'));
  act(() => locationService.partial({ 'fl-8-row': 'b', 'var-service': 'checkout' }));
  expect(renders).toBe(1);
});

it('writes nothing into the URL of another page', async () => {
  const { result } = renderHook(() => useUrlState('7'));
  act(() => result.current.update({ row: 'a' }));
  act(() => locationService.push('/explore'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(locationService.getLocation().search).toBe('');
});
