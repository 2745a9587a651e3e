/**
 * A browser for the browser tests: CHROMIUM_PATH, the usual places, Debian's package when root, last Playwright's own
 * download with a time limit. Plain Node.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const downloadLimitMs = 30_000;

const run = (command, args, options = {}) => spawnSync(command, args, { stdio: 'ignore', ...options }).status === 0;
const inUsualPlace = () => usualPlaces.find((file) => existsSync(file)) ?? null;

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** @param {{ install?: boolean }} options  @returns the path of an executable, or null */
export async function findBrowser({ install = false } = {}) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    return existsSync(named) ? named : null;
  }
  const there = inUsualPlace() ?? (await playwrightsOwn());
  if (there || !install) {
    return there;
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('Installing a browser …\n');
    run('apt-get', ['update']);
    if (run('apt-get', ['install', '-y', 'chromium'], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })) {
      return inUsualPlace();
    }
  }
  process.stderr.write('Downloading a browser …\n');
  run('npx', ['playwright-core', 'install', 'chromium'], { timeout: downloadLimitMs, killSignal: 'SIGKILL' });
  return playwrightsOwn();
}
