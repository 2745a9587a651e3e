/** A region of dots compared with the other requests, on the recorded incident. */
import assert from 'node:assert/strict';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

export const brushTests: readonly BrowserTest[] = [
  {
    name: 'brushing the checkouts over 1 s puts fraud.hashHistory first among the differences',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      await panel.dots.first().waitFor();
      await panel.brush({ fromX: 0.01, toX: 0.99, fromSeconds: 1, toSeconds: 20 });
      await panel.comparisonAnswer.waitFor();
      assert.match(await panel.comparisonAnswer.innerText(), /hashHistory.*more CPU each.*the rest is waiting/s);
      assert.match((await panel.comparisonRows.allInnerTexts())[0], /hashHistory/);
      assert.match(await panel.comparison.innerText(), /at most|here, .* others of/);
      assert.equal(await panel.overflow(), 0);

      await panel.closeComparison();
      assert.equal(await panel.comparison.count(), 0);
    },
  },
  {
    name: 'brushing half of the time, slow and fast alike, finds no difference',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      await panel.dots.first().waitFor();
      // A level drag takes every duration.
      await panel.brush({ fromX: 0.02, toX: 0.5, fromSeconds: 0.3, toSeconds: 0.3 });
      await panel.comparisonAnswer.waitFor();
      assert.match(await panel.comparisonAnswer.innerText(), /^No difference/);
    },
  },
  {
    name: 'the list of slow requests compares them by keyboard alone; Escape while drawing draws nothing',
    async run({ demo, open }) {
      const page = await open();
      const panel = await new HostPage(page, demo).open();
      await panel.dots.first().waitFor();
      await panel.compareSlowByKeyboard();
      await panel.comparisonAnswer.waitFor();
      assert.match(await panel.comparisonAnswer.innerText(), /hashHistory/);
      await panel.closeComparison();

      await panel.brush({ fromX: 0.1, toX: 0.4, fromSeconds: 1, toSeconds: 20 }, { cancel: true });
      assert.equal(await panel.comparison.count(), 0);
      assert.equal(await panel.chip.count(), 0);
    },
  },
];
