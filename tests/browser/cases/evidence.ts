/** From a function to the traces through it, and to the label that it is worst for. */
import assert from 'node:assert/strict';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

export const evidenceTests: readonly BrowserTest[] = [
  {
    name: 'the slowest traces through a function: share of each request, a link to the trace, a way into the request',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      await panel.dots.first().waitFor();
      await panel.row('Normalize').click();
      await panel.showTraces.click();
      await panel.tracesNote.waitFor();
      assert.match(
        await panel.tracesNote.innerText(),
        /\d+ of \d+ routes run it\. Of their \d+ slowest requests in view [1-9]\d* do/
      );
      const rows = await panel.traceRows.allInnerTexts();
      assert.ok(rows.length > 0);
      assert.match(rows[0], /s\s.*ms/s);
      const href = (await panel.traceRows.first().getByRole('link').getAttribute('href')) ?? '';
      assert.match(decodeURIComponent(href), /"query":"[0-9a-f]{32}"/);
      await panel.traceRows.first().getByRole('button').click();
      await panel.chip.waitFor();
    },
  },
  {
    name: 'by label: a function that one version and one route run is told by it, per second and per request',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open({ show: 'whole' });
      // The newest version is read alone, and does not run the function any more.
      await page.getByRole('button', { name: 'All together' }).click();
      await panel.row('compile').click();
      await panel.showByLabel.click();
      await panel.labelAnswer.waitFor();
      assert.match(await panel.labelAnswer.innerText(), /2 values of version/);
      const rows = (await panel.labelRows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
      assert.match(rows[0], /^1\.4\.0 .*ms/);
      assert.equal(await panel.overflow(), 0);
    },
  },
];
