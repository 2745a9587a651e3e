/** Measured pairs: what interleaved runs showed must be what two profiles say. Data in tests/fixtures/fixbench. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeProfile } from '../../profiles/decodeProfile';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { diffProfiles } from './diff';
import { VerifyInputError } from './model';
import { verifyFix } from './verifyFix';

const folder = resolve(__dirname, '../../../tests/fixtures/fixbench');
interface Truth {
  readonly case: string;
  readonly pair?: boolean;
  readonly frame: string;
  readonly requests: number;
  readonly local: string;
  readonly headline: string;
  readonly verdict: string;
  readonly moved_to: string | null;
  readonly also?: ReadonlyArray<{ readonly headline: string; readonly verdict: string }>;
  readonly expected: { readonly verdict: string; readonly functions: readonly string[] };
  readonly files: Readonly<Record<string, { readonly requests: number }>>;
}
const truths = readdirSync(folder)
  .filter((name) => !name.endsWith('.md'))
  .map((name) => JSON.parse(readFileSync(`${folder}/${name}/truth.json`, 'utf8')) as Truth);
const read = (name: string, file: string) => decodeProfile(readFileSync(`${folder}/${name}/${file}`));

it.each(truths.filter(({ pair }) => pair === true))('$case is $local, $headline, $verdict', (truth) => {
  const report = verifyFix({
    before: read(truth.case, 'before.pb.gz'),
    after: read(truth.case, 'after.pb.gz'),
    requestsBefore: truth.requests,
    requestsAfter: truth.requests,
    frame: truth.frame,
  });
  expect(report.local.change).toBe(truth.local);
  expect([truth, ...(truth.also ?? [])].map(({ headline, verdict }) => `${headline} ${verdict}`)).toContain(
    `${report.headline.change} ${report.verdict}`
  );
  // What took the cost over is named, and first.
  expect(report.rose[0]?.func.name ?? null).toBe(truth.moved_to);
});

it.each(truths.filter(({ pair, expected }) => pair !== true && expected.verdict === 'fix'))(
  'the fix of $case is confirmed',
  (truth) => {
    for (const frame of truth.expected.functions) {
      const report = verifyFix({
        before: read(truth.case, 'base.pb.gz'),
        after: read(truth.case, 'after.pb.gz'),
        requestsBefore: truth.files.base.requests,
        requestsAfter: truth.files.after.requests,
        frame,
      });
      expect(`${frame} ${report.verdict}`).toBe(`${frame} confirmed`);
    }
  }
);

describe('the frame', () => {
  const before = treeFromText(`
    m.main   m.main
    m.T.Run  n.T.Run
  `);
  const verify = (frame: string, after = before) =>
    verifyFix({ before, after, requestsBefore: 1, requestsAfter: 1, frame });

  it('is found by its short name where that is the only one', () =>
    expect(verify('main').frame).toMatchObject({ match: 'short', before: ['m.main'] }));

  it('is asked for again where several have the name', () =>
    expect(() => verify('Run')).toThrow(/2 functions are called "Run": m\.T\.Run, n\.T\.Run; give the full name/));

  it('is answered with near names where neither side has it', () => {
    expect(() => verify('m.T.Runn')).toThrow(VerifyInputError);
    expect(() => verify('m.T.Runn')).toThrow(
      /Neither profile has a function "m\.T\.Runn"; names close to it: m\.T\.Run/
    );
  });

  it('counts a recursive frame once a stack', () => {
    const recursive = treeFromText(`
      m.main×300
      m.F
      m.F
    `);
    const report = verifyFix({
      before: recursive,
      after: recursive,
      requestsBefore: 100,
      requestsAfter: 100,
      frame: 'm.F',
    });
    expect(report.local).toMatchObject({ costBefore: 3, costAfter: 3, change: 'same' });
  });

  it('gives time of the preemption signal to the function that it interrupted', () => {
    const preempted = treeFromText(`
      m.F                   m.F
      runtime.asyncPreempt  m.G
    `);
    const { rows } = diffProfiles(preempted, preempted, { before: 1, after: 1 });
    expect(rows.find(({ func }) => func.name === 'm.F')).toMatchObject({ selfBefore: 1, costBefore: 2 });
    expect(rows.find(({ func }) => func.name === 'runtime.asyncPreempt')).toMatchObject({
      selfBefore: 0,
      costBefore: 0,
    });
  });
});

it('diff: new, gone, grown and unchanged functions, per unit of load', () => {
  const before = treeFromText(`
    main×500  main×400  main×300
    a         b         d
  `);
  const after = treeFromText(`
    main×1000  main×2400  main×700
    a          b          c
  `);
  const { rows, total } = diffProfiles(before, after, { before: 1_000, after: 2_000 });
  const words = Object.fromEntries(rows.map(({ func, status }) => [func.name, status]));
  expect(words).toEqual({ main: 'grew', b: 'grew', c: 'new', d: 'gone', a: 'same' });
  expect(rows[0].func.name).toBe('main');
  expect(total.ratio).toBeCloseTo(4100 / 2000 / (1200 / 1000), 10);
});

it('does not compare CPU with the clock', () => {
  const tree = treeFromText('main', { unit: 'nanoseconds', sampleType: 'cpu' });
  expect(() => diffProfiles(tree, { ...tree, sampleType: 'wall' }, { before: 1, after: 1 })).toThrow(
    /measure different things/
  );
});

it("tells Go's mutex profile by where its stacks end, as the analysis does", () => {
  const held = treeFromText(
    `
    main.main
    example.com/shop/cart.Get
    sync.(*Mutex).Unlock
  `,
    { unit: 'nanoseconds', sampleType: 'delay' }
  );
  expect(diffProfiles(held, held, { before: 1, after: 1 }).kind).toBe('mutex');
});
