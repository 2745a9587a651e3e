import { treeFromText } from '../profiles/testing/treeFromText';
import { analyze } from './analyze';
import type { ChainStep, Row } from './model';
import { makeRoutable, routeThrough, type Route, type RouteChoice } from './route';
import { NO_FLOORS } from './testing/contextOf';
import { randomStacks, treeOfStacks } from './testing/randomStacks';

const options = { thresholds: NO_FLOORS, maxRows: 100 };
const CPU = { unit: 'nanoseconds', sampleType: 'cpu' };

function setup(text: string, subject: string) {
  const tree = treeFromText(text, CPU);
  const { rows } = analyze(tree, options);
  const row = rows.find(({ subject: { name } }) => name === subject);
  if (!row) {
    throw new Error(`no row ${subject} among ${rows.map((each) => each.subject.name).join(', ')}`);
  }
  const routable = makeRoutable(tree, options);
  const through = (...choices: Array<readonly [string, string]>) =>
    routeThrough(
      routable,
      row.id,
      choices.map(([step, caller]) => ({ step: keyOf(step), caller: keyOf(caller) }))
    )!;
  return { row, through };
}

const keyOf = (name: string) => JSON.stringify([name, '']);
const pathOf = ({ chain }: Pick<Route, 'chain'>) =>
  chain.map(
    ({ func, retention, recursion }) =>
      `${func.shortName} ${Math.round(retention * 100)} %${recursion > 1 ? ` ×${recursion}` : ''}`
  );

const SHARED = `
  example.com/m.Main×6    example.com/m.Main×3    example.com/m.Main×1    example.com/m.Main×10
  example.com/a.Handle    example.com/b.Handle    example.com/b.Handle    example.com/c.Other
  example.com/a.Render    example.com/b.List      example.com/b.Get
  example.com/s.Shared    example.com/s.Shared    example.com/s.Shared
`;

it('goes up through the chosen caller, and through the heaviest callers of that part above it', () => {
  const { row, through } = setup(SHARED, 'example.com/s.Shared');
  expect(pathOf(row)).toEqual(['Main 60 %', 'Handle 60 %', 'Render 60 %', 'Shared 100 %']);
  const list = through(['example.com/s.Shared', 'example.com/b.List']);
  expect(pathOf(list)).toEqual(['Main 30 %', 'Handle 30 %', 'List 30 %', 'Shared 100 %']);
  expect(list.chain[1].func.packageName).toBe('b');
  expect(list).toMatchObject({ taken: 1, isMain: false });
  // What each caller of the subject brings does not depend on the way that is shown.
  expect(list.chain[3].callers).toEqual(row.chain[3].callers);
});

it('gives the main chain when its own callers are chosen', () => {
  const { row, through } = setup(SHARED, 'example.com/s.Shared');
  const route = through(
    ['example.com/s.Shared', 'example.com/a.Render'],
    ['example.com/a.Render', 'example.com/a.Handle']
  );
  expect(route).toMatchObject({ taken: 2, isMain: true });
  expect({ chain: route.chain, boundary: route.boundary }).toEqual({ chain: row.chain, boundary: row.boundary });
});

it('counts a sample once where the chosen caller recurs in the stack', () => {
  const { through } = setup(
    `
    example.com/m.Main×6   example.com/m.Main×2   example.com/m.Main×1
    example.com/a.One      example.com/b.Walk     example.com/b.Walk
    example.com/s.Shared   example.com/b.Walk     example.com/s.Shared
                           example.com/b.Walk
                           example.com/s.Shared
    `,
    'example.com/s.Shared'
  );
  const { chain } = through(['example.com/s.Shared', 'example.com/b.Walk']);
  expect(pathOf({ chain })).toEqual(['Main 33 %', 'Walk 33 % ×3', 'Shared 100 %']);
  expect(chain[1].cumShare).toBeCloseTo(3 / 9);
  expect(chain[1].callers.map(({ func, share }) => [func.shortName, share])).toEqual([['Main', 1]]);
});

