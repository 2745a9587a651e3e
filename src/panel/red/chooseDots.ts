/** Which exemplars are drawn as dots, and where. */
import type { Exemplar } from '../../correlate/exemplars';

/** A wide panel on a busy service receives 800 exemplars; as dots they would be one smear, and 800 elements. */
export const MAX_SLOW_DOTS = 150;
export const MAX_OTHER_DOTS = 60;

/**
 * Exemplars worth a dot, in the order of their claim to a place: the picked one, the slow ones from the slowest on, then
 * an even sample over time of the others.
 */
export function chooseDots(
  exemplars: readonly Exemplar[],
  slow: readonly Exemplar[],
  pickedKey: string | null
): readonly Exemplar[] {
  const slowKeys = new Set(slow.map(({ key }) => key));
  const others = exemplars.filter(({ key }) => !slowKeys.has(key));
  const stride = Math.max(1, others.length / MAX_OTHER_DOTS);
  const sample = Array.from(
    { length: Math.min(others.length, MAX_OTHER_DOTS) },
    (_, i) => others[Math.floor(i * stride)]
  );
  const picked = exemplars.filter(({ key }) => key === pickedKey);
  const rest = [...slow.slice(0, MAX_SLOW_DOTS), ...sample].filter(({ key }) => key !== pickedKey);
  return [...picked, ...rest];
}

export interface PlacedDot {
  readonly exemplar: Exemplar;
  /** centre, in CSS pixels of the plot area */
  readonly left: number;
  readonly top: number;
}

/** Smallest distance of two centres. The clickable circle has a radius below this, so no dot covers another's centre. */
export const MIN_DOT_DISTANCE = 6;

/**
 * Dots that find room; one that would lie on an earlier one is left out (the list of slow requests has it).
 *
 * @param position  null for what lies outside the axes
 * O(dots²), at most some 200 of them.
 */
export function placeDots(
  dots: readonly Exemplar[],
  position: (exemplar: Exemplar) => { readonly left: number; readonly top: number } | null
): readonly PlacedDot[] {
  const placed: PlacedDot[] = [];
  for (const exemplar of dots) {
    const at = position(exemplar);
    if (at !== null && placed.every((dot) => Math.hypot(dot.left - at.left, dot.top - at.top) >= MIN_DOT_DISTANCE)) {
      placed.push({ exemplar, ...at });
    }
  }
  return placed;
}
