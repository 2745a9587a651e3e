/** The page's answer on the recorded incident: which function, which layer, and the path that shows why. */
import assert from 'node:assert/strict';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest, type Session } from '../runner';

/** What was planted in the recorded services (dataset/index.json) → the layer of its fix. */
const planted: ReadonlyArray<[RegExp, string]> = [
  [/\bApplyRules\b/, 'Caller'],
  [/\bNormalize\b/, 'Leaf'],
  [/\bSolve\b/, 'Inside'],
  [/\bMarkdown\b/, 'Callee'],
  [/\bJSON\b/, 'Caller'],
  [/\breport\b/, 'Inside'],
];

function assertRow(rows: readonly string[], name: RegExp, layer: string): void {
  const found = rows.some((row) => name.test(row) && new RegExp(`\\b${layer}\\b`).test(row));
  assert.ok(found, `no row with ${name.source} and ${layer} in:\n${rows.join('\n')}`);
}

/** The incident's rows are read once: reading does not change them. */
let incidentRows: Promise<readonly string[]> | undefined;
const readIncident = ({ demo, open }: Session) =>
  (incidentRows ??= open().then(async (page) => (await new HostPage(page, demo).open()).rowTexts()));

export const answerTests: readonly BrowserTest[] = [
  {
    name: 'the incident is answered first: ApplyRules, at its caller',
    async run({ demo, open }) {
      const panel = await new HostPage(await open(), demo).open();
      const [first] = await panel.rowTexts();
      assert.match(first ?? '', /ApplyRules/);
      assert.match(await panel.answer.innerText(), /ApplyRules/);
      assert.match((await panel.ribbonSteps()).join(' | '), /ApplyRules .*Edit here/);
    },
  },
  ...planted.map(([name, layer]): BrowserTest => ({
    name: `one table row says ${name.source.replaceAll('\\b', '')} and ${layer}`,
    run: async (session) => assertRow(await readIncident(session), name, layer),
  })),
  {
    name: 'the GC ledger of report is in its detail',
    async run({ demo, open }) {
      const panel = await new HostPage(await open(), demo).open();
      await panel.rows.filter({ hasText: 'report' }).filter({ hasText: 'Inside' }).first().click();
      await panel.ledger.waitFor();
    },
  },
  {
    name: 'on the other service, loadShard is fixed at its caller',
    async run({ demo, open }) {
      const panel = await new HostPage(await open(), demo).open({ service: 'catalog' });
      assertRow(await panel.rowTexts(), /\bloadShard\b/, 'Caller');
    },
  },
  {
    name: 'after the fix the first place is another one',
    async run({ demo, open }) {
      const panel = await new HostPage(await open(), demo).open({ show: 'after' });
      assert.doesNotMatch((await panel.rowTexts())[0] ?? '', /ApplyRules/);
    },
  },
  {
    name: 'the ribbon follows the selected row, and so does the address',
    async run({ demo, open }) {
      const page = await open();
      const host = new HostPage(page, demo);
      const panel = await host.open();
      const first = await panel.ribbonSubject();
      const target = panel.rows.nth(2);
      await target.click();
      await page.waitForFunction(
        (before) =>
          !document.querySelector('[aria-label^="Call path of "]')?.getAttribute('aria-label')?.includes(` ${before},`),
        first
      );
      assert.notEqual(await panel.ribbonSubject(), first);
      await host.waitForQuery(/^fl-\d+-row$/);
      const second = await panel.ribbonSubject();
      await page.reload();
      await panel.waitUntilDrawn();
      assert.equal(await panel.ribbonSubject(), second);
      await page.goBack();
      await panel.waitUntilDrawn();
      assert.equal(await panel.ribbonSubject(), first);
    },
  },
];
