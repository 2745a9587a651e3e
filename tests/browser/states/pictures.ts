/** Pictures of states: `<state>-<theme>-<width>.png`, the panel alone with what lies over it. */
import path from 'node:path';
import { type BrowserContext, type Page } from 'playwright-core';
import { type PanelState } from './state';
import { type Opening } from './views';
import { type Demos, visit } from './visit';

const MARGIN_PX = 8;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Dialogs and menus stand beside the panel in the document, and may reach beyond it on the screen. */
async function withOverlays(page: Page, panel: Box): Promise<Box> {
  const overlays = await page.locator('[role="dialog"], [role="menu"], [data-testid="toggletip-content"]').all();
  const boxes = (await Promise.all(overlays.map((overlay) => overlay.boundingBox()))).filter((box) => box !== null);
  const all = [panel, ...boxes];
  const x = Math.min(...all.map((box) => box.x));
  const y = Math.min(...all.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...all.map((box) => box.x + box.width)) - x,
    height: Math.max(...all.map((box) => box.y + box.height)) - y,
  };
}

/** @param onFile  called with each picture's file name; throws where the state can't be reached */
export async function takePictures(
  context: BrowserContext,
  demos: Demos,
  folder: string,
  state: PanelState,
  opening: Opening,
  onFile: (file: string) => void
): Promise<void> {
  const page = await context.newPage();
  try {
    await visit(page, await demos.addressFor(state), state, opening, async ({ panel }, width) => {
      await page.mouse.move(0, 0);
      await page.evaluate(() => window.scrollTo(0, 0));
      const own = await panel.root.boundingBox();
      if (!own) {
        throw new Error(`${state.name}: there is no panel`);
      }
      const box = await withOverlays(page, own);
      const file = `${state.name}-${opening.theme}-${width}.png`;
      await page.screenshot({
        path: path.join(folder, file),
        clip: {
          x: Math.max(0, box.x - MARGIN_PX),
          y: Math.max(0, box.y - MARGIN_PX),
          width: box.width + 2 * MARGIN_PX,
          height: box.height + 2 * MARGIN_PX,
        },
      });
      onFile(file);
    });
  } finally {
    await page.close();
  }
}
