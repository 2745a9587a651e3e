/** Page object of the host's Explore: one query of the profile datasource, its editor and its result. */
import { type Locator, type Page } from 'playwright-core';

/** From the last packet to the last panel drawn: panels have no mark of their own. */
const SETTLE_MS = 800;

export class ExplorePage {
  readonly editor: Locator;
  readonly result: Locator;
  private readonly finished: Locator;

  constructor(
    private readonly page: Page,
    private readonly address: string
  ) {
    this.editor = page.getByTestId('explore-editor');
    this.result = page.getByTestId('explore-result');
    this.finished = page.locator('[data-testid="explore-result"]:is([data-state="Done"], [data-state="Error"])');
  }

  /** Over the whole recording. Resolves when the query is answered, well or not. */
  async open(query: object, theme: 'dark' | 'light' = 'dark'): Promise<void> {
    const { from, to } = await this.wholeWindow();
    const search = new URLSearchParams({ from, to, theme, query: JSON.stringify(query) });
    await this.page.goto(`${this.address}/explore/fl-pyroscope?${search}`);
    await this.finished.waitFor();
    await this.page.waitForTimeout(SETTLE_MS);
  }

  /** The page without what is empty below it. */
  async capture(file: string): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.evaluate(() => document.fonts.ready);
    const box = await this.result.boundingBox();
    const { width } = this.page.viewportSize() ?? { width: 1200 };
    const height = Math.ceil((box?.y ?? 0) + (box?.height ?? 600)) + 16;
    await this.page.screenshot({ path: file, clip: { x: 0, y: 0, width, height } });
  }

  /** As the demo's own link to it has the window. */
  private async wholeWindow(): Promise<{ from: string; to: string }> {
    const response = await this.page.request.get(`${this.address}/?show=whole`, { maxRedirects: 0 });
    const location = new URL(response.headers().location ?? '', this.address);
    return { from: location.searchParams.get('from') ?? '', to: location.searchParams.get('to') ?? '' };
  }
}
