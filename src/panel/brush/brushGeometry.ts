/** From two points of a drag to a region of the duration chart. Positions in CSS pixels of the plot area. */
import type { Region } from '../../correlate/requestGroups';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** A hand that clicks moves less than this. */
const SMALLEST_DRAG = 5;
/** A drag lower than this chooses a time, whatever the duration. */
const LEVEL_HEIGHT = 8;

export const isDrag = (from: Point, to: Point): boolean => Math.hypot(to.x - from.x, to.y - from.y) >= SMALLEST_DRAG;

/** The rectangle of a drag, cut to the plot. */
export function boxOf(from: Point, to: Point, { width, height }: Size): Box {
  const within = (position: number, most: number) => Math.min(most, Math.max(0, position));
  const [left, right] = [within(Math.min(from.x, to.x), width), within(Math.max(from.x, to.x), width)];
  const isLevel = Math.abs(to.y - from.y) < LEVEL_HEIGHT;
  const top = isLevel ? 0 : within(Math.min(from.y, to.y), height);
  const bottom = isLevel ? height : within(Math.max(from.y, to.y), height);
  return { left, top, width: right - left, height: bottom - top };
}

/** An edge on the edge of the plot has no limit: dots beyond the axis belong to it. */
export function regionOf(
  { left, top, width, height }: Box,
  plot: Size,
  valueAt: (position: number, scale: 'x' | 'y') => number
): Region {
  return {
    fromMs: valueAt(left, 'x'),
    toMs: valueAt(left + width, 'x'),
    fromSeconds: top + height >= plot.height ? 0 : valueAt(top + height, 'y'),
    toSeconds: top <= 0 ? Infinity : valueAt(top, 'y'),
  };
}
