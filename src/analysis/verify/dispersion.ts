/**
 * How much more counts vary than independent samples would, measured over sub-windows (quasi-Poisson, Pearson's X² ÷
 * degrees of freedom).
 */

/** One sub-window: samples of the function (or of all), and the load that they belong to. */
export interface CountedWindow {
  readonly samples: number;
  readonly requests: number;
}

/**
 * Pooled over the sides, each about its own rate, so that the change itself is no dispersion.
 *
 *   X² = Σ (n − rate · requests)² ÷ (rate · requests),   dispersion = X² ÷ (windows − sides)
 *
 * @returns at least 1: fewer samples than independent ones would scatter are no reason to trust them more; null where
 * no window has a sample
 */
export function measureDispersion(sides: ReadonlyArray<readonly CountedWindow[]>): number | null {
  let pearson = 0;
  let freedom = 0;
  for (const windows of sides) {
    const samples = windows.reduce((sum, window) => sum + window.samples, 0);
    const requests = windows.reduce((sum, window) => sum + window.requests, 0);
    if (samples === 0 || windows.length < 2) {
      continue;
    }
    for (const window of windows) {
      const expected = (samples * window.requests) / requests;
      pearson += (window.samples - expected) ** 2 / expected;
    }
    freedom += windows.length - 1;
  }
  return freedom > 0 ? Math.max(1, pearson / freedom) : null;
}
