/** axe, WCAG 2.1 A and AA, on the panel in each of its states and both themes. The rest of the page is Grafana's components. */
import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { testIds } from '../../../src/panel/testIds';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(`[data-testid="${testIds.panel}"]`)
    .withTags(tags)
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)
  );
  assert.equal(found.length, 0, `${found.length} violations\n${found.slice(0, 5).join('\n')}`);
}

export const accessibilityTests: readonly BrowserTest[] = ['dark', 'light'].flatMap((theme): BrowserTest[] => [
  {
    name: `axe finds nothing in the panel as it opens and with a row opened, ${theme}`,
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open({ theme });
      await panel.dots.first().waitFor();
      await panel.rows.first().focus();
      await page.keyboard.press('ArrowRight');
      await panel.table.locator('tr[aria-expanded="true"]').waitFor();
      await assertAccessible(page);
    },
  },
  {
    name: `axe finds nothing in the panel on one request, ${theme}`,
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open({ theme });
      await panel.openSlowest();
      await panel.caution.waitFor();
      await panel.ribbon.waitFor();
      await assertAccessible(page);
    },
  },
  {
    name: `axe finds nothing in the panel at 420 px, ${theme}`,
    async run({ demo, open }) {
      const page = await open({ width: 420 });
      await new HostPage(page, demo).open({ theme });
      await assertAccessible(page);
    },
  },
]);
