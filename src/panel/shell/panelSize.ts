/** What fits at which size of the panel (its container, not the window). */

/** `wide` ≥ 1300 · `full` 1000–1299 · `mid` 640–999 · `small` 480–639 · `min` < 480 */
export type WidthMode = 'wide' | 'full' | 'mid' | 'small' | 'min';

/** Padding and border of the panel's frame on both sides together; the limits below are for the whole panel. */
const FRAME_WIDTH = 18;

export function widthMode(contentWidth: number): WidthMode {
  const width = contentWidth + FRAME_WIDTH;
  return width >= 1300 ? 'wide' : width >= 1000 ? 'full' : width >= 640 ? 'mid' : width >= 480 ? 'small' : 'min';
}

export const maxRibbonSteps = (mode: WidthMode): number => ({ wide: 8, full: 7, mid: 5, small: 4, min: 6 })[mode];

/** Height of a panel of `rows` grid rows (30 px, 8 px between) without its header. */
const heightOfRows = (rows: number) => rows * 38 - 8 - 40;

/** Rows of the table in view in a panel that is high enough for all zones. */
export const LEAST_ROWS = 6;

export interface Fitting {
  readonly red: boolean;
  readonly ways: boolean;
  /** the sentence about waiting in full; else its verdict alone, with the rest behind its button */
  readonly sentences: boolean;
  /** rows of the table in view whatever else there is */
  readonly leastRows: number;
}

/**
 * In a short panel the RED strip goes first, then the ways to fix. The table gives up rows before the sentence that names
 * what to edit leaves the view; what lies below is reached by scrolling the panel.
 */
export function zonesThatFit(height: number): Fitting {
  return {
    red: height >= heightOfRows(14),
    ways: height >= heightOfRows(10),
    sentences: height >= heightOfRows(10),
    leastRows: height >= heightOfRows(16) ? LEAST_ROWS : height >= heightOfRows(11) ? 4 : 3,
  };
}

/** Height of the RED strip, kept free until its charts are drawn so that nothing jumps. */
export const stripHeight = (mode: WidthMode): number => (mode === 'min' || mode === 'small' ? 48 : 128);
