/** Pictures of states: `<state>-<theme>-<width>.png`, the panel alone with what lies over it. */
import path from 'node:path';
import { type Browser } from 'playwright-core';
import { type PanelState } from './state';
import { type Demos, openPage, type View, visit } from './visit';

const MARGIN_PX = 8;

/** @returns the picture's file name; throws where the state can't be reached */
export async function takePicture(
  browser: Browser,
  demos: Demos,
  folder: string,
  state: PanelState,
  view: View
): Promise<string> {
  const page = await openPage(browser);
  try {
    const { panel } = await visit(page, await demos.addressFor(state), state, view);
    await page.mouse.move(0, 0);
    await page.evaluate(() => window.scrollTo(0, 0));
    const box = await panel.root.boundingBox();
    if (!box) {
      throw new Error(`${state.name}: there is no panel`);
    }
    const file = `${state.name}-${view.theme}-${view.width}.png`;
    await page.screenshot({
      path: path.join(folder, file),
      clip: {
        x: Math.max(0, box.x - MARGIN_PX),
        y: Math.max(0, box.y - MARGIN_PX),
        width: box.width + 2 * MARGIN_PX,
        height: box.height + 2 * MARGIN_PX,
      },
    });
    return file;
  } finally {
    await page.context().close();
  }
}
