/** Load behind both sides of a comparison: requests where the metrics tell them for both, else seconds. */
import type { Loads } from '../../analysis';
import type { ComparedSide } from '../../correlate/baseline';
import type { RedModel } from '../../correlate/red';
import { requestsOf, type VersionInView } from '../../correlate/versionsInView';

/** Load of one side. Belongs to the profile of the same moment: a version in view keeps gaining or losing requests. */
export interface SideLoad {
  /** null where the metrics don't tell */
  readonly requests: number | null;
  readonly seconds: number;
  /** how long it served is not known: the seconds are those of the whole window */
  readonly isWindow?: boolean;
}

export interface KnownLoads {
  readonly loads: Loads;
  readonly per: 'request' | 'second';
  /** of the whole window, where nothing tells how long each side served */
  readonly isWindow: boolean;
  /** half width on the log scale of what the edges of both sides leave open */
  readonly edges: number;
}

/** What a side's load is read from. */
export interface SideMetrics {
  readonly red: RedModel;
  readonly versions: readonly VersionInView[];
}

/**
 * A profile belongs to a window by the moment of its push, 10 to 30 s long, and a counter that starts is seen from its second
 * scrape on: so much of a side may be missing, or too much.
 */
const EDGE_SECONDS = 30;

export function loadsOf(before: SideLoad, after: SideLoad): KnownLoads {
  const edges = Math.hypot(EDGE_SECONDS / before.seconds, EDGE_SECONDS / after.seconds);
  const isWindow = before.isWindow === true || after.isWindow === true;
  return before.requests !== null && after.requests !== null
    ? { per: 'request', isWindow, edges, loads: { before: before.requests, after: after.requests } }
    : { per: 'second', isWindow, edges, loads: { before: before.seconds, after: after.seconds } };
}

/** Load of a side inside the panel's own window, by the metrics of the moment at which its profile was read. */
export function loadOfSide(side: ComparedSide, { red, versions }: SideMetrics): SideLoad {
  return { requests: requestsOfSide(side, red, versions), seconds: secondsOfSide(side, versions) };
}

function requestsOfSide(
  { version, fromMs, toMs }: ComparedSide,
  { rate }: RedModel,
  versions: readonly VersionInView[]
): number | null {
  if (version !== null) {
    return positive(versions.find((one) => one.version === version)?.requests ?? null);
  }
  const values = rate.kind === 'lines' ? rate.lines.rate : undefined;
  return rate.kind === 'lines' && values !== undefined
    ? positive(requestsOf({ timesMs: rate.timesMs, values }, fromMs, toMs))
    : null;
}

/** A version serves a part of the window. */
function secondsOfSide({ version, fromMs, toMs }: ComparedSide, versions: readonly VersionInView[]): number {
  const served = versions.find((one) => one.version === version);
  const [from, to] =
    served === undefined ? [fromMs, toMs] : [Math.max(fromMs, served.firstMs), Math.min(toMs, served.lastMs)];
  return Math.max(1, (to - from) / 1000);
}

const positive = (requests: number | null): number | null => (requests !== null && requests > 0 ? requests : null);
