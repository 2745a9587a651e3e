import { buildChain, climbChain, findBoundary, type RawStep } from './chain';
import { anchorsOfFunction } from './anchors';
import { contextOf, funcOf } from './testing/contextOf';
import { defaultThresholds } from './thresholds';

const chainOf = (text: string, subject: string) => {
  const context = contextOf(text);
  const func = funcOf(context, subject);
  const steps = climbChain(context, { anchors: anchorsOfFunction(context, func), subject: func });
  return steps.map(
    (step) => `${context.tree.functions.name[step.func]} w${step.weight} c${step.contextCum} x${step.recursion}`
  );
};

it('follows the heaviest caller and keeps the weight that flows through it', () => {
  expect(
    chainOf(
      `
      main    main     main     main
      a×3     b        a        c
      leaf    leaf     other
    `,
      'leaf'
    )
  ).toEqual(['leaf w4 c4 x1', 'a w3 c4 x1', 'main w3 c6 x1']);
});

it('collapses recursion on the way up', () => {
  expect(
    chainOf(
      `
      main
      walk
      walk
      walk
      leaf
    `,
      'leaf'
    )
  ).toEqual(['leaf w1 c1 x1', 'walk w1 c1 x3', 'main w1 c1 x1']);
});

it('shows a subject once, of which some anchors are the subject and others functions of its group', () => {
  const context = contextOf(`
    main     main     main
    a×6      b×2      c×1
    leaf     leaf     other
  `);
  const [leaf, other] = ['leaf', 'other'].map((name) => anchorsOfFunction(context, funcOf(context, name)));
  const climbed = climbChain(context, {
    anchors: {
      length: leaf.length + other.length,
      nodes: Int32Array.of(...leaf.nodes, ...other.nodes),
      weights: Float64Array.of(...leaf.weights, ...other.weights),
    },
    subject: funcOf(context, 'leaf'),
  });
  expect(climbed.map(({ func, weight }) => `${context.tree.functions.name[func]} w${weight}`)).toEqual([
    'leaf w9',
    'a w6',
    'main w6',
  ]);
});

const steps = (...pairs: Array<[number, number]>): RawStep[] =>
  pairs.map(([weight, contextCum], func) => ({ func, weight, contextCum, recursion: 1, callers: new Map() }));

it.each([
  [
    'a dispatch edge below half of the parent',
    steps([10, 10], [10, 12], [10, 24.1]),
    { above: 2, kind: 'dispatch-edge' },
  ],
  [
    'exactly half is no strong edge, but a soft one',
    steps([10, 10], [10, 12], [10, 24]),
    { above: 2, kind: 'dispatch-edge-soft' },
  ],
  [
    'the largest jump from 1.25 is a soft edge',
    steps([10, 10], [10, 12.4], [10, 15.6]),
    { above: 2, kind: 'dispatch-edge-soft' },
  ],
  ['smaller jumps are none', steps([10, 10], [10, 12.4], [10, 15.4]), { above: -1, kind: 'dispatch-edge-soft' }],
  ['a split below half', steps([10, 10], [4.9, 5]), { above: 1, kind: 'fan-in-split' }],
  ['half still flows: no split', steps([10, 10], [5, 5]), { above: -1, kind: 'dispatch-edge-soft' }],
  ['several small splits add up', steps([10, 10], [7.5, 8], [5.6, 6], [4.2, 5]), { above: 3, kind: 'fan-in-split' }],
  ['the one closer to the leaf wins', steps([10, 10], [10, 25], [2, 30]), { above: 1, kind: 'dispatch-edge' }],
])('boundary: %s', (_, chain, expected) => expect(findBoundary(chain, defaultThresholds)).toEqual(expected));

it('ends in the subject, marks dispatch, work and library, and folds outside frames', () => {
  const context = contextOf(`
    runtime.main          runtime.main
    net/http.serve        net/http.serve
    net/http.route        net/http.route×9
    example.com/a.Handle  example.com/b.Other
    regexp.Compile
    regexp.parse
    regexp.step
  `);
  const subject = funcOf(context, 'regexp.step');
  const {
    steps: shown,
    siteStep,
    boundary,
  } = buildChain(
    context,
    { anchors: anchorsOfFunction(context, subject), subject },
    funcOf(context, 'example.com/a.Handle')
  );
  expect(
    shown.map(({ func, role, folded }) => `${role} ${func.shortName}${folded.map((f) => ` +${f.shortName}`).join('')}`)
  ).toEqual(['dispatch serve +main', 'dispatch route', 'work Handle', 'library Compile +parse', 'library step']);
  expect(siteStep).toBe(2);
  expect(boundary).toMatchObject({ stepIndex: 2, kind: 'dispatch-edge', cumShareAbove: 1, cumShareBelow: 0.1 });
});

it('shows at most eight steps and never folds the ends or the site', () => {
  const names = Array.from({ length: 20 }, (_, i) => `example.com/p.F${i}`);
  const context = contextOf(names.join('\n'));
  const subject = funcOf(context, names[19]);
  const { steps: shown, siteStep } = buildChain(
    context,
    { anchors: anchorsOfFunction(context, subject), subject },
    funcOf(context, names[10])
  );
  expect(shown.length).toBe(8);
  expect([shown[0].func.shortName, shown[siteStep].func.shortName, shown[7].func.shortName]).toEqual([
    'F0',
    'F10',
    'F19',
  ]);
  expect(shown.reduce((sum, { folded }) => sum + folded.length, 0)).toBe(12);
});
