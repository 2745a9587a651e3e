/**
 * Where a table's body scrolls, its last row should not be cut in half.
 *
 * @param ends  px from the table's top to the end of each row, ascending
 * @param room  px that the body has
 * @param rowHeight  px of a row; a row opened to its callers is many times as high, and is cut rather than left out
 * @returns px to keep free below the body, less than a row; 0 where all rows fit. O(rows)
 */
export function roomWithoutRow(ends: readonly number[], room: number, rowHeight: number): number {
  const fits = (end: number) => end <= room + 0.5;
  if (ends.every(fits)) {
    return 0;
  }
  const left = room - (ends.filter(fits).pop() ?? room);
  return left > 0 && left < rowHeight ? left : 0;
}
