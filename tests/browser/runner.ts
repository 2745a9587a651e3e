/** A runner of its own: named tests in order, one browser, a time limit a test, a picture of the page where one fails. */
import fs from 'node:fs';
import path from 'node:path';
import { type Browser, type Page } from 'playwright-core';

export interface Session {
  readonly browser: Browser;
  /** Address of the running demo, without a slash at the end. */
  readonly demo: string;
  /** A new page of its own context; closed after the test. */
  open(options?: PageOptions): Promise<Page>;
}
export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
}
export interface BrowserTest {
  /** A sentence about behaviour. */
  readonly name: string;
  /** Two minutes where it says nothing: a busy machine takes many times what a quiet one does. */
  readonly limitMs?: number;
  run(session: Session): Promise<void>;
}

const testLimitMs = 120_000;
/** A page that loads on a busy machine. */
export const NAVIGATION_LIMIT_MS = 90_000;
const artifacts = path.resolve(__dirname, '../../test-artifacts');

function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limitMs / 1000} s`)), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

async function keepPicture(page: Page, name: string): Promise<string> {
  fs.mkdirSync(artifacts, { recursive: true });
  const file = path.join(artifacts, `${name.replace(/[^\w]+/g, '-').slice(0, 80)}.png`);
  // Of what is in view: a picture of the whole page changes the window's size, and panels are drawn anew for it.
  await page.screenshot({ path: file }).catch(() => undefined);
  return path.relative(process.cwd(), file);
}

/** What went wrong in the page itself; a test that passes with a thrown error in the console has not passed. */
function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}

export async function runTests(
  browser: Browser,
  demo: string,
  tests: readonly BrowserTest[]
): Promise<{ passed: number; failed: number }> {
  const counts = { passed: 0, failed: 0 };
  for (const { name, run, limitMs = testLimitMs } of tests) {
    const pages: Array<{ page: Page; errors: string[] }> = [];
    const startedMs = performance.now();
    const open: Session['open'] = async ({ width = 1400, height = 1100 } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
      });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      context.setDefaultNavigationTimeout(NAVIGATION_LIMIT_MS);
      const page = await context.newPage();
      pages.push({ page, errors: watchErrors(page) });
      return page;
    };
    const seconds = () => ((performance.now() - startedMs) / 1000).toFixed(1);
    try {
      await withLimit(run({ browser, demo, open }), limitMs);
      const thrown = pages.flatMap(({ errors }) => errors);
      if (thrown.length > 0) {
        throw new Error(`the page threw: ${thrown.join(' | ')}`);
      }
      counts.passed += 1;
      process.stdout.write(`ok   ${name} (${seconds()} s)\n`);
    } catch (error) {
      counts.failed += 1;
      const pictures = await Promise.all(pages.map(({ page }) => keepPicture(page, name)));
      process.stdout.write(
        `FAIL ${name} (${seconds()} s)\n     ${(error as Error).message}\n     ${pictures.join(' ')}\n`
      );
    } finally {
      await Promise.all(pages.map(({ page }) => page.context().close()));
    }
  }
  return counts;
}
