/** Fetches the first baseline that has enough samples. Few queries: at most a profile and a rate for each of three, and one side more. */
import type { DataFrame } from '@grafana/data';
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import type { Comparison, ComparedSide } from '../../correlate/baseline';
import { loadOfSide, type SideLoad, type SideMetrics } from './loads';
import type { SidePorts } from './sidePorts';
import { samplesOfFrame } from './samplesOfFrame';
import type { SideMatch } from './withMatcher';

/** A baseline that was tried and can't be compared with. */
export interface Tried {
  readonly comparison: Comparison;
  /** which side has too few */
  readonly side: 'before' | 'after';
  /** null: nothing tells how many requests a version served, and a second of one that serves a part says nothing */
  readonly samples: number | null;
}

/** A profile of its own query, and the load of that moment. */
export interface ReadSide {
  readonly frame: DataFrame;
  readonly load: SideLoad;
}

export type BaselineRead =
  | {
      readonly kind: 'found';
      readonly comparison: Comparison;
      readonly before: ReadSide;
      /** null where the profile on screen is the other side */
      readonly after: ReadSide | null;
      readonly tried: readonly Tried[];
    }
  | { readonly kind: 'none'; readonly tried: readonly Tried[] };

export interface BaselineContext extends SideMetrics {
  /** label that tells versions apart; null = none */
  readonly label: string | null;
  /** of the profile on screen */
  readonly shown: SideLoad;
}

export async function readBaseline(
  candidates: readonly Comparison[],
  { label, shown, ...metrics }: BaselineContext,
  ports: SidePorts
): Promise<BaselineRead> {
  const tried: Tried[] = [];
  for (const comparison of candidates) {
    const { id } = comparison;
    const isByVersion = comparison.after.version !== null;
    const inView = id === 'before' ? loadOfSide(comparison.before, metrics) : null;
    if (isByVersion && (shown.requests === null || inView?.requests === null)) {
      tried.push({ comparison, side: 'before', samples: null });
      continue;
    }
    const before = await read(comparison.before, label, ports);
    const samples = before === null ? 0 : (samplesOfFrame(before) ?? Infinity);
    if (before === null || samples < defaultVerifyLimits.minSamplesBefore) {
      tried.push({ comparison, side: 'before', samples });
      continue;
    }
    // Told apart by time, the other side is a part of the window too.
    const isCut = id === 'before' && !isByVersion;
    const after = isCut ? await read(comparison.after, label, ports) : null;
    if (isCut && after === null) {
      tried.push({ comparison, side: 'after', samples: 0 });
      continue;
    }
    // Both sides by one query: that of the versions tells the load of the one on screen, and others may be of fewer requests.
    const load = inView ?? (await loadOfEarlier(comparison.before, isByVersion ? 'versions' : 'rate', ports));
    if (isByVersion && load.requests === null) {
      tried.push({ comparison, side: 'before', samples: null });
      continue;
    }
    return {
      kind: 'found',
      comparison,
      before: { frame: before, load },
      after: after && { frame: after, load: loadOfSide(comparison.after, metrics) },
      tried,
    };
  }
  return { kind: 'none', tried };
}

/** What narrows the panel's selector to one side. */
export const matchesOf = ({ version, match }: ComparedSide, label: string | null): readonly SideMatch[] => [
  ...(version === null || label === null ? [] : [{ label, value: version, isOther: false, replaces: false }]),
  ...(match === undefined ? [] : [{ ...match, replaces: true }]),
];

const read = (side: ComparedSide, label: string | null, ports: SidePorts) =>
  ports.queryProfile(side, matchesOf(side, label));

/** The metrics on screen say nothing of an earlier window: what its own query brings, or nothing. */
async function loadOfEarlier(side: ComparedSide, part: 'rate' | 'versions', ports: SidePorts): Promise<SideLoad> {
  return { requests: await requestsOrNull(side, part, ports), seconds: Math.max(1, (side.toMs - side.fromMs) / 1000) };
}

/** Metrics that can't be had are no reason to compare nothing: then it is per second. */
async function requestsOrNull(side: ComparedSide, part: 'rate' | 'versions', ports: SidePorts): Promise<number | null> {
  try {
    return await ports.queryRequests(side, part);
  } catch {
    return null;
  }
}
