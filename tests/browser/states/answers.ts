/** States of the first answer: table, ribbon, reasons and what opens from them. */
import assert from 'node:assert/strict';
import { searchTestIds } from '../../../src/panel/search/testIds';
import { testIds } from '../../../src/panel/testIds';
import { redTestIds } from '../../../src/panel/red/testIds';
import { heightInView } from './inView';
import { type PanelState, type Stage } from './state';

/** Zones above and below the table come after it. */
export async function openIncident({ host, panel, theme }: Stage, query: Record<string, string> = {}): Promise<void> {
  await host.open({ theme, ...query });
  await panel.root.getByTestId(testIds.ways).or(panel.root.getByTestId(testIds.why)).first().waitFor();
  await panel.root.getByTestId(redTestIds.strip).waitFor();
  await panel.root
    .getByTestId(testIds.waiting)
    .filter({ hasNotText: /^Reading/ })
    .waitFor();
}

/** The incident with the keyboard's place on a row, then the keys. */
async function pressOnRow(stage: Stage, at: number, ...keys: readonly string[]): Promise<void> {
  await openIncident(stage);
  await stage.panel.rows.nth(at).focus();
  for (const key of keys) {
    await stage.page.keyboard.press(key);
  }
}

async function searchFor(stage: Stage, pattern: string): Promise<void> {
  await pressOnRow(stage, 0, '/');
  await stage.page.getByTestId(searchTestIds.input).fill(pattern);
}

export const answerStates: readonly PanelState[] = [
  { name: 'answer', shows: 'the answer on the recorded incident, as the page opens', reach: openIncident },
  {
    name: 'row-open',
    shows: 'a row with its callers and callees',
    async reach(stage) {
      await pressOnRow(stage, 0, 'ArrowRight');
      const detail = stage.panel.table.getByTestId(testIds.rowDetail);
      await detail.waitFor();
      assert.ok((await heightInView(detail)) > 40, 'what was opened is not in view');
    },
  },
  {
    name: 'row-menu',
    isAnchored: true,
    shows: 'the menu of a row',
    async reach(stage) {
      await pressOnRow(stage, 1, 'm');
      await stage.page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'callers-list',
    isBehindCard: true,
    shows: "the callers of a step, behind the ribbon's badge",
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.row('Normalize').click();
      await stage.panel.ribbon.getByTestId(testIds.callersBadge).first().click();
    },
  },
  {
    name: 'other-path',
    shows: 'the path through a caller that was chosen in the list',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.row('Normalize').click();
      await stage.panel.ribbon.getByTestId(testIds.callersBadge).first().click();
      await stage.page.getByTestId(testIds.callersList).getByRole('radio').nth(1).check();
      await stage.panel.root
        .getByTestId(testIds.routeBar)
        .filter({ hasText: /through .*, \d/ })
        .waitFor();
      await stage.page.keyboard.press('Escape');
      await stage.page.getByTestId(testIds.callersList).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'top-down',
    shows: 'the entry points that own the selected function',
    async reach(stage) {
      await pressOnRow(stage, 0, 't');
      await stage.panel.root.getByTestId(testIds.topDown).waitFor();
    },
  },
  {
    name: 'gc-ledger',
    shows: 'an allocating function with the ledger of its garbage collection',
    async reach(stage) {
      await openIncident(stage);
      await stage.panel.rows.filter({ hasText: 'report' }).first().click();
      await stage.panel.ledger.waitFor();
    },
  },
  {
    name: 'search',
    shows: 'functions found by a pattern, and what they cost together',
    async reach(stage) {
      await searchFor(stage, 'regexp\\.');
      await stage.page.getByTestId(searchTestIds.union).filter({ hasText: 'Each sample counts once' }).waitFor();
    },
  },
  {
    name: 'hidden',
    shows: 'the answer without the stacks that a user hid',
    async reach(stage) {
      await searchFor(stage, 'regexp\\.');
      await stage.page.getByRole('button', { name: /^Hide stacks through all/ }).click();
      await stage.page.getByTestId(searchTestIds.chips).filter({ hasText: 'that is left' }).waitFor();
    },
  },
  {
    name: 'cheat-sheet',
    shows: 'the keys',
    async reach(stage) {
      await pressOnRow(stage, 0, '?');
      await stage.page.getByTestId(testIds.cheatSheet).waitFor();
    },
  },
];
