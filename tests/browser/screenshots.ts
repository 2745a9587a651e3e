/** `npm run screenshots`: the pictures of the README and of docs/datasource.md, taken from the running demo. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildWhenStale } from '../../demo/prepare.mjs';
import { findBrowser } from '../findBrowser.mjs';
import { startDemo } from './demo';
import { HostPage } from './pages/HostPage';
import { takeQueryTypePictures } from './queryTypePictures';

const folder = path.resolve(__dirname, '../../docs/img');
const pictures: ReadonlyArray<{ readonly file: string; readonly theme: 'dark' | 'light'; readonly request?: boolean }> =
  [
    { file: 'slo-dark-1400.png', theme: 'dark' },
    { file: 'slo-light-1400.png', theme: 'light' },
    { file: 'request-dark-1400.png', theme: 'dark', request: true },
  ];

async function main(): Promise<void> {
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error('No browser was found. Set CHROMIUM_PATH to a Chromium or Chrome.');
  }
  await buildWhenStale();
  fs.mkdirSync(folder, { recursive: true });
  const demo = await startDemo();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const { file, theme, request } of pictures) {
      const page = await browser.newPage({
        viewport: { width: 1400, height: 1100 },
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
      });
      const panel = await new HostPage(page, demo.address).open({ theme });
      await panel.dots.first().waitFor();
      if (request) {
        await panel.openSlowest();
        await panel.caution.waitFor();
        await panel.ribbon.waitFor();
      }
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: path.join(folder, file), fullPage: true });
      await page.close();
      process.stdout.write(`docs/img/${file}\n`);
    }
    const queries = path.join(folder, 'queries');
    fs.mkdirSync(queries, { recursive: true });
    for (const file of await takeQueryTypePictures(browser, demo.address, queries)) {
      process.stdout.write(`docs/img/queries/${file}\n`);
    }
  } finally {
    await browser.close();
    await demo.stop();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
