/** Which exemplars are drawn as dots. */
import type { Exemplar } from '../../correlate/exemplars';

/** A wide panel on a busy service receives 800 exemplars; as dots they would be one smear, and 800 elements. */
export const MAX_SLOW_DOTS = 150;
export const MAX_OTHER_DOTS = 60;

/**
 * The slowest requests, then an even sample over time of the others. The picked one is always among them, drawn last (on
 * top), slow ones above others.
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
  const dots = [...sample, ...slow.slice(0, MAX_SLOW_DOTS)].filter(({ key }) => key !== pickedKey);
  const picked = exemplars.find(({ key }) => key === pickedKey);
  return picked === undefined ? dots : [...dots, picked];
}
