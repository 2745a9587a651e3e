import { act, renderHook } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import type { StackFilter } from '../../analysis';
import { useStackFilters } from './useStackFilters';

const hidden: StackFilter = { effect: 'hide', by: 'function', text: 'crypto/tls.(*Conn).Handshake' };
const only: StackFilter = { effect: 'only', by: 'pattern', text: 'a+b|c&d=%20' };

beforeEach(() => locationService.replace('/d/x?from=now-1h'));

it('writes filters into the URL and reads them back, in order', () => {
  const { result } = renderHook(() => useStackFilters('7'));
  act(() => result.current.add(hidden));
  act(() => result.current.add(only));
  expect(result.current.filters).toEqual([hidden, only]);
  expect(renderHook(() => useStackFilters('7')).result.current.filters).toEqual([hidden, only]);
  act(() => result.current.remove(hidden));
  expect(result.current.filters).toEqual([only]);
  act(() => locationService.getHistory().goBack());
  expect(result.current.filters).toEqual([hidden, only]);
});

it('keeps apart what has one name in two files', () => {
  const one: StackFilter = { effect: 'only', by: 'function', text: 'handle', file: 'src/a "b".js' };
  const { result } = renderHook(() => useStackFilters('7'));
  act(() => result.current.add(one));
  act(() => result.current.add({ ...one, file: '' }));
  expect(result.current.filters).toEqual([one, { ...one, file: '' }]);
  act(() => result.current.remove(one));
  expect(result.current.filters).toEqual([{ ...one, file: '' }]);
  for (const value of ['hide-in:', 'hide-in:{', 'hide-in:["a"]', 'hide-in:[1,2]', 'hide-in:"ab"', 'hide-in:null']) {
    act(() => locationService.replace(`/d/x?fl-7-stacks=${encodeURIComponent(value)}`));
    expect(result.current.filters).toEqual([]);
  }
});

it('leaves the state of another panel, or of another copy of it, alone', () => {
  const one = renderHook(() => useStackFilters('7~checkout')).result;
  const other = renderHook(() => useStackFilters('7~catalog')).result;
  act(() => one.current.add(hidden));
  act(() => other.current.add(only));
  act(() => one.current.clear());
  expect([one.current.filters, other.current.filters]).toEqual([[], [only]]);
  expect(locationService.getSearch().get('from')).toBe('now-1h');
});

it('keeps what it can read of a foreign link', () => {
  const params = new URLSearchParams([
    ['fl-7-stacks', 'hide-fn:'],
    ['fl-7-stacks', '<script>'],
    ...Array.from({ length: 40 }, (_, at): [string, string] => ['fl-7-stacks', `hide-fn:f${at}`]),
  ]);
  locationService.replace(`/d/x?${params}`);
  const { filters } = renderHook(() => useStackFilters('7')).result.current;
  expect(filters.length).toBeLessThanOrEqual(12);
  expect(filters[0]).toEqual({ effect: 'hide', by: 'function', text: 'f0' });
});
