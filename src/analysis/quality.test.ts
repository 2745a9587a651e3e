import type { CallTree } from '../profiles/callTree';
import { treeFromText } from '../profiles/testing/treeFromText';
import { analyze } from './analyze';
import type { Analysis } from './model';
import { recoverSamples } from './quality';

/** A tree of leaves with these weights and no word of samples. */
const treeOf = (weights: number[], unit: string): CallTree => ({
  ...treeFromText(weights.map((weight, i) => `f${i}×${weight}`).join('  '), { unit, sampleType: 'cpu' }),
  sampleCount: null,
  quantum: null,
});

it.each([
  [
    '10 ms steps: their common divisor',
    [30e6, 20e6, 10e6],
    'nanoseconds',
    { samples: 6, quantum: 10e6, from: 'quantum' },
  ],
  [
    'no common divisor but a plausible smallest weight',
    [9_000_001, 18_000_003],
    'nanoseconds',
    { samples: 3, quantum: 9_000_001, from: 'quantum' },
  ],
  [
    'scaled weights: a lower bound',
    [775, 1_300, 2_111],
    'nanoseconds',
    { samples: 3, quantum: 4186 / 3, from: 'nodes' },
  ],
  ['counts', [3, 4], 'count', { samples: 7, quantum: 1, from: 'quantum' }],
])('recovers samples: %s', (_, weights, unit, expected) => {
  expect(recoverSamples(treeOf(weights, unit), 'cpu')).toEqual(expected);
});

it('takes no divisor of scaled allocations for a sample', () => {
  expect(recoverSamples(treeOf([300, 200], 'count'), 'alloc')).toEqual({ samples: 2, quantum: 250, from: 'nodes' });
});

it('believes the source', () => {
  expect(recoverSamples({ ...treeOf([300, 200], 'nanoseconds'), sampleCount: 50 }, 'cpu')).toMatchObject({
    samples: 50,
    from: 'source',
  });
});

it('keeps hidden and nameless weight apart and ranks neither', () => {
  const { quality, rows, verdict, need } = analyze(
    treeFromText(
      `
      main.main×600     main.main×200  main.main×200
      other             [unknown]      main.work
    `,
      { unit: 'nanoseconds', sampleType: 'cpu' }
    )
  );
  expect(quality).toMatchObject({ hiddenShare: 0.6, unknownShare: 0.2 });
  expect(verdict).toBe('abstain');
  expect(need).toEqual({ kind: 'node-limit', hiddenShare: 0.6 });
  expect(rows.filter((row) => row.verdict === 'fix')).toEqual([]);
});

it.each([
  ['hidden weight asks for a higher node limit', 'other', 26, { kind: 'node-limit', hiddenShare: 0.26 }],
  ['nameless weight asks for symbols', '[unknown]', 26, { kind: 'symbols', unknownShare: 0.26 }],
  ['a quarter of either is carried', '[unknown]', 25, null],
])('%s', (_, name, weight, need) => {
  const drawn = `main.main×${10 * weight}  main.work×${1000 - 10 * weight}\n${name}`;
  expect(analyze(treeFromText(drawn, { unit: 'nanoseconds', sampleType: 'cpu' })).need).toEqual(need);
});

it.each([
  [49, false],
  [50, true],
])('stacks count as cut where %i per mille end at the depth where Go cuts', (weight, cut) => {
  const deep = Array.from({ length: 62 }, (_, depth) => `main.f${depth}`).join('\n');
  const drawn = `main.main×${weight}  main.work×${1000 - weight}\n${deep}\nmain.end`;
  const { quality } = analyze(treeFromText(drawn, { unit: 'nanoseconds', sampleType: 'cpu' }));
  expect(quality.truncatedStacks).toBe(cut);
});

it.each<[string, number, Pick<Analysis, 'verdict' | 'need'>]>([
  [
    'asks for deeper stacks where the callers of much are cut off',
    64,
    { verdict: 'abstain', need: { kind: 'deeper-stacks' } },
  ],
  ['a whole stack of libraries alone is nobody’s edit', 40, { verdict: 'flat', need: null }],
])('%s', (_, frames, expected) => {
  const handlers = Array.from({ length: 30 }, (_unused, k) => `main.handle${k}×20`).join('  ');
  const deep = Array.from({ length: frames - 1 }, (_unused, depth) => `encoding/json.f${depth}`).join('\n');
  const drawn = `encoding/json.root×400  ${handlers}\n${deep}`;
  const { verdict, need } = analyze(treeFromText(drawn, { unit: 'nanoseconds', sampleType: 'cpu' }));
  expect({ verdict, need }).toEqual(expected);
});

it('does not take a function named other, with callees, for the hidden part', () => {
  const { quality } = analyze(
    treeFromText(
      `
    main.main
    other
    main.work
  `,
      { unit: 'nanoseconds', sampleType: 'cpu' }
    )
  );
  expect(quality.hiddenShare).toBe(0);
});

it('sets idle time aside and says how much', () => {
  const { quality, profile, rows } = analyze(
    treeFromText(
      `
    :(idle):0×75  ./a.js:work:3×25
  `,
      { unit: 'nanoseconds', sampleType: 'wall' }
    ),
    { thresholds: { minSamplesProfile: 1, minSamplesRow: 1 } }
  );
  expect(quality.idleShare).toBe(0.75);
  expect(profile.total).toBe(25);
  expect(rows[0].cumShare).toBe(1);
});
