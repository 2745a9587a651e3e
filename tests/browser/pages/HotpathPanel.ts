/** Page object of the panel: what a user reads and does, no selectors in the tests. */
import { type Locator, type Page } from 'playwright-core';
import { brushTestIds } from '../../../src/panel/brush/testIds';
import { evidenceTestIds } from '../../../src/panel/evidence/testIds';
import { redTestIds } from '../../../src/panel/red/testIds';
import { scopeTestIds } from '../../../src/panel/scope/testIds';
import { testIds } from '../../../src/panel/testIds';

/** A busy machine takes many times the usual three seconds; how long it takes is measured (measure.ts), not tested. */
const drawnLimitMs = 45_000;

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
  readonly changes: Locator;
  readonly compareForm: Locator;
  readonly comparison: Locator;
  readonly comparisonAnswer: Locator;
  readonly comparisonRows: Locator;
  readonly showTraces: Locator;
  readonly tracesNote: Locator;
  readonly showByLabel: Locator;
  readonly labelAnswer: Locator;
  readonly traceRows: Locator;
  readonly labelRows: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId(testIds.panel);
    this.table = this.root.getByTestId(testIds.table);
    this.rows = this.table.getByTestId(testIds.row);
    this.ribbon = this.root.getByTestId(testIds.ribbon);
    this.answer = this.root.getByTestId(testIds.answer);
    this.dots = this.root.getByTestId(redTestIds.dot);
    this.chip = this.root.getByTestId(scopeTestIds.requestChip);
    this.caution = this.root.getByTestId('fixlayer-request-caution');
    this.changes = this.root.getByTestId(testIds.changeBar);
    this.compareForm = this.root.getByTestId(testIds.compareForm);
    this.comparison = this.root.getByTestId(brushTestIds.card);
    this.comparisonAnswer = this.comparison.getByTestId(brushTestIds.answer);
    this.comparisonRows = this.comparison.getByTestId(brushTestIds.row);
    this.showTraces = this.root.getByTestId(evidenceTestIds.showTraces);
    this.tracesNote = this.root.getByTestId(evidenceTestIds.tracesNote);
    this.showByLabel = this.root.getByTestId(evidenceTestIds.showByLabel);
    this.labelAnswer = this.root.getByTestId(evidenceTestIds.labelAnswer);
    this.traceRows = this.root.getByTestId(evidenceTestIds.traceRow);
    this.labelRows = this.root.getByTestId(evidenceTestIds.labelRow);
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

  /** Compare → another window or label, and which of the two. */
  async openCompareForm(by: 'Another window' | 'Another value of a label'): Promise<void> {
    await this.root.getByTestId(testIds.compare).click();
    await this.page.getByTestId(testIds.compareOther).click();
    await this.compareForm.getByRole('radio', { name: by }).click();
  }

  /** The button that tells how a zone's figures are made. */
  how(of: string): Locator {
    return this.root.getByRole('button', { name: new RegExp(`^How the figures of (${of}) are made$`) });
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

  /**
   * Draws a region over the dots. x: part of the plot's width; y by duration, which the dots' own places tell.
   */
  async brush(
    { fromX, toX, fromSeconds, toSeconds }: { fromX: number; toX: number; fromSeconds: number; toSeconds: number },
    { cancel = false }: { cancel?: boolean } = {}
  ): Promise<void> {
    const plot = this.root.getByTestId(redTestIds.chart('duration')).locator('.u-over');
    const box = await plot.boundingBox();
    const dots = await this.dots.evaluateAll((all) =>
      all.map((dot) => {
        const { top, height } = dot.getBoundingClientRect();
        return { y: top + height / 2, text: dot.getAttribute('aria-label') ?? '' };
      })
    );
    if (!box) {
      throw new Error('there is no duration chart');
    }
    const known = dots.flatMap(({ y, text }) => {
      const [, value, unit] = /([\d.]+)\s(ms|s) at/.exec(text) ?? [];
      return value ? [{ y, log: Math.log(Number(value) * (unit === 'ms' ? 1e-3 : 1)) }] : [];
    });
    const [low, high] = [
      known.reduce((a, b) => (a.log < b.log ? a : b)),
      known.reduce((a, b) => (a.log > b.log ? a : b)),
    ];
    const yOf = (seconds: number) => {
      const y = low.y + ((high.y - low.y) * (Math.log(seconds) - low.log)) / (high.log - low.log);
      return Math.min(box.y + box.height - 1, Math.max(box.y + 1, y));
    };
    const { mouse, keyboard } = this.page;
    await mouse.move(box.x + fromX * box.width, yOf(toSeconds));
    await mouse.down();
    await mouse.move(box.x + ((fromX + toX) / 2) * box.width, yOf(fromSeconds), { steps: 3 });
    await mouse.move(box.x + toX * box.width, yOf(fromSeconds), { steps: 3 });
    if (cancel) {
      await keyboard.press('Escape');
    }
    await mouse.up();
  }

  async compareSlowByKeyboard(): Promise<void> {
    await this.root.getByTestId(redTestIds.slowButton).focus();
    await this.page.keyboard.press('Enter');
    await this.page.getByTestId(brushTestIds.compareSlow).focus();
    await this.page.keyboard.press('Enter');
  }

  async closeComparison(): Promise<void> {
    await this.comparison.getByRole('button', { name: 'Close the comparison' }).click();
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
