import { MAX_NODES_CEILING } from '../types';
import { parseNodeLimit } from './nodeLimit';

it.each([
  ['8192', 8192],
  ['1.6', 2],
  ['9000000', MAX_NODES_CEILING],
  ['', undefined],
  [' ', undefined],
  ['0', undefined],
  ['-5', undefined],
  ['many', undefined],
])('reads %j as %p', (text, limit) => {
  expect(parseNodeLimit(text)).toBe(limit);
});
