/** The same answer at every width that the panel is drawn for. */
import assert from 'node:assert/strict';
import { testIds } from '../../../src/panel/testIds';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest, type Session } from '../runner';
import { heightInView } from '../states/inView';

const widthTests: readonly BrowserTest[] = [1200, 700, 420].map((width) => ({
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

/** px of a line of text, at least */
const LINE = 16;

const heightTests: readonly BrowserTest[] = [
  ...[200, 320, 450].map((height) => ({
    name: `in a panel of ${height} px height the row to begin with is in view${height < 320 ? '' : ', and the sentence that names the edit'}`,
    async run({ demo, open }: Session) {
      const host = new HostPage(await open({ width: 1200 }), demo);
      await host.setPanelHeight(height);
      const panel = await host.open();
      await panel.root
        .getByTestId(testIds.waiting)
        .filter({ hasText: /waiting/ })
        .waitFor();
      assert.ok((await heightInView(panel.rows.first())) >= LINE, 'no row is in view');
      if (height >= 320) {
        assert.ok((await heightInView(panel.answer)) >= LINE, 'the sentence is not in view');
      }
    },
  })),
  {
    name: 'what opens below the answer moves nothing above it, and is in view',
    async run({ demo, open }) {
      const panel = await new HostPage(await open({ width: 1200 }), demo).open();
      await panel.root
        .getByTestId(testIds.waiting)
        .filter({ hasText: /Mostly waiting/ })
        .waitFor();
      const tableHeight = async () => (await panel.table.locator('..').boundingBox())?.height;
      const before = await tableHeight();
      await panel.showTraces.click();
      await panel.tracesNote.waitFor();
      assert.equal(await tableHeight(), before);
      assert.ok((await heightInView(panel.traceRows.first())) >= LINE, 'the traces are not in view');
    },
  },
];

export const sizeTests: readonly BrowserTest[] = [...widthTests, ...heightTests];
