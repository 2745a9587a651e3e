import { roomWithoutRow } from './wholeRows';

const rows = [60, 93, 126, 159];

test('all rows fit: nothing is kept free', () => {
  expect(roomWithoutRow(rows, 159, 33)).toBe(0);
  expect(roomWithoutRow([], 50, 33)).toBe(0);
});

test('the part of a row that does not fit is kept free', () => {
  expect(roomWithoutRow(rows, 140, 33)).toBe(14);
});

test('an opened row that is higher than what is left is shown, cut', () => {
  expect(roomWithoutRow([60, 360, 393], 301, 33)).toBe(0);
});

test('no room for one row: nothing is kept free', () => {
  expect(roomWithoutRow(rows, 40, 33)).toBe(0);
});
