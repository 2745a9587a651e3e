/**
 * `tsx tests/browser/measure.ts [--runs N]`: how long from the profile's answer to table and ribbon drawn, and the longest
 * task of our code after it. Prints JSON. A record for docs/, never a test: milliseconds depend on the machine.
 *
 * A task is ours as far as the sampling profiler saw code of our plugins on the stack; React's own work on our components is
 * counted where a component of ours is on the stack. `longestTaskMs` is the whole task, whoever it belongs to.
 */
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { testIds } from '../../src/panel/testIds';
import { findBrowser } from '../findBrowser.mjs';
import { startDemo } from './demo';
import { HotpathPanel } from './pages/HotpathPanel';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly id?: string;
  readonly args?: { readonly data?: ProfileData };
}
interface ProfileData {
  readonly startTime?: number;
  readonly timeDeltas?: readonly number[];
  readonly cpuProfile?: {
    readonly nodes?: ReadonlyArray<{ readonly id: number; readonly parent?: number; readonly callFrame: { readonly url?: string } }>;
    readonly samples?: readonly number[];
  };
}
interface Run {
  readonly answerToDrawnMs: number;
  readonly lastAnswerToDrawnMs: number;
  readonly longestTaskMs: number;
  readonly longestTaskOfOursMs: number;
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-v8.cpu_profiler', 'blink.user_timing'];
const drawnMark = 'fixlayer drawn';
const ours = '/public/plugins/fixlayer-';

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

/** Start times (µs) of the profiler's samples on one thread that have code of ours on the stack, with each sample's length. */
function samplesOfOurs(events: readonly TraceEvent[], pid: number, mainThread: number): Array<{ ts: number; durationUs: number }> {
  const profile = events.find((event) => event.name === 'Profile' && event.pid === pid && event.tid === mainThread);
  const isOurs = new Map<number, boolean>();
  let ts = profile?.args?.data?.startTime ?? 0;
  const found: Array<{ ts: number; durationUs: number }> = [];
  for (const { args } of events.filter((event) => event.name === 'ProfileChunk' && event.id === profile?.id && event.pid === pid)) {
    const { cpuProfile, timeDeltas = [] } = args?.data ?? {};
    for (const { id, parent, callFrame } of cpuProfile?.nodes ?? []) {
      isOurs.set(id, (callFrame.url ?? '').includes(ours) || (parent !== undefined && (isOurs.get(parent) ?? false)));
    }
    (cpuProfile?.samples ?? []).forEach((node, index) => {
      const durationUs = timeDeltas[index] ?? 0;
      ts += durationUs;
      if (isOurs.get(node)) {
        found.push({ ts, durationUs });
      }
    });
  }
  return found;
}

async function measureOnce(browser: Browser, address: string): Promise<Run> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1100 } });
  const page = await context.newPage();
  await page.addInitScript(markDrawn, { ribbon: testIds.ribbon, mark: drawnMark });
  await browser.startTracing(page, { categories });
  await page.goto(`${address}/`);
  await new HotpathPanel(page).waitUntilDrawn();
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, drawnMark);
  await page.waitForTimeout(1500);
  const { answerMs, lastAnswerMs, drawnMs } = await page.evaluate((mark) => {
    const drawnMs = performance.getEntriesByName(mark)[0]!.startTime;
    const before = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter((entry) => entry.responseEnd <= drawnMs);
    const end = (part: string) => Math.max(...before.filter(({ name }) => name.includes(part)).map(({ responseEnd }) => responseEnd));
    return { drawnMs, answerMs: end('/SelectMerge'), lastAnswerMs: end('/api/datasources/proxy/') };
  }, drawnMark);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  await context.close();

  const drawn = traceEvents.find((event) => event.name === drawnMark);
  if (!drawn) {
    throw new Error('the trace has no mark of the drawn frame');
  }
  const answerTs = drawn.ts - (drawnMs - answerMs) * 1000;
  const tasks = traceEvents.filter(({ name, ph, pid, tid, ts }) => name === 'RunTask' && ph === 'X' && pid === drawn.pid && tid === drawn.tid && ts >= answerTs);
  const samples = samplesOfOurs(traceEvents, drawn.pid, drawn.tid);
  const ownMs = tasks.map(({ ts, dur = 0 }) => samples.filter((sample) => sample.ts >= ts && sample.ts < ts + dur).reduce((sum, { durationUs }) => sum + durationUs / 1000, 0));
  return {
    answerToDrawnMs: Math.round(drawnMs - answerMs),
    lastAnswerToDrawnMs: Math.round(drawnMs - lastAnswerMs),
    longestTaskMs: Math.round(Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000))),
    longestTaskOfOursMs: Math.round(Math.max(0, ...ownMs)),
  };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

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
    await measureOnce(browser, demo.address);
    const runs: Run[] = [];
    for (let run = 0; run < Number(values.runs); run++) {
      runs.push(await measureOnce(browser, demo.address));
    }
    const ofAll = (key: keyof Run) => median(runs.map((run) => run[key]));
    const summary = {
      browser: browser.version(),
      median: {
        answerToDrawnMs: ofAll('answerToDrawnMs'),
        lastAnswerToDrawnMs: ofAll('lastAnswerToDrawnMs'),
        longestTaskMs: ofAll('longestTaskMs'),
        longestTaskOfOursMs: ofAll('longestTaskOfOursMs'),
      },
      runs,
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
