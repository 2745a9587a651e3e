import { decodePprof } from '../../profiles/decodePprof';
import { madeUpPprof } from './madeUpPprof';

it('is a profile of a real one’s shape: thousands of nodes, each function in several places', () => {
  const tree = decodePprof(madeUpPprof(2500));
  expect(tree.length).toBeGreaterThan(5000);
  expect(tree.functions.length).toBeGreaterThan(300);
  expect(tree).toMatchObject({ sampleType: 'cpu', unit: 'nanoseconds' });
});

it('is the same each time', () => {
  expect(madeUpPprof(100)).toEqual(madeUpPprof(100));
});
