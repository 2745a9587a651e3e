/** The same answer at every width that the panel is drawn for. */
import assert from 'node:assert/strict';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

export const sizeTests: readonly BrowserTest[] = [1200, 700, 420].map((width) => ({
  name: `at ${width} px the answer is readable and nothing lies beside the page`,
  async run({ demo, open }) {
    const panel = await new HostPage(await open({ width, height: 1400 }), demo).open();
    // Narrow tables have no column for the place; the sentence under them names it.
    assert.match((await panel.rowTexts())[0] ?? '', /\bCaller\b/);
    assert.match(await panel.answer.innerText(), /ApplyRules/);
    assert.ok((await panel.overflow()) <= 0, `the page is ${await panel.overflow()} px wider than the window`);
    await panel.rows.nth(1).click();
    assert.ok((await panel.selectedRow()).includes(await panel.ribbonSubject()));
  },
}));
