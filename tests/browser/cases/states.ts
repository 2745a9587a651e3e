/** Every state of the panel: drawn, nothing beside it, no text cut, axe (WCAG 2.1 A and AA) without a finding. */
import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { testIds } from '../../../src/panel/testIds';
import { type BrowserTest } from '../runner';
import { panelStates } from '../states';
import { type PanelState } from '../states/state';
import { clippedTexts } from '../states/clippedTexts';
import { viewsOf } from '../states/views';
import { Demos, openPage, visit } from '../states/visit';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** The rest of the page is Grafana's components. */
async function assertAccessible(page: Page, { isBehindCard, isFaded }: PanelState): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(`[data-testid="${testIds.panel}"]`)
    .withTags(tags)
    // The rule does not see that the open card keeps the focus from what it hides.
    .disableRules([...(isBehindCard ? ['aria-hidden-focus'] : []), ...(isFaded ? ['color-contrast'] : [])])
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)
  );
  assert.equal(found.length, 0, `${found.length} violations\n${found.slice(0, 5).join('\n')}`);
}

/** @param full  at every width and in all themes */
export function stateTests({ full }: { readonly full: boolean }): readonly BrowserTest[] {
  return panelStates.flatMap((state) =>
    viewsOf(state, { full }).map((view): BrowserTest => ({
      name: `${state.shows} (${state.name}, ${view.theme}, ${view.width} px)`,
      async run({ demo, browser }) {
        const demos = new Demos(demo);
        const page = await openPage(browser);
        try {
          const { panel } = await visit(page, await demos.addressFor(state), state, view);
          assert.ok((await panel.overflow()) <= 0, `the page is ${await panel.overflow()} px wider than the window`);
          assert.deepEqual(await clippedTexts(page), []);
          await assertAccessible(page, state);
        } finally {
          await page.context().close();
          await demos.stop();
        }
      },
    }))
  );
}
