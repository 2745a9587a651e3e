/**
 * `npm run screenshots [-- --full] [--only TEXT]`: pictures from the running demo. `docs/images/<state>-<theme>-<width>.png`
 * of the panel's states: each at 1200 px, dark; some at every width and in more themes (`--full`: all of them, six
 * themes). `docs/img`: the whole page, for the README, and each query type, for docs/datasource.md.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { type ThemeName } from '../../demo/host/server/themes';
import { buildWhenStale } from '../../demo/prepare.mjs';
import { findBrowser } from '../findBrowser.mjs';
import { startDemo } from './demo';
import { HostPage } from './pages/HostPage';
import { takeQueryTypePictures } from './queryTypePictures';
import { panelStates } from './states';
import { takePictures } from './states/pictures';
import { openingsOf, openingText } from './states/views';
import { Demos, openContext } from './states/visit';

const docs = path.resolve(__dirname, '../../docs');
const images = path.join(docs, 'images');
const img = path.join(docs, 'img');

const wholePages: ReadonlyArray<{ readonly file: string; readonly theme: ThemeName; readonly request?: boolean }> = [
  { file: 'slo-dark-1400.png', theme: 'dark' },
  { file: 'slo-light-1400.png', theme: 'light' },
  { file: 'request-dark-1400.png', theme: 'dark', request: true },
];

async function takeWholePages(browser: Browser, address: string): Promise<void> {
  for (const { file, theme, request } of wholePages) {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 1100 },
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    const panel = await new HostPage(page, address).open({ theme });
    await panel.dots.first().waitFor();
    if (request) {
      await panel.openSlowest();
      await panel.caution.waitFor();
      await panel.ribbon.waitFor();
    }
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(img, file), fullPage: true });
    await page.close();
    say(`docs/img/${file}`);
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { full: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  });
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error('No browser was found. Set CHROMIUM_PATH to a Chromium or Chrome.');
  }
  await buildWhenStale();
  fs.mkdirSync(images, { recursive: true });
  fs.mkdirSync(path.join(img, 'queries'), { recursive: true });
  const demo = await startDemo();
  const demos = new Demos(demo.address);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  let failures = 0;
  try {
    const context = await openContext(browser);
    for (const state of panelStates.filter(({ name }) => name.includes(values.only))) {
      for (const opening of openingsOf(state, values)) {
        try {
          await takePictures(context, demos, images, state, opening, (file) => say(`docs/images/${file}`));
        } catch (error) {
          failures += 1;
          process.stderr.write(`${state.name}, ${openingText(opening)}: ${(error as Error).message}\n`);
        }
      }
    }
    if (values.only === '') {
      await takeWholePages(browser, demo.address);
      for (const file of await takeQueryTypePictures(browser, demo.address, path.join(img, 'queries'))) {
        say(`docs/img/queries/${file}`);
      }
    }
  } finally {
    await browser.close();
    await demos.stop();
    await demo.stop();
  }
  return failures > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
);
