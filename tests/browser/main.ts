/** `npm run test:browser [-- --json FILE] [--only TEXT] [--full]`: opens the demo in a real browser. */
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser } from '../findBrowser.mjs';
import { answerTests } from './cases/answer';
import { brushTests } from './cases/brush';
import { evidenceTests } from './cases/evidence';
import { changeTests } from './cases/change';
import { fileTests } from './cases/files';
import { hostTests } from './cases/host';
import { keyboardTests } from './cases/keyboard';
import { outageTests } from './cases/outages';
import { requestTests } from './cases/request';
import { searchTests } from './cases/search';
import { sizeTests } from './cases/sizes';
import { stateTests } from './cases/states';
import { startDemo } from './demo';
import { runTests } from './runner';
import { Demos } from './states/visit';

const testsOf = (full: boolean, demos: Demos) => [
  ...hostTests,
  ...answerTests,
  ...keyboardTests,
  ...requestTests,
  ...searchTests,
  ...changeTests,
  ...brushTests,
  ...evidenceTests,
  ...sizeTests,
  ...stateTests({ full, demos }),
  ...outageTests,
  ...fileTests,
];

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      only: { type: 'string', default: '' },
      full: { type: 'boolean', default: false },
    },
  });
  const executablePath = await findBrowser();
  if (!executablePath) {
    process.stderr.write('No browser was found. Set CHROMIUM_PATH to a Chromium or Chrome.\n');
    return 2;
  }
  const demo = await startDemo();
  const demos = new Demos(demo.address);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const counts = await runTests(
      browser,
      demo.address,
      testsOf(values.full, demos).filter(({ name }) => name.includes(values.only))
    );
    if (values.json) {
      fs.writeFileSync(values.json, JSON.stringify(counts));
    }
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
    return counts.failed > 0 ? 1 : 0;
  } finally {
    await browser.close();
    await demos.stop();
    await demo.stop();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
  }
);
