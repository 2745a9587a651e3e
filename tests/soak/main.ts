/**
 * `npm run -s soak -- --minutes N --json`: six panels, refreshed every five seconds, in a browser against the stand-ins.
 * Exit 0 when it ran (whatever it found), 2 with one sentence when it could not.
 */
import { Command, InvalidArgumentError } from 'commander';
import { chromium } from 'playwright-core';
import { buildWhenStale } from '../../demo/prepare.mjs';
import { startDemo } from '../browser/demo';
import { findBrowser } from '../findBrowser.mjs';
import { soak } from './soak';

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) {
    throw new InvalidArgumentError('Give a number above 0.');
  }
  return minutes;
}

const program = new Command('soak')
  .description('Refreshes a dashboard of six panels every five seconds and measures memory and errors.')
  .option('--minutes <n>', 'minutes from the first drawn dashboard', readMinutes, 30)
  .option('--json', 'print JSON alone', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

async function main(): Promise<void> {
  const { minutes, json } = program.parse().opts<{ minutes: number; json: boolean }>();
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error('No browser was found. Set CHROMIUM_PATH to a Chromium or Chrome.');
  }
  await buildWhenStale();
  const demo = await startDemo();
  try {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const result = await soak(browser, demo.address, minutes, (line) => process.stderr.write(`${line}\n`));
      process.stdout.write(
        json
          ? `${JSON.stringify(result)}\n`
          : `${result.refreshes} refreshes, ${result.requests} requests, ${result.errors} errors, heap ${result.heapStartMb} MB → ${result.heapEndMb} MB\n`
      );
    } finally {
      await browser.close();
    }
  } finally {
    await demo.stop();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
