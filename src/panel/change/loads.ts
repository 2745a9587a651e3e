/** Load behind both sides of a comparison: requests where the metrics tell them for both, else seconds. */
import type { Loads } from '../../analysis';
import type { ComparedSide, Comparison } from '../../correlate/baseline';
import type { RedModel } from '../../correlate/red';
import { requestsOf, type VersionInView } from '../../correlate/versionsInView';

export interface KnownLoads {
  readonly loads: Loads;
  readonly per: 'request' | 'second';
  /** half width on the log scale of what the edges of both sides leave open */
  readonly edges: number;
}

/**
 * A profile belongs to a window by the moment of its push, 10 to 30 s long, and a counter that starts is seen from its second
 * scrape on: so much of a side may be missing, or too much.
 */
const EDGE_SECONDS = 30;

export function loadsOf(
  { before, after }: Comparison,
  {
    red,
    versions,
    requestsBefore,
  }: { readonly red: RedModel; readonly versions: readonly VersionInView[]; readonly requestsBefore: number | null }
): KnownLoads {
  const seconds = (side: ComparedSide) => secondsOfSide(side, versions);
  const edges = Math.hypot(EDGE_SECONDS / seconds(before), EDGE_SECONDS / seconds(after));
  const requests = (side: ComparedSide) => requestsOfSide(side, red, versions);
  const counted = { before: requestsBefore ?? requests(before), after: requests(after) };
  if (counted.before !== null && counted.after !== null) {
    return { per: 'request', edges, loads: { before: counted.before, after: counted.after } };
  }
  return { per: 'second', edges, loads: { before: seconds(before), after: seconds(after) } };
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
