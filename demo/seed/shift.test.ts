import type { Dataset } from '../standins/dataset';
import { shiftNanos, shiftToEndAt } from './shift';

const NOW = Date.UTC(2027, 0, 1, 12, 0, 7);

const dataset = (parts: Partial<Dataset>): Dataset => ({
  times: { window: { startMs: 1_000_000, endMs: 1_600_000 }, deployMs: 1_300_000 },
  pushes: [],
  series: [],
  exemplars: [],
  traces: [],
  metadata: {},
  readProfile: () => new Uint8Array(),
  ...parts,
});

it('ends the recording at now or up to one step before, moved by whole steps', () => {
  const { shiftMs, window, deployMs } = shiftToEndAt(NOW, dataset({}));
  expect(shiftMs % 15_000).toBe(0);
  expect(NOW - window.endMs).toBeGreaterThanOrEqual(0);
  expect(NOW - window.endMs).toBeLessThan(15_000);
  expect([window.endMs - window.startMs, deployMs - window.startMs]).toEqual([600_000, 300_000]);
});

it.each<[string, Partial<Dataset>]>([
  ['push', { pushes: [{ file: '', labels: {}, profileTypes: [], timeNanos: '1660000000000' }] }],
  [
    'sample',
    {
      series: [
        {
          metric: {},
          values: [
            [1, '1'],
            [1660, '2'],
          ],
        },
      ],
    },
  ],
  ['exemplar', { exemplars: [{ seriesLabels: {}, exemplars: [{ labels: {}, value: '1', timestamp: 1660 }] }] }],
])('puts no %s after now, though it came after the load had ended', (_, parts) => {
  expect(shiftToEndAt(NOW, dataset(parts)).window.endMs + 60_000).toBeLessThanOrEqual(NOW);
});

it('moves nanoseconds without losing a digit', () => {
  expect(shiftNanos('1795385834904143615', 15_000)).toBe('1795385849904143615');
});
