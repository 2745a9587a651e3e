/** axe, WCAG 2.1 A and AA, on the panel in each of its states and both themes. The rest of the page is Grafana's components. */
import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { testIds } from '../../../src/panel/testIds';
import { type HotpathPanel } from '../pages/HotpathPanel';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(`[data-testid="${testIds.panel}"]`).withTags(tags).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
  assert.equal(found.length, 0, `${found.length} violations\n${found.slice(0, 5).join('\n')}`);
}

const states: ReadonlyArray<{ readonly name: string; reach(panel: HotpathPanel, page: Page): Promise<void> }> = [
  { name: 'as it opens', reach: async () => undefined },
  { name: 'with a row opened', reach: async (panel, page) => (await panel.rows.first().focus(), await page.keyboard.press('ArrowRight')) },
  {
    name: 'on one request',
    reach: async (panel) => {
      await panel.openSlowest();
      await panel.chip.filter({ hasText: /\d sample/ }).waitFor();
    },
  },
];

export const accessibilityTests: readonly BrowserTest[] = ['dark', 'light'].flatMap((theme) => [
  ...states.map(({ name, reach }) => ({
    name: `axe finds nothing in the panel ${name}, ${theme}`,
    async run({ demo, open }: Parameters<BrowserTest['run']>[0]) {
      const page = await open();
      const panel = await new HostPage(page, demo).open({ theme });
      await reach(panel, page);
      await assertAccessible(page);
    },
  })),
  {
    name: `axe finds nothing in the panel at 420 px, ${theme}`,
    async run({ demo, open }: Parameters<BrowserTest['run']>[0]) {
      const page = await open({ width: 420 });
      await new HostPage(page, demo).open({ theme });
      await assertAccessible(page);
    },
  },
]);
