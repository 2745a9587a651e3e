/**
 * `tsx tests/browser/measure.ts [--runs N]`: how long from the profile's answer to table and ribbon drawn, and the longest
 * task of our code after it. Prints JSON. A record for docs/, never a test: milliseconds depend on the machine.
 *
 * A task is ours as far as the sampling profiler saw code of our plugins on the stack; React's own work on our components is
 * counted where a component of ours is on the stack. `longestTaskMs` is the whole task, whoever it belongs to.
 */
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { testIds } from '../../src/panel/testIds';
import { findBrowser } from '../findBrowser.mjs';
import { startDemo } from './demo';
import { HotpathPanel } from './pages/HotpathPanel';
import { categories, longestTasks, type Tasks, type TraceEvent } from './trace';

interface Times {
  readonly loadToDrawnMs: number;
  /** From the end of the profile's answer. Mixed hands all answers over together, so it may wait for a slower one. */
  readonly answerToDrawnMs: number;
  /** From the end of the panel's last answer: what the panel itself needs. */
  readonly lastAnswerToDrawnMs: number;
}

const drawnMark = 'fixlayer drawn';

/** Marks the first frame after the ribbon is in the document: table and ribbon are in one commit. */
function markDrawn({ ribbon, mark }: { ribbon: string; mark: string }): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector(`[data-testid="${ribbon}"]`)) {
      observer.disconnect();
      // A task posted in a frame runs after that frame's paint.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => performance.mark(mark);
        channel.port2.postMessage(null);
      });
    }
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** A machine under trace is slow; this is not a test. */
const drawnLimitMs = 60_000;

interface Timing {
  readonly drawnMs: number;
  readonly answerMs: number;
  readonly lastAnswerMs: number;
}

/** Loads the page once. @returns moments since navigation: the profile's answer, the panel's last answer, drawn */
async function loadOnce(page: Page, address: string): Promise<Timing> {
  await page.addInitScript(markDrawn, { ribbon: testIds.ribbon, mark: drawnMark });
  await page.goto(`${address}/`);
  await new HotpathPanel(page).waitUntilDrawn(drawnLimitMs);
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, drawnMark);
  await page.waitForTimeout(1500);
  // Nothing named inside: what runs in the page must not need the helpers of the compiler.
  const { drawnMs, answers } = await page.evaluate(
    (mark) => ({
      drawnMs: performance.getEntriesByName(mark)[0]!.startTime,
      answers: performance
        .getEntriesByType('resource')
        .map((entry) => ({ url: entry.name, endMs: entry.startTime + entry.duration })),
    }),
    drawnMark
  );
  const lastOf = (part: string) =>
    Math.max(...answers.filter(({ url, endMs }) => url.includes(part) && endMs <= drawnMs).map(({ endMs }) => endMs));
  return { drawnMs, answerMs: lastOf('/SelectMerge'), lastAnswerMs: lastOf('/api/datasources/proxy/') };
}

/** Tasks of the main thread after the profile's answer, from a trace with a sampling profiler. */
async function traceTasks(browser: Browser, address: string): Promise<Tasks> {
  const page = await newPage(browser);
  await browser.startTracing(page, { categories });
  const { drawnMs, answerMs } = await loadOnce(page, address);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  await page.context().close();

  return longestTasks(traceEvents, drawnMark, drawnMs - answerMs);
}

async function measureTimes(browser: Browser, address: string): Promise<Times> {
  const page = await newPage(browser);
  const { drawnMs, answerMs, lastAnswerMs } = await loadOnce(page, address);
  await page.context().close();
  return {
    loadToDrawnMs: Math.round(drawnMs),
    answerToDrawnMs: Math.round(drawnMs - answerMs),
    lastAnswerToDrawnMs: Math.round(drawnMs - lastAnswerMs),
  };
}

const newPage = async (browser: Browser) =>
  (await browser.newContext({ viewport: { width: 1400, height: 1100 } })).newPage();

/** Median of each key. */
function medians<T extends object>(runs: readonly T[]): Record<string, number> {
  const keys = Object.keys(runs[0] ?? {}) as Array<keyof T & string>;
  return Object.fromEntries(
    keys.map((key) => [
      key,
      runs.map((run) => Number(run[key])).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0,
    ])
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error('No browser was found. Set CHROMIUM_PATH to a Chromium or Chrome.');
  }
  const demo = await startDemo();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    // The first load warms the server's own caches; it is not a measurement.
    await measureTimes(browser, demo.address);
    const times: Times[] = [];
    const tasks: Tasks[] = [];
    for (let run = 0; run < Number(values.runs); run++) {
      times.push(await measureTimes(browser, demo.address));
      tasks.push(await traceTasks(browser, demo.address));
    }
    const summary = {
      browser: browser.version(),
      median: { ...medians(times), ...medians(tasks) },
      times,
      tasksUnderTrace: tasks,
    };
    process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
