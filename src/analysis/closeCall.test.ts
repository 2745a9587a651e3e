import { closeCallOf } from './closeCall';
import { plainSite } from './testing/plainSite';
import { defaultThresholds } from './thresholds';

const close = (site: Parameters<typeof plainSite>[0]) => closeCallOf(plainSite(site), defaultThresholds);
const library = { group: 7, ownPart: 0.1, groupPart: 0.9 };

it('says what the other side of a threshold would read, where the figure is within its noise', () => {
  // 80 % interval of a half at 1000 samples, dispersion 1.5: ± 2.5 points
  expect(close({ ...library, groupDominance: 0.52, groupCallers: 9 })).toEqual({
    verdict: 'flat',
    layer: null,
    threshold: 'dominantCaller',
    value: 0.52,
    limit: 0.5,
  });
  expect(close({ ...library, groupDominance: 0.53, groupCallers: 9 })).toBeNull();
});

it('needs less distance with more samples', () => {
  expect(close({ ...library, groupDominance: 0.52, groupCallers: 9, samples: 10_000 })).toBeNull();
});

it('is no close call where both sides say the same layer', () => {
  expect(close({ selfPart: 0.5 })).toBeNull();
});

it('reads Leaf and Inside at the count of callers', () => {
  expect(close({ shared: true, sharedBy: 4.2 })).toMatchObject({ layer: 'inside', threshold: 'sharedCallers' });
  expect(close({ shared: true, sharedBy: 8 })).toBeNull();
});
