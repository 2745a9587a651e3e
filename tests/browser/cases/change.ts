/** Can CPU explain the objective, and what changed: the lines above the table, on the recorded incident and deploy. */
import assert from 'node:assert/strict';
import { testIds } from '../../../src/panel/testIds';
import { HostPage } from '../pages/HostPage';
import { type HotpathPanel } from '../pages/HotpathPanel';
import { type BrowserTest } from '../runner';

const waitForText = (panel: HotpathPanel, testId: string, text: RegExp) =>
  panel.root.getByTestId(testId).filter({ hasText: text }).waitFor();
const columnTexts = async (panel: HotpathPanel, header: string) => {
  const headers = await panel.table.locator('thead th').allInnerTexts();
  const at = headers.findIndex((text) => text.startsWith(header));
  assert.ok(at >= 0, `no column ${header} in ${headers.join(' | ')}`);
  const cells = await panel.rows.evaluateAll(
    (rows, index) => rows.map((row) => row.children[index]?.textContent ?? ''),
    at
  );
  return cells.map((text) => text.trim());
};

/** The stand-in merges the profiles of eighteen minutes, twice. */
const wholeLimitMs = 40_000;

async function openWhole(host: HostPage, address: string): Promise<HotpathPanel> {
  await host.page.goto(`${address}/?show=whole`);
  return host.panel.waitUntilDrawn(wholeLimitMs);
}

export const changeTests: readonly BrowserTest[] = [
  {
    name: 'the incident: slow requests wait in fraud.DeepScan, CPU per request is ApplyRules',
    async run({ demo, open }) {
      const panel = await new HostPage(await open(), demo).open();
      await waitForText(panel, testIds.waiting, /Mostly waiting: a CPU fix will not move p99\./);
      const line = await panel.root.getByTestId(testIds.waiting).innerText();
      assert.match(line, /The wait is in fraud\.DeepScan/);
      assert.match(line, /median of [345]/);
      const share = Number(/CPU is (\d+)\s%/.exec(line)?.[1]);
      assert.ok(share >= 5 && share <= 25, line);
      assert.match(await panel.answer.innerText(), /pricing\.ApplyRules/);
    },
  },
  {
    name: 'the deploy: the new version is read alone, and ApplyRules is what was saved',
    async run({ demo, open }) {
      const panel = await openWhole(new HostPage(await open(), demo), demo);
      await waitForText(panel, testIds.changeBar, /Against 1\.4\.0, before the deploy/);
      const bar = await panel.root.getByTestId(testIds.changeBar).innerText();
      assert.match(bar, /1\.5\.0 alone, the newest of 2 versions in view/);
      assert.match(bar, /CPU per request −\d+/);
      assert.match(bar, /Saved since: pricing\.ApplyRules/);
      const rows = await panel.rowTexts();
      assert.doesNotMatch(rows[0] ?? '', /ApplyRules/);
      // Only ApplyRules was changed: what costs more by its share alone has not grown.
      const changes = await columnTexts(panel, 'Change');
      assert.deepEqual(
        changes.filter((text) => text.startsWith('New')),
        []
      );
    },
  },
  {
    name: 'before the deploy ApplyRules is what can be saved; the choice of a version is in the address',
    async run({ demo, open }) {
      const host = new HostPage(await open(), demo);
      const panel = await openWhole(host, demo);
      await panel.root.getByTestId(testIds.changeBar).getByRole('button', { name: '1.4.0' }).click();
      await waitForText(panel, testIds.changeBar, /1\.4\.0 alone/);
      await panel.rows.first().filter({ hasText: 'ApplyRules' }).waitFor();
      await host.waitForQuery(/-version$/, /^1\.4\.0$/);
    },
  },
  {
    name: 'rows sort by their change in one click, and a baseline is chosen and put away',
    async run({ demo, open }) {
      const host = new HostPage(await open(), demo);
      const panel = await openWhole(host, demo);
      await waitForText(panel, testIds.changeBar, /Against 1\.4\.0/);
      await panel.root.getByRole('button', { name: 'Sort by change' }).click();
      await panel.table.locator('th[aria-sort="descending"]').filter({ hasText: 'Change' }).waitFor();
      await panel.root.getByTestId(testIds.compare).click();
      await panel.page.getByRole('button', { name: 'No comparison' }).click();
      await panel.table
        .locator('th[aria-sort="descending"]')
        .filter({ hasText: /Worth|saved/ })
        .waitFor();
      await host.waitForQuery(/-base$/, /^off$/);
    },
  },
  {
    name: 'a window and a version of the reader’s own are compared with, named, kept in the address and put away',
    async run({ demo, open }) {
      const host = new HostPage(await open(), demo);
      const panel = await openWhole(host, demo);
      await waitForText(panel, testIds.changeBar, /Against 1\.4\.0, before the deploy/);
      await panel.openCompareForm('Another value of a label');
      await panel.compareForm.getByRole('combobox', { name: 'Label' }).waitFor();
      await panel.compareForm.getByRole('button', { name: 'Compare with this' }).click();
      await waitForText(panel, testIds.changeBar, /Against 1\.4\.0, .*\d\d:\d\d–\d\d:\d\d: CPU per request −/);
      await host.waitForQuery(/-base$/, /^label:version:1\.4\.0$/);
      assert.match(await panel.changes.innerText(), /Costs less: pricing\.ApplyRules/);
      // A window that lies in the one on screen is refused where it is typed.
      await panel.openCompareForm('Another window');
      const to = panel.compareForm.getByPlaceholder('Select date/time').last();
      await to.fill(new Date(Date.now() + 3_600_000).toISOString().slice(0, 19).replace('T', ' '));
      await to.blur();
      await panel.compareForm.getByText(/both sides would hold the same samples/).waitFor();
      assert.ok(await panel.compareForm.getByRole('button', { name: 'Compare with this' }).isDisabled());
      // The date's field has an Escape of its own.
      await panel.compareForm.getByRole('radio').first().focus();
      await panel.page.keyboard.press('Escape');
      await panel.compareForm.waitFor({ state: 'detached' });
      await panel.changes.getByRole('button', { name: /Stop comparing/ }).click();
      await waitForText(panel, testIds.changeBar, /before the deploy/);
    },
  },
  {
    name: 'each zone tells how its figures are made, by keys alone',
    async run({ demo, open }) {
      const panel = await new HostPage(await open(), demo).open();
      const card = panel.page.getByTestId(testIds.howCard);
      const zones = [
        ['the header', [/Hidden or unknown/, /Samples/]],
        ['(?!the header).*', [/Self/, /Ways to fix/, /Path/]],
      ] as const;
      for (const [of, texts] of zones) {
        await panel.how(of).first().focus();
        await panel.page.keyboard.press('Enter');
        await card.waitFor();
        for (const text of texts) {
          assert.match(await card.innerText(), text);
        }
        await panel.page.keyboard.press('Escape');
        await card.waitFor({ state: 'detached' });
      }
    },
  },
  {
    name: 'top-down keeps the selected function and lists who owns it',
    async run({ demo, open }) {
      const host = new HostPage(await open(), demo);
      const panel = await host.open();
      const subject = await panel.ribbonSubject();
      await panel.rows.first().focus();
      await panel.page.keyboard.press('t');
      const topDown = panel.root.getByTestId(testIds.topDown);
      await topDown.waitFor();
      assert.match(await topDown.innerText(), /checkout[\s\S]*Localised\./);
      assert.equal(await panel.ribbonSubject(), subject);
      await host.waitForQuery(/-down$/);
      await host.page.goBack();
      await panel.rows.first().waitFor();
    },
  },
];
