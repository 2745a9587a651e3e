/**
 * What a window is compared with. A deploy, or the start of a breach, splits it: what came before is the baseline. Where that
 * has too little, or on request: the same window a day or a week earlier.
 *
 *   deploy    both sides are the whole window, told apart by version: a rolling deploy has no moment
 *   beside    two versions that both serve from the start of the window on: which is the newer is not known
 *   breach    p99 crosses the objective and stays above: the time before, the time since
 *   day, week the same window, earlier
 *
 * What a reader chooses of their own is in `chosenBaseline`.
 */
import type { DeployMarker } from './deploys';
import { isNewer, type VersionInView } from './versionsInView';

export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Which earlier time; the order in which they are tried. */
export const BASELINES = ['before', 'day', 'week'] as const;
export type BaselineId = (typeof BASELINES)[number];

/** One value of a label, or all others. */
export interface LabelMatch {
  readonly label: string;
  readonly value: string;
  readonly isOther: boolean;
}

export interface ComparedSide extends TimeSpan {
  /** null = all versions */
  readonly version: string | null;
  /** absent = all */
  readonly match?: LabelMatch;
}

export interface Comparison {
  readonly id: BaselineId | 'previous' | 'window' | 'label';
  /** what split the window; null for an earlier window */
  readonly split: 'deploy' | 'beside' | 'breach' | null;
  /** of the split; null where it has no moment */
  readonly atMs: number | null;
  readonly before: ComparedSide;
  readonly after: ComparedSide;
}

export interface BaselineQuestion {
  readonly window: TimeSpan;
  /** newest first */
  readonly versions: readonly VersionInView[];
  /** the version that is read alone; null = all together */
  readonly version: string | null;
  readonly deploys: readonly DeployMarker[];
  readonly breachMs: number | null;
  /** null = what the window suggests */
  readonly wanted: BaselineId | 'off' | null;
}

/**
 * Series lag by the look-back of a rate, and profiles by the time of a push: that much on both sides of a moment belongs to
 * neither.
 */
const MARGIN_MS = 30_000;
/** A side shorter than this has next to no samples. */
const LEAST_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

/** Baselines to try, best first; empty where nothing happens in the window and nothing was asked. */
export function baselinesOf(question: BaselineQuestion): readonly Comparison[] {
  const { wanted } = question;
  if (wanted === 'off') {
    return [];
  }
  const before = splitOf(question);
  if (wanted === 'before') {
    return before === null ? [] : [before];
  }
  if (wanted !== null) {
    return earlier(question, wanted);
  }
  // A deploy at the very start of the window leaves nothing before it: then earlier days do.
  const happened = before !== null || question.deploys.length > 0 || question.breachMs !== null;
  return happened
    ? [...(before === null ? [] : [before]), ...earlier(question, 'day'), ...earlier(question, 'week')]
    : [];
}

function splitOf({ window, versions, version, deploys, breachMs }: BaselineQuestion): Comparison | null {
  const at = versions.findIndex((one) => one.version === version);
  const previous = at < 0 ? undefined : versions[at + 1];
  if (version !== null && previous !== undefined) {
    const deploy = [...deploys].reverse().find((one) => one.version === version);
    return {
      id: 'before',
      ...(deploy === undefined && !isNewer(versions[at], previous)
        ? { split: 'beside', atMs: null }
        : { split: 'deploy', atMs: deploy?.timeMs ?? versions[at].firstMs }),
      before: { ...window, version: previous.version },
      after: { ...window, version },
    };
  }
  // The oldest version in view has no version before it, and a breach of all versions is not one of this version.
  if (versions.length > 1 && version !== null) {
    return null;
  }
  const lastDeploy = deploys[deploys.length - 1]?.timeMs ?? null;
  const [split, atMs] =
    lastDeploy !== null
      ? (['deploy', lastDeploy] as const)
      : breachMs !== null
        ? (['breach', breachMs] as const)
        : [null, 0];
  const before = { fromMs: window.fromMs, toMs: atMs - MARGIN_MS, version: null };
  const after = { fromMs: atMs + MARGIN_MS, toMs: window.toMs, version: null };
  const isLong = ({ fromMs, toMs }: TimeSpan) => toMs - fromMs >= LEAST_MS;
  return split !== null && isLong(before) && isLong(after) ? { id: 'before', split, atMs, before, after } : null;
}

/** Empty where the window is longer than the shift: both sides would share samples. */
function earlier({ window, version }: BaselineQuestion, id: 'day' | 'week'): readonly Comparison[] {
  const shift = id === 'day' ? DAY_MS : 7 * DAY_MS;
  if (window.toMs - window.fromMs > shift) {
    return [];
  }
  return [
    {
      id,
      split: null,
      atMs: null,
      // Yesterday's version is another one, or may be.
      before: { fromMs: window.fromMs - shift, toMs: window.toMs - shift, version: null },
      after: { ...window, version },
    },
  ];
}

/** Part of the points that must lie above the objective from the start of a breach on, and below it before. */
const STAYS = 0.8;
/** Points on each side without which there is no before and after. */
const LEAST_POINTS = 4;

/**
 * When a breach starts: the moment from which the values are mostly above the limit, after mostly not. null where there is
 * none: all the time above, never, or now and then. Θ(points).
 */
export function startOfBreach(
  timesMs: readonly number[],
  values: ReadonlyArray<number | null>,
  limit: number | null
): number | null {
  const points = timesMs.flatMap((timeMs, at) => {
    const value = values[at];
    return typeof value === 'number' && Number.isFinite(value)
      ? [{ timeMs, isAbove: limit !== null && value > limit }]
      : [];
  });
  const above = points.filter(({ isAbove }) => isAbove).length;
  let best: { readonly at: number; readonly score: number } | null = null;
  let aboveBefore = 0;
  for (let at = 0; at < points.length; at++) {
    const after = points.length - at;
    if (points[at].isAbove && at >= LEAST_POINTS && after >= LEAST_POINTS) {
      const [belowShare, aboveShare] = [1 - aboveBefore / at, (above - aboveBefore) / after];
      if (belowShare >= STAYS && aboveShare >= STAYS && belowShare + aboveShare > (best?.score ?? 0)) {
        best = { at, score: belowShare + aboveShare };
      }
    }
    aboveBefore += points[at].isAbove ? 1 : 0;
  }
  return best === null ? null : points[best.at].timeMs;
}
