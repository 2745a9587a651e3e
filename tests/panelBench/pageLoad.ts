/** One fresh page with one panel: when its profile's answer was there, and when the panel was drawn. */
import type { Browser, Page } from 'playwright-core';
import { layerText } from '../../src/analysis';
import { testIds } from '../../src/panel/testIds';
import { categories, longestTasks, scriptingAfterClick, type TraceEvent } from '../browser/trace';
import type { CommandLineAnswer } from './profileFile';

/** Dashboards of a demo that shows a file: the hotspot panel, and Grafana's flame graph with the same query. */
const ADDRESSES = { ours: '/d/fixlayer-slo', core: '/d/fixlayer-slo-flame-graph' } as const;
export type Panel = keyof typeof ADDRESSES;

/** What is there once a panel is drawn. Table and ribbon are in one commit; so are the core's canvas and top table. */
const DRAWN: Readonly<Record<Panel, string>> = {
  ours: `[data-testid="${testIds.ribbon}"]`,
  core: '[data-testid="flameGraph"]',
};
const DRAWN_MARK = 'panel drawn';
const CLICKED_MARK = 'ribbon redrawn';
/** Half a million nodes on a slow machine. */
const LIMIT_MS = 120_000;
const SETTLE_MS = 1500;

/** Sets a mark after the first frame with an element that fits `selector`. */
function markFirstFrame({ selector, mark }: { selector: string; mark: string }): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector)) {
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

async function freshPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ viewport: { width: 1400, height: 1100 } })).newPage();
}

async function load(
  page: Page,
  address: string,
  search: string,
  panel: Panel
): Promise<{ drawnMs: number; answerMs: number }> {
  await page.addInitScript(markFirstFrame, { selector: DRAWN[panel], mark: DRAWN_MARK });
  await page.goto(`${address}${ADDRESSES[panel]}${search}`);
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, DRAWN_MARK, {
    timeout: LIMIT_MS,
  });
  const drawnMs = await page.evaluate((mark) => performance.getEntriesByName(mark)[0]!.startTime, DRAWN_MARK);
  const answers = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/SelectMerge'))
      .map(({ startTime, duration }) => startTime + duration)
  );
  return { drawnMs, answerMs: Math.max(...answers.filter((endMs) => endMs <= drawnMs)) };
}

/** @returns ms from the end of the profile's answer to the first frame with the panel drawn */
export async function timeToDrawn(
  browser: Browser,
  address: string,
  search: string,
  panel: Panel,
  check?: (page: Page) => Promise<void>
): Promise<number> {
  const page = await freshPage(browser);
  try {
    const { drawnMs, answerMs } = await load(page, address, search, panel);
    await check?.(page);
    return drawnMs - answerMs;
  } finally {
    await page.context().close();
  }
}

/**
 * What is drawn first must be the whole answer: the rows of the command line in its order, nothing hidden, and the path of
 * the first.
 * @throws Error with the first difference
 */
export async function assertSameAsCommandLine(page: Page, { rows }: CommandLineAnswer): Promise<void> {
  const shown = await page
    .getByTestId(testIds.row)
    .evaluateAll((elements) => elements.map((element) => (element as HTMLElement).dataset['rowId'] ?? ''));
  const expected = rows.filter(({ id }) => shown.includes(id)).map(({ id }) => id);
  if (shown.length === 0 || JSON.stringify(shown) !== JSON.stringify(expected) || shown[0] !== rows[0]?.id) {
    throw new Error(
      `the table shows ${JSON.stringify(shown)}, the command line says ${JSON.stringify(rows.map(({ id }) => id))}`
    );
  }
  const texts = await page.getByTestId(testIds.row).allInnerTexts();
  for (const [at, text] of texts.entries()) {
    const { subject, layer, verdict } = rows.find(({ id }) => id === shown[at])!;
    for (const said of [subject.shortName, layerText(layer ?? verdict)]) {
      if (!text.includes(said)) {
        throw new Error(`row ${at + 1} shows “${text}”, the command line says ${said}`);
      }
    }
  }
  const path = await page.getByTestId(testIds.ribbon).innerText();
  const chain = rows[0].chain.map(({ func }) => func?.shortName ?? '');
  if (!path.includes(rows[0].subject.shortName) || !chain.some((name) => name !== '' && path.includes(name))) {
    throw new Error(`the ribbon shows “${path}”, the command line's path is ${chain.join(' › ')}`);
  }
  const panel = await page.getByTestId(testIds.panel).innerText();
  if (!/Hidden 0(\.0+)?\s?%/.test(panel)) {
    throw new Error('the panel hides a part of the profile, so it did not draw the whole of it');
  }
}

/** Under trace: ms of the longest task of our code after the answer, and of scripting from a click to the new ribbon. */
export async function tasksOfOurs(
  browser: Browser,
  address: string,
  search: string
): Promise<{ readonly longestTaskMs: number; readonly clickMs: number }> {
  const page = await freshPage(browser);
  await browser.startTracing(page, { categories });
  try {
    const { drawnMs, answerMs } = await load(page, address, search, 'ours');
    await page.waitForTimeout(SETTLE_MS);
    const ribbon = page.getByTestId(testIds.ribbon);
    const before = await ribbon.innerText();
    await page.evaluate(
      ([testId, mark]) => {
        const draw = document.querySelector(`[data-testid="${testId}"]`)!.parentElement!;
        const observer = new MutationObserver(() => {
          observer.disconnect();
          performance.mark(mark!);
        });
        observer.observe(draw, { childList: true, subtree: true, characterData: true });
      },
      [testIds.ribbon, CLICKED_MARK]
    );
    await page.getByTestId(testIds.row).nth(1).click();
    await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, CLICKED_MARK);
    if ((await ribbon.innerText()) === before) {
      throw new Error('a click on the second row did not change the ribbon');
    }
    await page.waitForTimeout(SETTLE_MS / 3);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    return {
      longestTaskMs: longestTasks(traceEvents, DRAWN_MARK, drawnMs - answerMs).longestTaskOfOursMs,
      clickMs: scriptingAfterClick(traceEvents, CLICKED_MARK),
    };
  } finally {
    await page.context().close();
  }
}
