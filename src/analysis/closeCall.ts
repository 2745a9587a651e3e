/**
 * Verdicts that another reading of the same samples would turn: a figure of the site lies within its own sampling noise
 * of the threshold that decided, and on the other side another rule holds.
 */
import type { CloseCall, Thresholds } from './model';
import { ruleOf, type Rule } from './rules';
import type { SiteFacts } from './siteFacts';

type Figure = 'ownPart' | 'selfPart' | 'groupPart' | 'groupDominance' | 'lockPart' | 'allocationPart' | 'topCallerPart';

/** Figures that the rules compare with thresholds. */
const COMPARED: ReadonlyArray<readonly [Figure, keyof Thresholds]> = [
  ['ownPart', 'ownPart'],
  ['selfPart', 'insideSelf'],
  ['groupPart', 'insideSelf'],
  ['groupDominance', 'dominantCaller'],
  ['lockPart', 'lockedHelper'],
  ['lockPart', 'insideSelf'],
  ['allocationPart', 'ownAllocations'],
  ['topCallerPart', 'dominantCaller'],
];

/** Standard normal quantile of an 80 % interval. */
const Z80 = 1.2816;
/** Samples come in bursts (as in `saving.ts`). */
const DISPERSION = 1.5;
/** Shared or not is read at a count of callers, whose noise is about this part of it. */
const COUNT_NOISE = 0.15;
/** Smallest step over a threshold. */
const STEP = 1e-9;

const turns = (a: Rule, b: Rule) => a.verdict !== b.verdict || a.layer !== b.layer;

/** The nearest such threshold; null where none is within the noise. */
export function closeCallOf(site: SiteFacts, thresholds: Thresholds): CloseCall | null {
  const chosen = ruleOf(site, thresholds);
  const n = Math.max(1, site.samples) / DISPERSION;
  let closest: { distance: number; call: CloseCall } | null = null;
  const isNearer = (distance: number) => distance <= 1 && (closest === null || distance < closest.distance);
  const consider = (distance: number, other: SiteFacts, compared: { key: keyof Thresholds; value: number }) => {
    const rule = ruleOf(other, thresholds);
    if (turns(chosen, rule)) {
      const { key: threshold, value } = compared;
      const { verdict, layer } = rule;
      closest = { distance, call: { verdict, layer, threshold, value, limit: thresholds[threshold] } };
    }
  };
  for (const [figure, key] of COMPARED) {
    const value = site[figure];
    const limit = thresholds[key];
    const noise = Z80 * Math.sqrt((limit * (1 - limit)) / n);
    const distance = Math.abs(value - limit) / noise;
    if (isNearer(distance)) {
      const turned = value >= limit ? limit - STEP : limit;
      consider(distance, { ...site, [figure]: turned }, { key, value });
    }
  }
  const limit = thresholds.sharedCallers;
  const distance = Math.abs(site.sharedBy - limit) / (COUNT_NOISE * limit);
  if (isNearer(distance)) {
    consider(distance, { ...site, shared: !site.shared }, { key: 'sharedCallers', value: site.sharedBy });
  }
  return (closest as { call: CloseCall } | null)?.call ?? null;
}
