/** Everything by keyboard: from the table to the ribbon and back, without a pointer. */
import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';
import { evidenceTestIds } from '../../../src/panel/evidence/testIds';
import { redTestIds } from '../../../src/panel/red/testIds';
import { searchTestIds } from '../../../src/panel/search/testIds';
import { testIds } from '../../../src/panel/testIds';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

/** Tab presses from the page's start to the table at most. */
const tabLimit = 80;

const waitForFocusOn = (page: Page, testId: string) =>
  page.waitForFunction((id) => document.activeElement?.getAttribute('data-testid') === id, testId);

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
  {
    name: 'each key of the cheat sheet does in the table what the sheet says, and Escape gives the place back',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      const { keyboard } = page;
      const status = panel.root.getByTestId(testIds.status);
      const row = async () => (await panel.focused()).text;
      await panel.rows.first().focus();
      const first = await row();

      await keyboard.press('End');
      const last = await row();
      assert.notEqual(last, first);
      await keyboard.press('ArrowDown');
      assert.equal(await row(), last, 'below the last row there is none');
      await keyboard.press('Home');
      assert.equal(await row(), first);
      await keyboard.press('ArrowDown');
      const second = await row();
      await keyboard.press('Space');
      await panel.table
        .locator('tr[aria-selected="true"]')
        .filter({ hasText: second.slice(0, 4) })
        .waitFor();
      const name = await panel.ribbonSubject();
      assert.ok(second.startsWith(name), `${name} is drawn, ${second} was chosen`);
      await status.filter({ hasText: `${name} selected. Fix layer` }).waitFor();

      await keyboard.press('c');
      await status.filter({ hasText: `${name} copied.` }).waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), new RegExp(`${name}$`));

      await page.evaluate(() => navigator.clipboard.writeText(''));
      await panel.root.getByTestId(searchTestIds.open).focus();
      await keyboard.press('c');
      await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
      await panel.row(name).focus();

      await keyboard.press('m');
      await page.getByRole('menu').waitFor();
      await keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await waitForFocusOn(page, testIds.row);
      assert.equal(await row(), second, 'after the menu');

      await keyboard.press('?');
      await page.getByTestId(testIds.cheatSheet).waitFor();
      await keyboard.press('Escape');
      await page.getByTestId(testIds.cheatSheet).waitFor({ state: 'detached' });
      await waitForFocusOn(page, testIds.row);
      assert.equal(await row(), second, 'after the cheat sheet');

      await keyboard.press('/');
      const input = page.getByTestId(searchTestIds.input);
      await input.waitFor();
      await keyboard.type('t?');
      assert.equal(await input.inputValue(), 't?', 'what is typed is text');
      await keyboard.press('Escape');
      await input.waitFor({ state: 'detached' });
      await waitForFocusOn(page, testIds.row);
      assert.equal(await row(), second, 'after the search');
    },
  },
  {
    name: 't turns to the entry points and back; they have the keys of rows',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      const { keyboard } = page;
      await panel.row('Normalize').click();
      await panel.row('Normalize').focus();
      await keyboard.press('t');
      await waitForFocusOn(page, testIds.entryPoint);
      const first = (await panel.focused()).text;
      await keyboard.press('ArrowDown');
      const entry = (await panel.focused()).text;
      assert.notEqual(entry, first);
      await keyboard.press('m');
      await page.getByRole('menuitem', { name: 'Copy function name' }).waitFor();
      assert.equal(await page.getByRole('menuitem', { name: /^Mute/ }).count(), 0, 'an entry point is no row to mute');
      await keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await waitForFocusOn(page, testIds.entryPoint);
      assert.equal((await panel.focused()).text, entry, 'after the menu');
      await keyboard.press('t');
      await waitForFocusOn(page, testIds.row);
      assert.match((await panel.focused()).text, /^Normalize/);
    },
  },
  {
    name: '↑ and ↓ on a step lead the path through its other callers and back, and the step keeps the focus',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      const { keyboard } = page;
      const bar = panel.root.getByTestId(testIds.routeBar);
      await panel.row('Normalize').click();
      await panel.row('Normalize').press('Enter');
      await waitForFocusOn(page, testIds.ribbonStep);
      const main = await panel.ribbon.innerText();
      const step = (await panel.focused()).text;
      await keyboard.press('ArrowDown');
      await bar.filter({ hasText: /through .*, \d/ }).waitFor();
      const said = panel.root.getByTestId(testIds.routeStatus);
      await said.filter({ hasText: /^Path through .* Caller 2 of \d+\.$/ }).waitFor();
      assert.notEqual(await panel.ribbon.innerText(), main);
      assert.equal((await panel.focused()).text.slice(0, 9), step.slice(0, 9), 'the focus left the step');
      await keyboard.press('ArrowUp');
      await bar.waitFor({ state: 'detached' });
      assert.equal(await panel.ribbon.innerText(), main);
      assert.equal((await panel.focused()).text, step);
    },
  },
  {
    name: 'Escape closes one thing at a time: the card of a step, then the path',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      const { keyboard } = page;
      await panel.rows.first().focus();
      await keyboard.press('Enter');
      await waitForFocusOn(page, testIds.ribbonStep);
      const step = (await panel.focused()).text;
      await keyboard.press('ArrowLeft');
      assert.notEqual((await panel.focused()).text, step);
      await keyboard.press('ArrowRight');
      assert.equal((await panel.focused()).text, step);
      await keyboard.press('Enter');
      const copyName = page.getByRole('button', { name: 'Copy name' });
      await copyName.waitFor();
      await keyboard.press('Escape');
      await copyName.waitFor({ state: 'detached' });
      await waitForFocusOn(page, testIds.ribbonStep);
      assert.equal((await panel.focused()).text, step, 'after the card');
      await keyboard.press('Escape');
      await waitForFocusOn(page, testIds.row);
    },
  },
  {
    name: 'a list and a question close with Escape, and give the place back to their buttons',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      const { keyboard } = page;
      await panel.root.getByTestId(redTestIds.slowButton).focus();
      await keyboard.press('Enter');
      const list = page.getByTestId(redTestIds.slowList);
      await list.waitFor();
      await keyboard.press('ArrowDown');
      await keyboard.press('Escape');
      await list.waitFor({ state: 'detached' });
      await waitForFocusOn(page, redTestIds.slowButton);

      await panel.showByLabel.focus();
      await keyboard.press('Enter');
      await panel.labelAnswer.waitFor();
      await panel.labelRows.first().locator('a, button').first().focus();
      await keyboard.press('Escape');
      await panel.labelAnswer.waitFor({ state: 'detached' });
      await waitForFocusOn(page, evidenceTestIds.showByLabel);
    },
  },
];
