import { parseWholeNumber } from './wholeNumber';

it.each([
  ['8192', 8192],
  ['1.6', 2],
  ['9000000', 1_048_576],
  ['', undefined],
  [' ', undefined],
  ['0', undefined],
  ['-5', undefined],
  ['many', undefined],
])('reads %j as %p', (text, limit) => {
  expect(parseWholeNumber(text, 1_048_576)).toBe(limit);
});
