/** Everything by keyboard: from the table to the ribbon and back, without a pointer. */
import assert from 'node:assert/strict';
import { testIds } from '../../../src/panel/testIds';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

/** Tab presses from the page's start to the table at most. */
const tabLimit = 80;

export const keyboardTests: readonly BrowserTest[] = [
  {
    name: 'Tab reaches the table, Enter goes to the ribbon, Escape comes back to the same row',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      for (let presses = 0; (await panel.focused()).testId !== testIds.row; presses++) {
        assert.ok(presses < tabLimit, 'the table was not reached by Tab');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const row = (await panel.focused()).text;
      await page.keyboard.press('Enter');
      await page.waitForFunction(
        (id) => document.activeElement?.getAttribute('data-testid') === id,
        testIds.ribbonStep
      );
      assert.ok(
        row.includes(await panel.ribbonSubject()),
        `the ribbon shows ${await panel.ribbonSubject()}, the row was ${row}`
      );

      const step = (await panel.focused()).text;
      await page.keyboard.press('Home');
      assert.notEqual((await panel.focused()).text, step);
      await page.keyboard.press('e');
      assert.match((await panel.focused()).text, /Edit here/);

      await page.keyboard.press('Escape');
      await page.waitForFunction((id) => document.activeElement?.getAttribute('data-testid') === id, testIds.row);
      assert.equal((await panel.focused()).text, row);
    },
  },
  {
    name: 'a row opens and closes with the arrow keys',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      await panel.rows.first().focus();
      await page.keyboard.press('ArrowRight');
      await panel.table.locator('tr[aria-expanded="true"]').waitFor();
      await page.keyboard.press('ArrowLeft');
      await panel.table.locator('tr[aria-expanded="true"]').waitFor({ state: 'detached' });
    },
  },
];
