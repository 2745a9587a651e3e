/**
 * The engine on generated programs. 200 cases here; all of `FULL_CASES` and the floors of each kind where
 * FIXLAYER_FULL is set (`npm run test:full`).
 */
import { buildCase, KINDS } from './cases';
import { comparePrograms } from './comparisons';
import { answerable, runCases, summarize } from './report';
import { costOf } from './program';

const SOME_CASES = 200;
const FULL_CASES = 2_000;
const full = process.env.FIXLAYER_FULL === '1';
const count = full ? FULL_CASES : SOME_CASES;

describe(`${count} generated programs`, () => {
  const scored = runCases(count, 1);
  const judged = answerable(scored);

  it('leads to the right function in nine of ten, to its layer hardly less often', () => {
    const { function: right, layer } = summarize(judged);
    expect(right).toBeGreaterThanOrEqual(0.9);
    expect(layer).toBeGreaterThanOrEqual(0.88);
  });

  it('hardly ever names a forbidden function first', () => {
    expect(summarize(judged).forbiddenFirst).toBeLessThanOrEqual(0.02);
  });

  it('holds most of the true savings in its intervals, and the intervals are narrow enough to use', () => {
    const { coverage, medianWidth, medianP50Error } = summarize(judged);
    expect(coverage).toBeGreaterThanOrEqual(0.85);
    expect(medianWidth).toBeLessThanOrEqual(0.45);
    expect(medianP50Error).toBeLessThanOrEqual(0.1);
  });

  it('asks for data whenever the profile is thin', () => {
    const thin = scored.filter(({ case: { kind } }) => kind.id === 'too few samples');
    expect(thin.length).toBeGreaterThan(0);
    expect(thin.map(({ score }) => score.verdict)).toEqual(thin.map(() => 'abstain'));
  });

  if (full) {
    // Five cases of a kind say little, fifty do.
    it.each(KINDS.map((kind) => [kind.id, kind] as const))('%s: reaches its floor', (_id, kind) => {
      const own = scored.filter(({ case: one }) => one.kind === kind);
      expect(summarize(own).function).toBeGreaterThanOrEqual(kind.floor);
    });
  }
});

it('calls a program compared with itself unchanged, and its best edit confirmed', () => {
  const { same, alarms, edited, confirmed } = comparePrograms(full ? 800 : 120, 1);
  // 5 % of the pairs may alarm; the bound leaves two standard deviations of so few pairs.
  expect(alarms / same).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / same));
  expect(confirmed / edited).toBeGreaterThanOrEqual(0.9);
});

it('is the same program for the same seed, and another for another', () => {
  const names = (seed: number) => buildCase(3, seed).tree.functions.name;
  expect(names(5)).toEqual(names(5));
  expect(names(5)).not.toEqual(names(6));
});

it('samples each stack as often as its cost says', () => {
  const { stacks, tree, samples } = buildCase(
    KINDS.findIndex(({ id }) => id === 'flat service'),
    4
  );
  const whole = costOf(stacks);
  const library = tree.functions.name.findIndex((name) => name === stacks[0].path[0].name);
  const share =
    stacks.filter(({ path }) => path[0] === stacks[0].path[0]).reduce((sum, { cost }) => sum + cost, 0) / whole;
  let cum = 0;
  for (let i = 0; i < tree.length; i++) {
    cum += tree.depth[i] === 0 && tree.func[i] === library ? tree.cum[i] : 0;
  }
  expect(Math.abs(cum / tree.total - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / samples) + 1e-9);
});
