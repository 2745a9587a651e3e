/** Opens a state in a theme, draws it at each width of the panel, and waits each time until nothing moves. */
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { type RunningDemo, startDemo } from '../demo';
import { HostPage } from '../pages/HostPage';
import { NAVIGATION_LIMIT_MS } from '../runner';
import { CANVAS_PADDING, type PanelState, type Stage } from './state';
import { type Opening } from './views';

/** After the last change of the page's own: charts and lines that come after the table. */
const QUIET_MS = 700;
const QUIET_LIMIT_MS = 15_000;

/** The demos that states need: the recording's, which is given, and one for each set of files, started when first asked for. */
export class Demos {
  private readonly byFiles = new Map<string, Promise<RunningDemo>>();

  constructor(private readonly recorded: string) {}

  async addressFor({ files }: PanelState): Promise<string> {
    if (!files) {
      return this.recorded;
    }
    const key = files.join('\n');
    const demo = this.byFiles.get(key) ?? startDemo(files);
    this.byFiles.set(key, demo);
    return (await demo).address;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.byFiles.values()].map(async (demo) => (await demo).stop()));
  }
}

/** In narrow pages the tiles stand one above another: high enough that the panel is in the window. */
const windowOf = (width: number) => ({ width: width + CANVAS_PADDING, height: width < 800 ? 2400 : 1400 });

/**
 * @param page  new; its width becomes that of the panel
 * @param see  called at each width, when the state stands there
 */
export async function visit(
  page: Page,
  address: string,
  state: PanelState,
  { theme, widths }: Opening,
  see: (stage: Stage, width: number) => Promise<void>
): Promise<void> {
  const host = new HostPage(page, address);
  const stage: Stage = { page, host, panel: host.panel, theme };
  if (state.height !== undefined) {
    await host.setPanelHeight(state.height);
  }
  for (const [index, width] of widths.entries()) {
    await page.setViewportSize(windowOf(width));
    if (index === 0) {
      await state.reach(stage);
    }
    await settle(page);
    await see(stage, width);
  }
}

/** Until the document has not changed for a while: what is read after the table comes without a mark of its own. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(
    ([quietMs, limitMs]) =>
      new Promise<void>((resolve) => {
        const done = () => {
          observer.disconnect();
          clearTimeout(limit);
          resolve();
        };
        let timer = setTimeout(done, quietMs);
        const limit = setTimeout(done, limitMs);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quietMs);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    [QUIET_MS, QUIET_LIMIT_MS] as const
  );
}

/**
 * A context as tests and pictures see pages. Pages of one context share what they have read of the plugins' code, which is
 * most of a page's time to load.
 */
export async function openContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ timezoneId: 'UTC', reducedMotion: 'reduce' });
  context.setDefaultNavigationTimeout(NAVIGATION_LIMIT_MS);
  // tsx keeps the names of inner functions through a helper of its own, which a page does not have.
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  return context;
}
