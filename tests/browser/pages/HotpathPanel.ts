/** Page object of the panel: what a user reads and does, no selectors in the tests. */
import { type Locator, type Page } from 'playwright-core';
import { redTestIds } from '../../../src/panel/red/testIds';
import { scopeTestIds } from '../../../src/panel/scope/testIds';
import { testIds } from '../../../src/panel/testIds';

/** The recording must be answered, analysed and drawn within this time of loading. */
const drawnLimitMs = 10_000;

export class HotpathPanel {
  readonly root: Locator;
  readonly table: Locator;
  readonly rows: Locator;
  readonly ribbon: Locator;
  readonly answer: Locator;
  readonly dots: Locator;
  readonly chip: Locator;
  readonly emptyZones: Locator;
  readonly ledger: Locator;
  readonly caution: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId(testIds.panel);
    this.table = this.root.getByTestId(testIds.table);
    this.rows = this.table.getByTestId(testIds.row);
    this.ribbon = this.root.getByTestId(testIds.ribbon);
    this.answer = this.root.getByTestId(testIds.answer);
    this.dots = this.root.getByTestId(redTestIds.dot);
    this.chip = this.root.getByTestId(scopeTestIds.requestChip);
    this.caution = this.root.getByTestId('fixlayer-request-caution');
    this.ledger = this.root.getByTestId(testIds.ledger);
    this.emptyZones = this.root.getByTestId(testIds.emptyZone);
  }

  async waitUntilDrawn(limitMs = drawnLimitMs): Promise<this> {
    await this.ribbon.waitFor({ timeout: limitMs });
    return this;
  }

  /** The text of every table row, one line each. */
  async rowTexts(): Promise<string[]> {
    return (await this.rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  }

  async showAll(): Promise<void> {
    const button = this.root.getByTestId(testIds.showAll);
    if ((await button.count()) > 0 && (await button.innerText()) === 'Show all') {
      await button.click();
    }
  }

  row(text: string): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** Name of the function whose path is drawn. */
  async ribbonSubject(): Promise<string> {
    const label = (await this.ribbon.locator('ol').getAttribute('aria-label')) ?? '';
    return label.replace(/^Call path of (.*), root to leaf$/, '$1');
  }

  async ribbonSteps(): Promise<string[]> {
    return (await this.ribbon.getByTestId(testIds.ribbonStep).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  }

  async selectedRow(): Promise<string> {
    return this.table.locator('tr[aria-selected="true"]').first().innerText();
  }

  /** Opens the slowest request of the list; @returns its text */
  async openSlowest(): Promise<string> {
    await this.root.getByTestId(redTestIds.slowButton).click();
    const first = this.page.getByTestId(redTestIds.slowList).getByRole('button').first();
    const text = await first.innerText();
    await first.click();
    return text;
  }

  async closeRequest(): Promise<void> {
    await this.chip.getByRole('button').click();
  }

  /** Test id and role of the element that has the keyboard. */
  async focused(): Promise<{ testId: string | null; text: string }> {
    return this.page.evaluate(() => ({
      testId: document.activeElement?.getAttribute('data-testid') ?? null,
      text: (document.activeElement?.textContent ?? '').replace(/\s+/g, ' '),
    }));
  }

  /** Whether any text or control of the panel lies outside of the page's width. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
