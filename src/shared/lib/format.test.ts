import {
  formatDurationMs,
  formatInterval,
  formatLengthMs,
  formatRange,
  formatSamples,
  formatShare,
  formatShareColumn,
  formatSharePrecise,
  formatWeight,
} from './format';

describe('shares', () => {
  it.each([
    [0, '0\u00a0%'],
    [0.004, '<1\u00a0%'],
    [0.00999, '<1\u00a0%'],
    [0.01, '1\u00a0%'],
    [0.268, '27\u00a0%'],
    [1, '100\u00a0%'],
    [-0.12, '\u221212\u00a0%'],
    [-0.004, '0\u00a0%'],
    [Number.NaN, '\u2014'],
  ])('formats %p as %p', (share, text) => expect(formatShare(share)).toBe(text));

  it('keeps one decimal in columns and in tooltips that add up', () => {
    expect([0.27, 0.0004, 1, -0.0004].map(formatShareColumn)).toEqual(['27.0', '0.0', '100.0', '0.0']);
    expect(formatSharePrecise(0.0617)).toBe('6.2\u00a0%');
  });
});

describe('intervals', () => {
  it('shows a saving with a minus sign and its range in integers', () => {
    expect(formatInterval({ p10: 0.19, p50: 0.24, p90: 0.29 })).toBe('\u221224\u00a0% (19\u201329)');
  });
  it('shows what costs more with a plus, so that it is never read as a saving', () => {
    expect(formatInterval({ p10: -0.05, p50: -0.03, p90: 0.01 })).toBe('+3\u00a0% (\u22125\u20131)');
  });
  it('does not put a minus before less than one percent, and none before a zero', () => {
    expect(formatInterval({ p10: 0, p50: 0.004, p90: 0.012 })).toBe('<1\u00a0% (0\u20131)');
    expect(formatRange({ p10: -0.001, p50: 0, p90: 0.02 })).toBe('0\u20132');
  });
});

it('separates thousands', () => {
  expect([9, 9214, 1_234_567].map(formatSamples)).toEqual(['9', '9,214', '1,234,567']);
});

it.each([
  [413.15e9, 'nanoseconds', '413\u00a0s'],
  [13.54e6, 'nanoseconds', '13.5\u00a0ms'],
  [1.86, 'seconds', '1.86\u00a0s'],
  [7200, 'seconds', '2\u00a0h'],
  [0, 'nanoseconds', '0\u00a0ns'],
  [2_180, 'bytes', '2.13\u00a0KiB'],
  [1.5 * 1024 ** 4, 'bytes', '1.5\u00a0TiB'],
  [12_345, 'count', '12,345'],
  [12, 'objects', '12\u00a0objects'],
  [12, 'constructor', '12\u00a0constructor'],
  [999.6, 'ms', '1\u00a0s'],
  [-999.6, 'ms', '\u22121\u00a0s'],
  [999.4, 'ms', '999\u00a0ms'],
  [999.7, 'ns', '1\u00a0µs'],
  [599.7, 's', '10\u00a0min'],
  [59.97 * 60, 's', '1\u00a0h'],
  [1023.7 * 1024, 'bytes', '1\u00a0MiB'],
  [1023.2, 'bytes', '1,023\u00a0B'],
  [-1500, 'ms', '\u22121.5\u00a0s'],
])('formats %p %s as %p', (value, unit, text) => expect(formatWeight(value, unit)).toBe(text));

it('formats latency with three digits, zeros kept', () => {
  expect([1860, 1200, 999.6, 640, 18.04, 68, 0, Number.NaN].map(formatDurationMs)).toEqual(
    ['1.86 s', '1.20 s', '1.00 s', '640 ms', '18.0 ms', '68.0 ms', '0 ns', '\u2014'].map((text) =>
      text.replace(' ', '\u00a0')
    )
  );
});

it('formats a length that was set without zeros', () => {
  expect([1000, 1500, 400, 43.2, 900_000].map(formatLengthMs)).toEqual(
    ['1 s', '1.5 s', '400 ms', '43.2 ms', '15 min'].map((text) => text.replace(' ', '\u00a0'))
  );
});
