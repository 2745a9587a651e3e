/** Deploys, read from the series of one metric by version: a version that starts to serve is a deploy. */

export interface VersionSeries {
  readonly version: string;
  readonly timesMs: ArrayLike<number>;
  /** requests per second of this version; null or NaN where there is no sample */
  readonly values: ArrayLike<number | null>;
  /** a value is the mean over so long before its time; absent = unknown */
  readonly lookbackMs?: number;
}

export interface DeployMarker {
  readonly timeMs: number;
  /** the version that started */
  readonly version: string;
}

/**
 * A marker where a version serves that did not serve at the last step with any traffic.
 *
 *   1.4.0   5  5  5  2  ·        marker at the fourth step: 1.5.0
 *   1.5.0   ·  ·  ·  3  5
 *   1.4.0   5  5  ·  5  5        no marker: a gap in all series (failed scrape, restart) is no deploy
 *
 * What serves at the first step was there before the view and is no marker; a rollback is one. Θ(points log points).
 */
export function findDeploys(series: readonly VersionSeries[]): readonly DeployMarker[] {
  const activeAt = new Map<number, Set<string>>();
  for (const { version, timesMs, values } of series) {
    for (let i = 0; i < timesMs.length; i++) {
      const value = values[i];
      if (version !== '' && value !== null && value > 0) {
        const active = activeAt.get(timesMs[i]) ?? new Set<string>();
        activeAt.set(timesMs[i], active.add(version));
      }
    }
  }
  const markers: DeployMarker[] = [];
  let before: ReadonlySet<string> | null = null;
  for (const timeMs of [...activeAt.keys()].sort((a, b) => a - b)) {
    const active: ReadonlySet<string> = activeAt.get(timeMs) ?? new Set();
    if (before !== null) {
      for (const version of active) {
        if (!before.has(version)) {
          markers.push({ timeMs, version });
        }
      }
    }
    before = active;
  }
  return markers;
}
