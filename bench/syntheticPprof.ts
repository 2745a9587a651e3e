/**
 * A seeded random CPU profile as pprof bytes, so that benchmarks need no file of somebody else's.
 *
 * Shape of real Go profiles: stacks of 10 to 60 frames that share their first part with an earlier stack.
 */
import { Function as PprofFunction, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import { seededRandom } from '../src/profiles/testing/seededRandom';

const FUNCTION_COUNT = 4000;

/** Uncompressed pprof with two sample types; stacks are drawn until their call tree has about `nodeCount` nodes. */
export function syntheticPprof(nodeCount: number, seed = 1): Uint8Array {
  const random = seededRandom(seed);
  const strings = new StringTable();
  const intern = (text: string) => strings.dedup(text);
  const functions = Array.from(
    { length: FUNCTION_COUNT },
    (_, i) =>
      new PprofFunction({
        id: i + 1,
        name: intern(`example.com/shop/pkg${i % 97}.(*Server).Handle${i}`),
        filename: intern(`pkg${i % 97}/f${i}.go`),
        startLine: 10 + i,
      })
  );
  const location = functions.map(({ id }, i) => new Location({ id: i + 1, line: [{ functionId: id, line: 20 + i }] }));
  const sample: Sample[] = [];
  let stack: number[] = [];
  for (let nodes = 0; nodes < nodeCount;) {
    const shared = Math.min(stack.length, 4 + Math.floor(random() * 30));
    const added = 6 + Math.floor(random() * 30);
    stack = [
      ...stack.slice(0, shared),
      ...Array.from({ length: added }, () => 1 + Math.floor(random() ** 2 * FUNCTION_COUNT)),
    ];
    nodes += added;
    const count = 1 + Math.floor(random() ** 4 * 20);
    sample.push(new Sample({ locationId: stack.slice().reverse(), value: [count, count * 10_000_000] }));
  }
  return new Profile({
    sampleType: [
      new ValueType({ type: intern('samples'), unit: intern('count') }),
      new ValueType({ type: intern('cpu'), unit: intern('nanoseconds') }),
    ],
    sample,
    location,
    function: functions,
    stringTable: strings,
  }).encode();
}
