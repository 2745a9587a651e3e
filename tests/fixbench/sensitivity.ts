/** Which answers hang on the exact value of a threshold: each is moved alone, the others stay. */
import { defaultThresholds, type Thresholds, THRESHOLD_TABLE } from '../../src/analysis';
import { type Answer, answerOf } from './answers';
import { type LabelledCase } from './cases';
import { type CaseScore, scoreCase } from './score';

const FACTORS = [0.8, 0.9, 1.1, 1.2] as const;

/** Shares end at 1, counts of lines and samples are whole. */
function moved(key: keyof Thresholds, factor: number): number {
  const value = defaultThresholds[key];
  const next = value * factor;
  return value <= 1 ? Math.min(next, 1) : value >= 8 ? Math.round(next) : next;
}

const firstOf = ({ verdict, candidates: [first] }: Answer) =>
  verdict === 'fix' && first !== undefined ? `${first.layer} ${first.function}` : verdict;

/** One line a change of a first answer; `!` marks a right answer lost within 10 %. */
export function sensitivity(
  cases: readonly LabelledCase[],
  answers: readonly Answer[],
  scores: readonly CaseScore[]
): readonly string[] {
  const lines: string[] = [];
  for (const { key } of THRESHOLD_TABLE) {
    for (const factor of FACTORS) {
      const value = moved(key, factor);
      cases.forEach(({ truth, base, alloc }, index) => {
        const answer = answerOf(base, { alloc, thresholds: { [key]: value } });
        if (firstOf(answer) !== firstOf(answers[index])) {
          const { right } = scoreCase(truth, answer);
          const lost = scores[index].right && !right;
          const mark = lost && factor >= 0.9 && factor <= 1.1 ? '!' : lost ? '-' : ' ';
          lines.push(
            `  ${mark} ${key} × ${factor} (${value.toPrecision(3)}) ${truth.case}: ${firstOf(answers[index])} → ${firstOf(answer)}`
          );
        }
      });
    }
  }
  return lines.length === 0 ? ['  none'] : lines;
}
