/** Search, filters and what can be copied, with the real worker. */
import assert from 'node:assert/strict';
import { searchTestIds } from '../../../src/panel/search/testIds';
import { testIds } from '../../../src/panel/testIds';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

const plain = (text: string) => text.replace(/\s+/g, ' ');

export const searchTests: readonly BrowserTest[] = [
  {
    name: '/ searches all functions; hiding what was found changes the answer, says how much went, and Back undoes it',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      const before = await panel.answer.innerText();
      await panel.rows.first().focus();
      await page.keyboard.press('/');
      await page.getByTestId(searchTestIds.input).fill('regexp\\.');
      const union = page.getByTestId(searchTestIds.union);
      await union.filter({ hasText: 'Each sample counts once' }).waitFor();
      assert.match(
        plain(await union.innerText()),
        /^\d+ functions, together self [\d.]+ %, cum [\d.]+ %, [\d,]+ samples/
      );
      await page.getByRole('button', { name: /^Hide stacks through all/ }).click();
      const chips = page.getByTestId(searchTestIds.chips);
      await chips.filter({ hasText: 'that is left' }).waitFor();
      assert.match(plain(await chips.innerText()), /Hidden: matching regexp\\\..* \d+ % removed/);
      assert.notEqual(await panel.answer.innerText(), before);
      assert.ok((await panel.overflow()) <= 0);
      await page.goBack();
      await chips.waitFor({ state: 'detached' });
      await panel.answer.filter({ hasText: before }).waitFor();
    },
  },
  {
    name: 'a finding is copied as Markdown with window, time zone and link',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      await panel.root.getByTestId(testIds.copyMarkdown).click();
      await page.getByText('Finding copied.').first().waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(text, /ApplyRules/);
      assert.match(text, /Window: .* to .* \(/);
      assert.match(text, /<http:\/\/127\.0\.0\.1:\d+\/.*from=\d+/);
    },
  },
  {
    name: 'the menu of a row opens at the row with m, inside the window, and gives the focus back',
    async run({ demo, open }) {
      const page = await open({ width: 420, height: 900 });
      const panel = await new HostPage(page, demo).open();
      await panel.rows.nth(1).focus();
      await page.keyboard.press('m');
      const menu = page.getByRole('menu');
      await menu.waitFor();
      const box = await menu.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 420, `the menu is at ${JSON.stringify(box)}`);
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'detached' });
      await page.waitForFunction((id) => document.activeElement?.getAttribute('data-testid') === id, testIds.row);
    },
  },
];
