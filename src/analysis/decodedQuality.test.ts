import { treeFromText } from '../profiles/testing/treeFromText';
import { decodedQuality } from './decodedQuality';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

it('counts samples from the weights, and what ends without a name', () => {
  const tree = treeFromText(
    `
    main.main            main.main            main.main
    main.work×30000000   0x4a2f10×10000000    main.rest×20000000
    `,
    { unit: 'nanoseconds', sampleType: 'cpu', sampleCount: null }
  );
  const quality = decodedQuality(tree, CPU);
  expect(quality).toMatchObject({ samples: 6, samplesFrom: 'quantum' });
  expect(quality.unknownShare).toBeCloseTo(1 / 6, 9);
});

it('says nothing is unknown of an empty profile', () => {
  const tree = treeFromText('main.main×0', { unit: 'nanoseconds', sampleType: 'cpu', sampleCount: null });
  expect(decodedQuality(tree, CPU).unknownShare).toBe(0);
});