it('follows what it can: a choice that is no longer there ends them', () => {
  const { row, through } = setup(SHARED, 'example.com/s.Shared');
  const route = through(
    ['example.com/s.Shared', 'example.com/gone.Away'],
    ['example.com/a.Render', 'example.com/a.Handle']
  );
  expect(route.taken).toBe(0);
  expect(route.chain).toEqual(row.chain);
});

it('does not take the chosen split for the boundary of what comes that way', () => {
  const { through } = setup(SHARED, 'example.com/s.Shared');
  const { chain, boundary } = through(['example.com/s.Shared', 'example.com/b.Get']);
  // 10 % of the function: a split for the whole, but all of what the reader asked about.
  expect(pathOf({ chain })).toEqual(['Main 10 %', 'Handle 10 %', 'Get 10 %', 'Shared 100 %']);
  expect(boundary).toMatchObject({ kind: 'dispatch-edge', stepIndex: 2 });
});

it('keeps the chosen step and its caller in sight, however long the way is', () => {
  const way = (letter: string) => Array.from({ length: 14 }, (_, at) => `example.com/${letter}.F${at}`);
  const rows = way('a').map((name, at) => `${name}${at === 0 ? '×6' : ''}   ${way('b')[at]}`.padStart(50));
  const text = [...rows.map((row) => row.trim()), 'example.com/s.Shared  example.com/s.Shared']
    .map((line) => {
      const [a, b] = line.split(/\s{2,}/);
      return `${a.padEnd(30)}${b}`;
    })
    .join('\n');
  const { through } = setup(text, 'example.com/s.Shared');
  const { chain } = through(
    ['example.com/s.Shared', 'example.com/b.F13'],
    ['example.com/b.F13', 'example.com/b.F12'],
    ['example.com/b.F7', 'example.com/b.F6']
  );
  expect(chain).toHaveLength(8);
  expect(chain.map(({ func }) => func.shortName)).toEqual(expect.arrayContaining(['F13', 'F7', 'F6', 'Shared']));
});

it('knows no way for a row that the analysis does not have', () => {
  expect(routeThrough(makeRoutable(treeFromText(SHARED, CPU), options), 'function:gone', [])).toBeNull();
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('any tree, seed %i', (seed) => {
  const stacks = randomStacks(seed);
  const tree = treeOfStacks(stacks);
  const { rows } = analyze(tree, options);
  const routable = makeRoutable(tree, options);
  const onPath = (row: Row, at: number) =>
    row.chain[at].callers.find(({ func }) => at > 0 && func.key === row.chain[at - 1].func.key);

  it('the main chain is the way through its own callers', () => {
    let asked = 0;
    for (const row of rows) {
      expect(routeThrough(routable, row.id, [])).toMatchObject({ chain: row.chain, boundary: row.boundary, taken: 0 });
      for (let at = 1; at < row.chain.length; at++) {
        const caller = onPath(row, at);
        if (caller && row.chain[at].func.key === stepKey(row, at)) {
          const choice = { step: row.chain[at].func.key, caller: caller.func.key };
          expect(routeThrough(routable, row.id, [choice])).toMatchObject({ chain: row.chain, taken: 1 });
          asked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(0);
  });

  it('what the callers of a step bring is what their ways retain, and together not more than the step', () => {
    for (const row of rows) {
      const last = row.chain[row.chain.length - 1];
      const ways = last.callers.map(({ func, share }) => {
        const choice: RouteChoice = { step: last.func.key, caller: func.key };
        const { chain } = routeThrough(routable, row.id, [choice])!;
        expect(retentionOf(chain, func.key)).toBeCloseTo(share, 9);
        // Its lane alone depends on whose code lies above it.
        expect({ ...chain[chain.length - 1], role: last.role }).toEqual(last);
        return share;
      });
      expect(ways.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});

/** Steps whose caller is the one before them; a fold between them has another. */
const stepKey = (row: Row, at: number) =>
  row.chain[at].folded.length === 0 && row.chain[at - 1].folded.length === 0 ? row.chain[at].func.key : null;

/** Of a step by name, also where it is folded into one that all of it passes too. */
function retentionOf(chain: readonly ChainStep[], key: string): number | undefined {
  return chain.find(({ func, folded }) => func.key === key || folded.some((each) => each.key === key))?.retention;
}
