import { analysisFixture, fixtureRows } from '../testing/analysisFixture';
import { howLines } from './howRow';

const analysis = analysisFixture();
const { compileRow, lockRow, thinRow } = fixtureRows;
const of = (row: typeof compileRow, change: Parameters<typeof howLines>[0]['change'] = null) =>
  new Map(howLines({ row, analysis, change }).map(({ name, value, how }) => [name, `${value}: ${how}`]));

it('says of each figure what it counts, of how many samples, against which threshold', () => {
  const lines = of(compileRow);
  expect([...lines.keys()]).toEqual(['Self', 'Cum', 'Callers', 'Worth (CPU/request)', 'n']);
  expect(lines.get('Self')).toMatch(/^27.* in 9,214 samples/);
  expect(lines.get('Callers')).toContain('From 50 % on, one caller is the place to fix.');
  expect(lines.get('Worth (CPU/request)')).toMatch(
    /It lies between 19\.0\s% and 29\.0\s%, .*held in \d+ of \d+ measured fixes\. .*Below 2\s%/
  );
  expect(lines.get('n')).toContain('It has the 30 that a verdict needs.');
});

it('has no worth where nothing is to be edited, and says what a verdict needs', () => {
  expect(of(lockRow).has('Worth (CPU/request)')).toBe(false);
  expect(of(thinRow).get('n')).toContain('A verdict needs 30.');
});

it('tells a change with its costs, interval and samples', () => {
  const change = {
    id: compileRow.id,
    ratio: 0.5,
    low: 0.4,
    high: 0.6,
    costBefore: 2e7,
    costAfter: 1e7,
    samplesBefore: 400,
    samplesAfter: 210,
    status: 'shrank',
  } as const;
  expect(of(compileRow, { of: change, unit: 'nanoseconds', per: 'request', against: '1.4.0' }).get('Change')).toMatch(
    /20.*ms to 10.*ms per request, 95 % interval .*from 400 and 210 samples\. Beyond chance\. Against 1\.4\.0\. Corrected/
  );
});
