/**
 * `npm run fixbench [-- --set DIR] [--answers DIR] [--each] [--fast]`: the engine's score on cases whose best edit was measured.
 *
 * Three reports: as the engine stands (in sample: its priors were fitted on both sets), with the priors fitted
 * without the case (leave one out), and which answers change when a threshold moves by 10 or 20 %.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Answer, answerOf } from './answers';
import { type LabelledCase, OPEN_SET, readCases, SECOND_SET } from './cases';
import { fitPriors } from './fitPriors';
import { leaveOneOut, rowsOf, savingsOf } from './leaveOneOut';
import { type CaseScore, type IntervalScore, median, scoreCase, scoreInterval } from './score';
import { sensitivity } from './sensitivity';

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    answers: { type: 'string' },
    each: { type: 'boolean', default: false },
    fast: { type: 'boolean', default: false },
  },
});

const folders = values.set === undefined ? [OPEN_SET, SECOND_SET] : [values.set];
const missing = folders.find((folder) => !fs.existsSync(folder));
if (missing !== undefined) {
  process.stdout.write(`skipped: no cases at ${missing}\n`);
  process.exit(0);
}

const percent = (part: number, of: number) => `${part}/${of}${of === 0 ? '' : ` = ${Math.round((100 * part) / of)} %`}`;
const points = (share: number) => (Number.isNaN(share) ? 'none' : `${(100 * share).toFixed(1)} points`);
const line = (text: string) => process.stdout.write(`${text}\n`);

function writeAnswer(name: string, answer: Answer): void {
  if (values.answers !== undefined) {
    fs.mkdirSync(values.answers, { recursive: true });
    fs.writeFileSync(path.join(values.answers, `${name}.json`), JSON.stringify(answer, null, 1));
  }
}

function printIntervals(title: string, scores: readonly IntervalScore[], of: number): void {
  line(
    `  ${title.padEnd(40)} ${percent(scores.filter(({ holds }) => holds).length, of)}, median width ${points(
      median(scores.map(({ width }) => width))
    )}, median error of P50 ${points(median(scores.map(({ error }) => error)))}`
  );
}

function printScores(cases: readonly LabelledCase[], scores: readonly CaseScore[]): void {
  const fixes = scores.filter(({ isFix }) => isFix);
  const count = (of: readonly CaseScore[], test: (score: CaseScore) => boolean) =>
    percent(of.filter(test).length, of.length);
  line(`${scores.length} cases (${fixes.length} with a fix)`);
  line(`  first right, layer and function          ${count(fixes, ({ right }) => right)}`);
  line(`  first right, function only               ${count(fixes, ({ rightFunction }) => rightFunction)}`);
  line(`  verdict right                            ${count(scores, ({ verdictRight }) => verdictRight)}`);
  line(`  forbidden answer first                   ${count(scores, ({ forbiddenFirst }) => forbiddenFirst)}`);
  line(`  forbidden answer in the first three      ${count(scores, ({ forbiddenInThree }) => forbiddenInThree)}`);
  const thin = cases.filter((one) => one.thin !== null);
  const abstained = thin.filter(({ truth, thin: file }) => {
    const answer = answerOf(file!);
    writeAnswer(`${truth.case}.thin`, answer);
    return answer.verdict === 'abstain';
  });
  line(`  thin profile abstains                    ${percent(abstained.length, thin.length)}`);
}

const cases = folders.flatMap(readCases);
const answers = cases.map(({ base, alloc }) => answerOf(base, { alloc }));
const scores = cases.map(({ truth }, index) => scoreCase(truth, answers[index]));
cases.forEach(({ truth }, index) => writeAnswer(truth.case, answers[index]));
printScores(cases, scores);
const fixCount = scores.filter(({ isFix }) => isFix).length;
const predicted = scores.flatMap(({ predicted: one }) => (one === null ? [] : [one]));
printIntervals(
  'measured saving inside P10 to P90',
  predicted.map(({ candidate, measured }) => scoreInterval(candidate.saving, measured)),
  fixCount
);
printIntervals('the same, priors fitted without the case', leaveOneOut(scores), fixCount);
if (values.each === true) {
  scores.forEach((score, index) => {
    const [first] = answers[index].candidates;
    const { saving } = score.predicted?.candidate ?? first ?? {};
    line(
      `  ${score.right ? 'right' : 'WRONG'} ${score.case}: ${answers[index].verdict}${first === undefined ? '' : ` ${first.layer} ${first.function}`}` +
        (saving === undefined || score.predicted === null
          ? ''
          : ` [${[saving.p10, saving.p50, saving.p90].map((share) => share.toFixed(2)).join(' ')}] ${score.predicted.candidate.family} touched ${score.predicted.candidate.touched.onStack.toFixed(2)} + ${score.predicted.candidate.touched.offStack.toFixed(2)}, measured ${score.predicted.measured.toFixed(2)}`)
    );
  });
}
const fitted = fitPriors(savingsOf(scores), rowsOf(scores));
line(
  `priors fitted on these cases: shift ${fitted.shift.toFixed(3)}, spread ${fitted.spread.toFixed(3)}, unseen ${fitted.unseen.mean.toFixed(3)} ± ${fitted.unseen.spread.toFixed(3)}, P10 and P90 at levels ${fitted.levels.low.toFixed(3)} and ${fitted.levels.high.toFixed(4)}`
);
if (values.fast !== true) {
  line('Thresholds moved one at a time, answers that change:');
  sensitivity(cases, answers, scores).forEach(line);
}
