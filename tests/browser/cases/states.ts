/** Every state of the panel: drawn, nothing beside it, no text cut, axe (WCAG 2.1 A and AA) without a finding. */
import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, type Page } from 'playwright-core';
import { testIds } from '../../../src/panel/testIds';
import { type BrowserTest } from '../runner';
import { panelStates } from '../states';
import { type PanelState } from '../states/state';
import { clippedTexts } from '../states/clippedTexts';
import { smallTargets } from '../states/smallTargets';
import { openingsOf, openingText } from '../states/views';
import { type Demos, openContext, visit } from '../states/visit';

/** A busy machine takes many times what a quiet one does. */
const OPENING_LIMIT_MS = 60_000;
const WIDTH_LIMIT_MS = 15_000;

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

/**
 * @param full  at every width and in all themes
 * @param demos  running while the tests run
 */
export function stateTests({ full, demos }: { readonly full: boolean; readonly demos: Demos }): readonly BrowserTest[] {
  let shared: Promise<BrowserContext> | null = null;
  return panelStates.flatMap((state) =>
    openingsOf(state, { full }).map((opening): BrowserTest => ({
      name: `${state.shows} (${state.name}, ${openingText(opening)})`,
      limitMs: OPENING_LIMIT_MS + opening.widths.length * WIDTH_LIMIT_MS,
      async run({ browser }) {
        const page = await (await (shared ??= openContext(browser))).newPage();
        const thrown: string[] = [];
        page.on('pageerror', ({ message }) => thrown.push(message));
        try {
          await visit(page, await demos.addressFor(state), state, opening, async ({ panel }, width) => {
            const at = `at ${width} px`;
            const overflow = await panel.overflow();
            assert.ok(overflow <= 0, `${at} the page is ${overflow} px wider than the window`);
            assert.deepEqual(await clippedTexts(page), [], at);
            assert.deepEqual(await smallTargets(page), [], at);
            await assertAccessible(page, state);
          });
          assert.deepEqual(thrown, [], 'the page threw');
        } finally {
          await page.close();
        }
      },
    }))
  );
}
