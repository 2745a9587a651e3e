import { contextOf, funcOf } from './testing/contextOf';
import { LEDGER_BUCKETS } from './patterns';

const table = (text: string) => {
  const context = contextOf(text);
  const { tree, projection, counts } = context;
  /** Nodes without weight have none. */
  const libOf = (i: number) => projection.libNodes[projection.lib[counts.weighted.indexOf(i)]] ?? -1;
  const name = (node: number) => (node < 0 ? '-' : tree.functions.name[tree.func[node]].replace('example.com/', ''));
  return Array.from(
    { length: tree.length },
    (_, i) =>
      `${name(i)}: owned ${name(projection.owned[i])} lib ${name(libOf(i))} entry ${name(projection.entryOf(i))}`
  );
};

it('projects library frames to the owned frame and the call it made', () => {
  expect(
    table(`
      runtime.main          runtime.main
      main.main             main.main
      example.com/a.One     example.com/a.Two
      regexp.Compile
      regexp.compile
    `)
  ).toEqual([
    'runtime.main: owned - lib - entry -',
    'main.main: owned main.main lib - entry -',
    'a.One: owned a.One lib - entry a.One',
    'regexp.Compile: owned a.One lib - entry a.One',
    'regexp.compile: owned a.One lib regexp.Compile entry a.One',
    'a.Two: owned a.Two lib - entry a.Two',
  ]);
});

it('starts again below an owned callback', () => {
  expect(
    table(`
      example.com/a.One    example.com/b.Two
      sort.Slice
      example.com/a.less
      strings.ToLower
    `).slice(1, 4)
  ).toEqual([
    'sort.Slice: owned a.One lib - entry a.One',
    'a.less: owned a.less lib - entry a.One',
    'strings.ToLower: owned a.less lib strings.ToLower entry a.One',
  ]);
});

it('gives an artefact frame to its parent', () => {
  const context = contextOf(`
    example.com/a.One×3    example.com/b.Two
    runtime.asyncPreempt
  `);
  expect(context.exclusive.own[funcOf(context, 'example.com/a.One')]).toBe(3);
  expect(context.exclusive.support[funcOf(context, 'example.com/a.One')]).toBe(0);
});

it('does not take a waist below the parting for trunk', () => {
  const context = contextOf(`
    main.loop          main.loop
    example.com/a.One  example.com/a.Two
    example.com/w.All  example.com/w.All
  `);
  expect(context.trunk[funcOf(context, 'main.loop')]).toBe(1);
  expect(context.trunk[funcOf(context, 'example.com/w.All')]).toBe(0);
});

it('splits the ledger into parts that add up', () => {
  const { exclusive } = contextOf(`
    example.com/a.One  example.com/a.One        runtime.gcBgMarkWorker×2  runtime.gcBgMarkWorker×3        runtime.bgsweep  example.com/a.One
    runtime.mallocgc   runtime.mallocgc         runtime.gcDrain           runtime.gcDrainMarkWorkerIdle
                       runtime.gcAssistAlloc×4                            runtime.scanobject
                       runtime.scanobject
  `);
  expect(Object.fromEntries(LEDGER_BUCKETS.map((part, code) => [part, exclusive.buckets[code]]))).toEqual({
    none: 1,
    alloc: 1,
    assist: 4,
    mark: 2,
    idleMark: 3,
    sweep: 1,
    idle: 0,
  });
});
