import type { FixFamily } from './model';
import { isCalibrated, NOTED, savingInterval } from './saving';

const width = ({ p10, p90 }: { p10: number; p90: number }) => p90 - p10;

it('is ordered and inside 0..1 for every family and share', () => {
  for (const family of Object.keys(NOTED) as FixFamily[]) {
    for (const share of [0, 0.001, 0.05, 0.3, 0.95, 1]) {
      for (const samples of [1, 100, 1e6]) {
        const { p10, p50, p90 } = savingInterval({ share, collected: 0, samples }, family);
        expect(p10).toBeGreaterThanOrEqual(0);
        expect(p10).toBeLessThanOrEqual(p50);
        expect(p50).toBeLessThanOrEqual(p90);
        expect(p90).toBeLessThanOrEqual(1);
      }
    }
  }
});

it('narrows with samples and never beyond what the prior knows', () => {
  const few = savingInterval({ share: 0.2, collected: 0, samples: 50 }, 'hoist');
  const many = savingInterval({ share: 0.2, collected: 0, samples: 50_000 }, 'hoist');
  expect(width(many)).toBeLessThan(width(few));
  expect(width(many)).toBeGreaterThan(0.03);
});

it('adds the collection that goes with the site, as something less certain', () => {
  const without = savingInterval({ share: 0.2, collected: 0, samples: 5_000 }, 'allocate-less');
  const withIt = savingInterval({ share: 0.2, collected: 0.1, samples: 5_000 }, 'allocate-less');
  expect(withIt.p50).toBeGreaterThan(without.p50 + 0.05);
  expect(width(withIt)).toBeGreaterThan(width(without));
});

it('expects less of a cheaper library than of calling it less', () => {
  const touched = { share: 0.22, collected: 0, samples: 5_000 };
  expect(savingInterval(touched, 'cheaper-library').p50).toBeLessThan(savingInterval(touched, 'call-less').p50);
});

it.each([
  ['go', 'cpu', true],
  ['node', 'wall', true],
  ['go', 'alloc', false],
  ['go', 'mutex', false],
  ['python', 'cpu', false],
  ['unknown', 'cpu', false],
] as const)('priors on %s, %s: measured %p', (language, kind, expected) =>
  expect(isCalibrated(language, kind)).toBe(expected)
);
