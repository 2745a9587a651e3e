/** From a dot to one request's own profile, and back. */
import assert from 'node:assert/strict';
import { type HotpathPanel } from '../pages/HotpathPanel';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

/** The highest dot: the slowest request. */
async function clickHighestDot(panel: HotpathPanel): Promise<void> {
  const tops = await panel.dots.evaluateAll((dots) => dots.map((dot) => dot.getBoundingClientRect().top));
  await panel.dots.nth(tops.indexOf(Math.min(...tops))).click();
}

export const requestTests: readonly BrowserTest[] = [
  {
    name: 'a dot opens the request: a chip with duration and samples, caution, its own table, and a way back',
    async run({ demo, open }) {
      const page = await open();
      const host = new HostPage(page, demo);
      const panel = await host.open();
      await panel.dots.first().waitFor();
      const before = await panel.rowTexts();
      await clickHighestDot(panel);
      await panel.chip.filter({ hasText: /\d sample/ }).waitFor();
      assert.match(await panel.chip.innerText(), /\d(\.\d+)? s/);
      assert.match(await panel.caution.innerText(), /\d+ samples?\..*widen the scope/s);
      await panel.ribbon.waitFor();
      assert.notDeepEqual(await panel.rowTexts(), before);
      await host.waitForQuery(/^fl-\d+-trace$/);

      await panel.rows.first().focus();
      await page.keyboard.press('m');
      await page.getByRole('menuitem', { name: 'Copy finding as Markdown' }).waitFor();
      assert.equal(await page.getByRole('menuitem', { name: /^Mute/ }).count(), 0, "marks are for the service's table");
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });

      await panel.closeRequest();
      await panel.chip.waitFor({ state: 'detached' });
      await panel.waitUntilDrawn();
      assert.deepEqual(await panel.rowTexts(), before);
    },
  },
  {
    name: 'the list of slow requests opens the slowest, and the browser’s Back undoes it',
    async run({ demo, open }) {
      const page = await open();
      const host = new HostPage(page, demo);
      const panel = await host.open();
      await panel.dots.first().waitFor();
      await panel.openSlowest();
      await panel.chip.waitFor();
      await host.waitForQuery(/^fl-\d+-trace$/);
      await page.goBack();
      await panel.chip.waitFor({ state: 'detached' });
      await panel.waitUntilDrawn();
    },
  },
];
