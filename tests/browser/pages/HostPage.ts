/** Page object of the host's page: title row, windows, dashboards. */
import { type Locator, type Page } from 'playwright-core';
import { HotpathPanel } from './HotpathPanel';

const OUR_PANEL = 'fixlayer-hotpath-panel';
/** px of a row of Grafana's dashboard grid, and between two. */
const GRID_ROW = 30;
const GRID_GAP = 8;

export class HostPage {
  readonly title: Locator;
  readonly panel: HotpathPanel;

  constructor(
    readonly page: Page,
    private readonly address: string
  ) {
    this.title = page.getByRole('heading', { level: 1 });
    this.panel = new HotpathPanel(page);
  }

  /** @param query as a user's link has it: `show`, `service`, `theme` */
  async open(query: Record<string, string> = {}): Promise<HotpathPanel> {
    await this.begin(query);
    return this.panel.waitUntilDrawn();
  }

  /** The same, without waiting for what may never be drawn. */
  async begin(query: Record<string, string> = {}): Promise<void> {
    await this.page.goto(`${this.address}/?${new URLSearchParams(query)}`);
  }

  async openDashboard(uid: string, query: Record<string, string> = {}): Promise<void> {
    await this.page.goto(`${this.address}/d/${uid}?${new URLSearchParams(query)}`);
    await this.title.waitFor();
  }

  /** Of every panel of ours in the dashboards that are opened afterwards, as an author would set it in edit mode. */
  async setPanelHeight(px: number): Promise<void> {
    await this.page.route('**/api/dashboards/uid/*', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { dashboard: { panels: Array<{ type: string; gridPos: object }> } };
      for (const panel of answer.dashboard.panels) {
        if (panel.type === OUR_PANEL) {
          panel.gridPos = { ...panel.gridPos, h: (px + GRID_GAP) / (GRID_ROW + GRID_GAP) };
        }
      }
      await route.fulfill({ response, json: answer });
    });
  }

  link(name: string): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }

  async refresh(): Promise<void> {
    await this.page.getByTestId('data-testid RefreshPicker run button').click();
  }

  /** A panel's choice is on screen first and in the address after the next paint. */
  async waitForQuery(key: RegExp, value = /./): Promise<void> {
    await this.page.waitForURL(({ searchParams }) =>
      [...searchParams].some(([name, text]) => key.test(name) && value.test(text))
    );
  }

  get query(): URLSearchParams {
    return new URL(this.page.url()).searchParams;
  }
}
