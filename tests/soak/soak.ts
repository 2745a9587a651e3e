/** One soak: the refreshing dashboard in a browser against the stand-ins, counted from its first drawing. */
import { type Browser, type CDPSession, type Page } from 'playwright-core';
import { HotpathPanel } from '../browser/pages/HotpathPanel';
import { REFRESH_MS, SOAK_UID, soakDashboard } from './dashboard';

export interface SoakResult {
  readonly refreshes: number;
  /** to the host's API: queries, variables, resources */
  readonly requests: number;
  /** uncaught errors and rejections of the page, answers of 400 and above, requests without an answer */
  readonly errors: number;
  readonly heapStartMb: number;
  readonly heapEndMb: number;
}

const DRAWN_LIMIT_MS = 120_000;
/** The first refreshes fill caches and compile code. */
const WARM_UP_REFRESHES = 5;
const COLLECTIONS = 3;
/** A page that does not refresh must end, too. */
const STALLED_MS = 60_000;
/** So long nothing is on its way before the heap is measured: time to draw what came last. */
const QUIET_MS = 2_000;
const STEP_MS = 250;

/** @param report  called with one line per error, which is not in the result */
export async function soak(
  browser: Browser,
  address: string,
  minutes: number,
  report: (line: string) => void
): Promise<SoakResult> {
  const page = await (await browser.newContext({ viewport: { width: 1600, height: 1000 } })).newPage();
  await page.addInitScript(countRefreshes, REFRESH_MS);
  await page.route(`**/api/dashboards/uid/${SOAK_UID}`, (route) =>
    route.fulfill({ json: { dashboard: soakDashboard() } })
  );
  const counts = watch(page, report);
  await page.goto(`${address}/d/${SOAK_UID}?var-service=checkout&var-focus=checkout`);
  await new HotpathPanel(page).waitUntilDrawn(DRAWN_LIMIT_MS);
  const endMs = Date.now() + minutes * 60_000;
  counts.requests = 0;
  await startRefreshing(page);
  const cdp = await page.context().newCDPSession(page);

  await waitForRefreshes(page, WARM_UP_REFRESHES);
  const heapStartMb = await restingHeapMb(page, counts, cdp);
  // A soak shorter than its warm-up still measures the page after one more refresh.
  await waitForRefreshes(page, WARM_UP_REFRESHES + 1);
  await page.waitForTimeout(Math.max(0, endMs - Date.now()));
  const refreshes = await refreshesOf(page);
  const heapEndMb = await restingHeapMb(page, counts, cdp);
  await page.context().close();
  return { refreshes, requests: counts.requests, errors: counts.errors, heapStartMb, heapEndMb };
}

interface SoakWindow {
  soakRefreshes: number;
  /** the timer does nothing before: a machine that is slower than one interval would never finish the first drawing */
  soakStarted: boolean;
  setInterval: unknown;
}

/** In the page: counts what its refresh timer does. The picker's timer is the one with the dashboard's interval. */
function countRefreshes(refreshMs: number): void {
  const original = window.setInterval.bind(window);
  const counted = window as unknown as SoakWindow;
  counted.soakRefreshes = 0;
  counted.soakStarted = false;
  counted.setInterval = (handler: TimerHandler, delay?: number, ...rest: unknown[]) =>
    original(
      delay === refreshMs && typeof handler === 'function'
        ? (...given: unknown[]) => {
            if (counted.soakStarted) {
              counted.soakRefreshes++;
              (handler as (...args: unknown[]) => void)(...given);
            }
          }
        : handler,
      delay,
      ...rest
    );
}

const startRefreshing = (page: Page): Promise<void> => setRefreshing(page, true);

const setRefreshing = (page: Page, isOn: boolean): Promise<void> =>
  page.evaluate((on) => {
    (window as unknown as SoakWindow).soakStarted = on;
  }, isOn);

/** Between two refreshes: a profile that is being fetched and decoded is 5 MB beside the one on screen. */
async function restingHeapMb(page: Page, counts: Readonly<Watched>, cdp: CDPSession): Promise<number> {
  await setRefreshing(page, false);
  const limitMs = Date.now() + STALLED_MS;
  for (let quietMs = 0; quietMs < QUIET_MS && Date.now() < limitMs; quietMs += STEP_MS) {
    await page.waitForTimeout(STEP_MS);
    quietMs = counts.inFlight > 0 ? 0 : quietMs;
  }
  const heap = await heapMb(cdp);
  await setRefreshing(page, true);
  return heap;
}

const refreshesOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as SoakWindow).soakRefreshes);

/** @throws Error when the page stops refreshing */
async function waitForRefreshes(page: Page, count: number): Promise<void> {
  let known = await refreshesOf(page);
  let changedMs = Date.now();
  while (known < count) {
    await page.waitForTimeout(REFRESH_MS / 10);
    const now = await refreshesOf(page);
    if (now !== known) {
      known = now;
      changedMs = Date.now();
    } else if (Date.now() - changedMs > STALLED_MS) {
      throw new Error(`The dashboard was not refreshed for ${STALLED_MS / 1000} s.`);
    }
  }
}

interface Watched {
  requests: number;
  errors: number;
  /** requests without an answer yet */
  inFlight: number;
}

/** Counts from now on. An unhandled rejection is an error of the page like any uncaught one. */
function watch(page: Page, report: (line: string) => void): Watched {
  const counts: Watched = { requests: 0, errors: 0, inFlight: 0 };
  const fail = (line: string): void => {
    counts.errors++;
    report(line);
  };
  page.on('requestfinished', () => counts.inFlight--);
  page.on('request', (request) => {
    counts.inFlight++;
    if (new URL(request.url()).pathname.startsWith('/api/')) {
      counts.requests++;
    }
  });
  page.on('pageerror', (error) => fail(`page: ${error.message}`));
  page.on('crash', () => fail('page: crashed'));
  page.on('response', (response) => {
    if (response.status() >= 400) {
      fail(`${response.status()} ${response.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    counts.inFlight--;
    // A query that a newer one replaces is taken back by the page itself.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
      fail(`${request.failure()?.errorText ?? 'failed'} ${request.url()}`);
    }
  });
  return counts;
}

/** @returns megabytes in use, the median after forced collections */
async function heapMb(cdp: CDPSession): Promise<number> {
  const sizes: number[] = [];
  for (let i = 0; i < COLLECTIONS; i++) {
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    sizes.push(usedSize / 2 ** 20);
  }
  const median = sizes.sort((a, b) => a - b)[Math.floor(COLLECTIONS / 2)]!;
  return Math.round(median * 100) / 100;
}
