/**
 * Pixels of the horizontal ribbon: where steps, joins, lanes and badges stand, for a given width.
 *
 * From the top: lanes 18 · badges 22 · band 52 · name 18, package 17, cum 17, flag 20.
 * Band height is the share of the subject's time on this path, in linear px of the band height, minimum 3.
 */
import type { RibbonModel, RibbonStep } from './ribbonModel';

export const BAND_HEIGHT = 52;
export const STEP_GAP = 30;
const FOLDED_WIDTH = 78;
const MIN_STEP_WIDTH = 84;
const MIN_BAND = 3;
const SITE_OVERHANG = 6;
/** A number fits inside a band from this height on. */
const NUMBER_INSIDE_FROM = 17;

export const LANE_TOP = 0;
export const BADGE_TOP = 23;
export const BAND_TOP = 55;
export const TEXT_TOP = BAND_TOP + BAND_HEIGHT + 10;
const CENTRE = BAND_TOP + BAND_HEIGHT / 2;

export interface StepBox {
  readonly x: number;
  readonly width: number;
  readonly bandTop: number;
  readonly bandHeight: number;
  readonly numberInside: boolean;
}

export interface RibbonLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly StepBox[];
  /** x of the rule left of lane i, for i ≥ 1 */
  readonly rules: readonly number[];
  readonly ruleHeight: number;
}

/** @param width px that the container offers; the ribbon gets wider (and scrolls) when its steps would not fit */
export function layoutRibbon(model: RibbonModel, width: number): RibbonLayout {
  const { steps } = model;
  const narrow = steps.filter((step) => step.kind === 'folded').length;
  const wide = Math.max(1, steps.length - narrow);
  const gaps = STEP_GAP * (steps.length - 1);
  // The card round a fix site reaches beyond its step; at an edge it needs its own room.
  const before = steps[0]?.isSite ? SITE_OVERHANG : 0;
  const after = steps[steps.length - 1]?.isSite ? SITE_OVERHANG : 0;
  const stepWidth = Math.max(MIN_STEP_WIDTH, (width - before - after - narrow * FOLDED_WIDTH - gaps) / wide);
  let x = before;
  const boxes = steps.map((step) => {
    const boxWidth = step.kind === 'folded' ? FOLDED_WIDTH : stepWidth;
    const box = placeBand(step, x, boxWidth);
    x += boxWidth + STEP_GAP;
    return box;
  });
  const rules = model.lanes.slice(1).map((lane) => boxes[lane.from].x - STEP_GAP / 2);
  const textHeight = model.site >= 0 ? 80 : 54;
  return { width: x - STEP_GAP + after, height: TEXT_TOP + textHeight, boxes, rules, ruleHeight: TEXT_TOP + 52 };
}

function placeBand(step: RibbonStep, x: number, width: number): StepBox {
  const bandHeight = Math.max(MIN_BAND, Math.min(1, step.retention) * BAND_HEIGHT);
  return {
    x,
    width,
    bandTop: CENTRE - bandHeight / 2,
    bandHeight,
    numberInside: bandHeight >= NUMBER_INSIDE_FROM && step.kind !== 'unknown',
  };
}

/** A path between two neighbouring bands. `others` is drawn hatched, `strands` one by one. */
export interface Link {
  readonly flow: string;
  readonly others: string | null;
  readonly strands: readonly string[];
}

const round = (value: number) => Math.round(value * 10) / 10;
const path = (parts: TemplateStringsArray, ...values: number[]) => String.raw({ raw: parts }, ...values.map(round));

/** From this many callers on, the joining ones are drawn as separate strands. */
const STRANDS_FROM = 5;
const MAX_STRANDS = 6;
const BELOW = BAND_TOP + BAND_HEIGHT;

/**
 * What flows from step `a` into step `b`: where `b` is higher, other callers join from below; where it is lower, other
 * callees leave downwards.
 *
 * @param callers number of callers of `b`
 */
export function linkBetween(a: StepBox, b: StepBox, callers: number): Link {
  const ax = a.x + a.width;
  const bx = b.x;
  const mid = (ax + bx) / 2;
  const aTop = a.bandTop;
  const aBottom = a.bandTop + a.bandHeight;
  const bTop = b.bandTop;
  const rest = Math.abs(b.bandHeight - a.bandHeight);
  if (b.bandHeight >= a.bandHeight - 0.01) {
    const joined = bTop + a.bandHeight;
    const flow = path`M${ax} ${aTop}C${mid} ${aTop} ${mid} ${bTop} ${bx} ${bTop}L${bx} ${joined}C${mid} ${joined} ${mid} ${aBottom} ${ax} ${aBottom}Z`;
    if (rest <= 0.6) {
      return { flow, others: null, strands: [] };
    }
    return callers >= STRANDS_FROM
      ? { flow, others: null, strands: strands(ax, bx, joined, rest, callers) }
      : { flow, others: joining(ax, bx, joined, rest), strands: [] };
  }
  const left = aTop + b.bandHeight;
  const bBottom = bTop + b.bandHeight;
  const flow = path`M${ax} ${aTop}C${mid} ${aTop} ${mid} ${bTop} ${bx} ${bTop}L${bx} ${bBottom}C${mid} ${bBottom} ${mid} ${left} ${ax} ${left}Z`;
  const low = BELOW + 3;
  const others =
    rest > 0.6
      ? path`M${ax} ${left}C${mid - 4} ${left} ${mid} ${low - rest + 2} ${bx - 1} ${low - rest + 2}L${bx - 1} ${low + 2}C${mid - 4} ${low + 2} ${mid - 8} ${left + rest} ${ax} ${left + rest}Z`
      : null;
  return { flow, others, strands: [] };
}

function joining(ax: number, bx: number, joined: number, rest: number): string {
  const mid = (ax + bx) / 2;
  const low = BELOW + 3;
  const thick = Math.max(2, rest);
  return path`M${bx} ${joined}C${mid + 4} ${joined} ${mid} ${low - thick + 2} ${ax + 1} ${low - thick + 2}L${ax + 1} ${low + 2}C${mid + 4} ${low + 2} ${mid + 8} ${joined + rest} ${bx} ${joined + rest}Z`;
}

function strands(ax: number, bx: number, joined: number, rest: number, callers: number): string[] {
  const mid = (ax + bx) / 2;
  const count = Math.min(callers - 1, MAX_STRANDS);
  const from = CENTRE + 8;
  const to = BELOW + 10;
  return Array.from({ length: count }, (_, k) => {
    const y0 = joined + (rest * k) / count;
    const y1 = joined + (rest * (k + 0.72)) / count;
    const l0 = from + ((to - from) * k) / count;
    const l1 = l0 + Math.min(5, (rest * 0.72) / count);
    return path`M${bx} ${y0}C${mid} ${y0} ${mid} ${l0} ${ax + 1} ${l0}V${l1}C${mid} ${l1} ${mid} ${y1} ${bx} ${y1}Z`;
  });
}
