/**
 * Fetches two values of a label, each with its own load. Requests where the metrics tell them by this label for both, else the
 * seconds in which profiles of each came in, else those of the window. All others together need their requests. At most two profiles, a rate and two small series.
 */
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import type { ComparedSide, Comparison } from '../../correlate/baseline';
import { loadOfSide, type SideLoad } from './loads';
import { matchesOf, type BaselineContext, type BaselineRead, type ReadSide } from './readBaseline';
import { samplesOfFrame } from './samplesOfFrame';
import type { SidePorts } from './sidePorts';

export async function readLabelSides(
  comparison: Comparison,
  context: BaselineContext,
  ports: SidePorts
): Promise<BaselineRead> {
  const { before, after } = comparison;
  const isThin = (samples: number) => samples < defaultVerifyLimits.minSamplesBefore;
  const read = async (side: ComparedSide) => {
    const frame = await ports.queryProfile(side, matchesOf(side, context.label));
    return { frame, samples: frame === null ? 0 : (samplesOfFrame(frame) ?? Infinity) };
  };
  const requests = await requestsOfSides(comparison, context, ports);
  // The sum of many against one is no comparison without what each served.
  if (requests === null && after.match?.isOther) {
    return { kind: 'none', tried: [{ comparison, side: 'after', samples: null }] };
  }
  const first = await read(before);
  if (first.frame === null || isThin(first.samples)) {
    return { kind: 'none', tried: [{ comparison, side: 'before', samples: first.samples }] };
  }
  // A version that is read alone is on screen, and its requests are told with each answer of the panel.
  if (after.match === undefined && requests !== null) {
    const seconds = await secondsOf(before, context, ports);
    return found(comparison, { frame: first.frame, load: loadOf(before, requests.before, seconds) }, null);
  }
  const second = await read(after);
  if (second.frame === null || isThin(second.samples)) {
    return { kind: 'none', tried: [{ comparison, side: 'after', samples: second.samples }] };
  }
  const known = await Promise.all([before, after].map((side) => secondsOf(side, context, ports)));
  // Seconds of one kind on both sides.
  const [beforeSeconds, afterSeconds] = known.includes(null) ? [null, null] : known;
  return found(
    comparison,
    { frame: first.frame, load: loadOf(before, requests?.before ?? null, beforeSeconds) },
    { frame: second.frame, load: loadOf(after, requests?.after ?? null, afterSeconds) }
  );
}

const found = (comparison: Comparison, before: ReadSide, after: ReadSide | null): BaselineRead => ({
  kind: 'found',
  comparison,
  before,
  after,
  tried: [],
});

/** @param seconds  null where not known: then it is the window */
const loadOf = ({ fromMs, toMs }: ComparedSide, requests: number | null, seconds: number | null): SideLoad => ({
  requests,
  ...(seconds === null ? { seconds: Math.max(1, (toMs - fromMs) / 1000), isWindow: true } : { seconds }),
});

interface RequestsOfSides {
  readonly before: number;
  readonly after: number;
}

/** null where one of them is not known: then neither counts. */
async function requestsOfSides(
  { before, after }: Comparison,
  { label: versionLabel, shown, ...metrics }: BaselineContext,
  ports: SidePorts
): Promise<RequestsOfSides | null> {
  const label = before.match?.label;
  if (label === undefined) {
    return null;
  }
  const isByVersion = label === versionLabel;
  // The rate of one version by another label is not asked for.
  if (!isByVersion && before.version !== null) {
    return null;
  }
  const byValue: ReadonlyMap<string, number> | null = isByVersion
    ? new Map(
        metrics.versions.map(({ version }) => [
          version,
          loadOfSide({ ...before, version, match: undefined }, metrics).requests ?? 0,
        ])
      )
    : await orNull(ports.queryRequestsBy(before, label));
  const requestsOf = ({ match }: ComparedSide): number => {
    if (match === undefined) {
      return shown.requests ?? 0;
    }
    const own = byValue?.get(match.value) ?? 0;
    const total = [...(byValue?.values() ?? [])].reduce((sum, count) => sum + count, 0);
    // Values that the metrics don't know may be known to them by another name, and are among the others then.
    return match.isOther ? (own > 0 ? total - own : 0) : own;
  };
  const known = { before: requestsOf(before), after: requestsOf(after) };
  return known.before > 0 && known.after > 0 ? known : null;
}

/** How long a side served; both the load where requests are not known, and what its edges are a part of. null = not known. */
async function secondsOf(side: ComparedSide, context: BaselineContext, ports: SidePorts): Promise<number | null> {
  const { label, versions } = context;
  const version = side.version ?? (side.match?.label === label && !side.match?.isOther ? side.match?.value : null);
  if (versions.some((one) => one.version === version) && (side.match === undefined || side.match.label === label)) {
    return loadOfSide({ ...side, version: version ?? null, match: undefined }, context).seconds;
  }
  return orNull(ports.queryProfiledSeconds(side, matchesOf(side, label)));
}

/** What can't be had of the load is no reason to compare nothing. */
async function orNull<T>(answer: Promise<T | null>): Promise<T | null> {
  try {
    return await answer;
  } catch {
    return null;
  }
}
