import { columnsThatFit } from './columns';

it('keeps room for Edit here and the longest chip at every width of the full table', () => {
  for (let width = 982; width < 1282; width += 4) {
    const { columns } = columnsThatFit('full', width);
    const fixed = columns.reduce((sum, each) => sum + (each.width ?? 0), 0);
    expect(width - fixed).toBeGreaterThanOrEqual(144);
    expect(columns.find(({ id }) => id === 'layer')?.width).toBeGreaterThanOrEqual(138);
  }
});

it('gives up the drawn interval first, then the drawn callers', () => {
  expect(columnsThatFit('full', 1182)).toMatchObject({ worthWidth: 40, callersBar: true });
  expect(columnsThatFit('full', 1120)).toMatchObject({ worthWidth: 0, callersBar: true });
  expect(columnsThatFit('full', 1080)).toMatchObject({ worthWidth: 0, callersBar: false });
});
