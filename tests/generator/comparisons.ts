/** Before and after of generated programs: a program against itself, and against itself with its best edit applied. */
import { verifyFix } from '../../src/analysis';
import { buildCase } from './cases';
import { savingOf } from './program';
import { Random } from './random';
import { sampleProgram } from './sampling';

export interface Comparisons {
  /** pairs of equal programs, and those of them that were called changed */
  readonly same: number;
  readonly alarms: number;
  /** pairs with the best edit applied, and those of them that were `confirmed` */
  readonly edited: number;
  readonly confirmed: number;
}

/** An edit that a comparison can be asked to see. */
const VISIBLE_SAVING = 0.1;
const ENOUGH_SAMPLES = 1_000;
const REQUESTS = 100_000;

/** Samples of a window vary as the count of them does. */
function around(random: Random, mean: number): number {
  const gauss = Math.sqrt(-2 * Math.log(1 - random.between(0, 1))) * Math.cos(2 * Math.PI * random.between(0, 1));
  return Math.max(1, Math.round(mean + gauss * Math.sqrt(mean)));
}

/** Pairs of the first cases of a run whose answer is an edit. */
export function comparePrograms(cases: number, seed: number): Comparisons {
  const counted = { same: 0, alarms: 0, edited: 0, confirmed: 0 };
  for (let index = 0; index < cases; index++) {
    const { best, stacks, tree, samples, distortion, seed: caseSeed } = buildCase(index, seed);
    const isCpu = tree.sampleType === 'cpu';
    if (best === null || !isCpu || !tree.functions.name.includes(best.fn.name) || samples < ENOUGH_SAMPLES) {
      continue;
    }
    const random = new Random(caseSeed + 1);
    const compare = (afterSamples: number, keeps: typeof best.keeps) =>
      verifyFix({
        before: tree,
        after: sampleProgram(
          stacks.map(({ path, cost }) => ({ path, cost: cost * keeps(path) })),
          around(random, afterSamples),
          random,
          distortion
        ),
        requestsBefore: REQUESTS,
        requestsAfter: REQUESTS,
        frame: best.fn.name,
      });
    counted.same++;
    const { local, headline } = compare(samples, () => 1);
    counted.alarms += local.change !== 'same' || headline.change !== 'same' ? 1 : 0;
    const saving = savingOf(stacks, best);
    if (saving >= VISIBLE_SAVING) {
      counted.edited++;
      counted.confirmed += compare(samples * (1 - saving), best.keeps).verdict === 'confirmed' ? 1 : 0;
    }
  }
  return counted;
}
