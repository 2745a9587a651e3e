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
const OPENING_LIMIT_MS = 150_000;
const WIDTH_LIMIT_MS = 30_000;
/** Findings in a failure's message. */
const SHOWN = 12;

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** The rest of the page is Grafana's components. */
async function barriers(page: Page, { isBehindCard, isFaded }: PanelState): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(`[data-testid="${testIds.panel}"]`)
    .withTags(tags)
    // The rule does not see that the open card keeps the focus from what it hides.
    .disableRules([...(isBehindCard ? ['aria-hidden-focus'] : []), ...(isFaded ? ['color-contrast'] : [])])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)
  );
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
        const found: string[] = [];
        page.on('pageerror', ({ message }) => found.push(`the page threw: ${message}`));
        try {
          await visit(page, await demos.addressFor(state), state, opening, async ({ panel }, width) => {
            const overflow = await panel.overflow();
            const here = [
              ...(overflow > 0 ? [`the page is ${overflow} px wider than the window`] : []),
              ...(await clippedTexts(page)),
              ...(await smallTargets(page)),
              ...(await barriers(page, state)),
            ];
            found.push(...here.map((what) => `${width} px: ${what}`));
          });
          assert.equal(found.length, 0, `${found.length} findings\n${found.slice(0, SHOWN).join('\n')}`);
        } finally {
          await page.close();
        }
      },
    }))
  );
}
