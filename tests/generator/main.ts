/** `npm run generator -- --count N --seed S [--each] [--write-docs]`: how often the engine is right on planted programs. */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { comparePrograms } from './comparisons';
import { accuracyTables, answerable, runCases, summarize } from './report';
import { wholeNumber } from '../wholeNumber';

const USAGE = 'usage: npm run generator -- [--count 2000] [--seed 1] [--each] [--write-docs]';
const DOC = path.resolve(__dirname, '../../docs/accuracy.md');
const BEGIN = '<!-- written by `npm run generator` -->';
const END = '<!-- end of the written part -->';

const share = (part: number, of: number) => (of > 0 ? Math.round((100 * part) / of) : 0);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      each: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
    },
  });
  const count = wholeNumber('count', values.count, USAGE);
  const seed = wholeNumber('seed', values.seed, USAGE);
  const scored = runCases(count, seed, (done) => {
    if (done % 200 === 0) {
      process.stderr.write(`${done} of ${count}\n`);
    }
  });
  if (values.each) {
    for (const { case: one, score } of scored.filter(({ score: { layerRight } }) => !layerRight)) {
      const right = one.truth.answers.map(({ layer, fn }) => `${layer} ${fn}`).join(' or ') || one.truth.verdict;
      process.stdout.write(
        `${one.kind.id}, ${one.language}, ${one.samples} samples, seed ${one.seed}: right ${right}; ` +
          `said ${score.verdict} ${score.said.layer ?? ''} ${score.said.site ?? ''}\n`
      );
    }
  }
  const compared = comparePrograms(Math.max(1, Math.round(count / 5)), seed);
  const text = [
    `${count} cases, seed ${seed}. All figures but the number of cases are percent.`,
    '',
    accuracyTables(scored),
    '',
    '### Before and after',
    '',
    `The same program profiled twice under the same load: ${compared.alarms} of ${compared.same} pairs were called ` +
      `changed (${share(compared.alarms, compared.same)} %). The program with its best edit applied (worth at least ` +
      `10 %, at least 1 000 samples before): ${compared.confirmed} of ${compared.edited} pairs were \`confirmed\` ` +
      `(${share(compared.confirmed, compared.edited)} %).`,
  ].join('\n');
  process.stdout.write(`${text}\n`);
  if (values['write-docs']) {
    const [head] = fs.readFileSync(DOC, 'utf8').split(BEGIN);
    const written = `${head}${BEGIN}\n\n${text}\n\n${END}\n`;
    fs.writeFileSync(DOC, await format(written, { ...(await resolveConfig(DOC)), filepath: DOC }));
  }
  const { function: right, layer } = summarize(answerable(scored));
  process.stderr.write(`function ${Math.round(100 * right)} %, layer ${Math.round(100 * layer)} %\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
