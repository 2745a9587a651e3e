/**
 * Fetches two values of a label, each with its own load. Requests where the metrics tell them by this label for both, else the
 * seconds in which profiles of each came in. At most two profiles, a rate and two small series.
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
  const first = await read(before);
  if (first.frame === null || isThin(first.samples)) {
    return { kind: 'none', tried: [{ comparison, side: 'before', samples: first.samples }] };
  }
  const requests = await requestsOfSides(comparison, context, ports);
  const load = async (side: ComparedSide, count: number | null): Promise<SideLoad> => ({
    requests: count,
    seconds: await secondsOf(side, context, ports),
  });
  // A version that is read alone is on screen, and its requests are told with each answer of the panel.
  if (after.match === undefined && requests !== null) {
    return found(comparison, { frame: first.frame, load: await load(before, requests.before) }, null);
  }
  const second = await read(after);
  if (second.frame === null || isThin(second.samples)) {
    return { kind: 'none', tried: [{ comparison, side: 'after', samples: second.samples }] };
  }
  const [beforeLoad, afterLoad] = await Promise.all([
    load(before, requests?.before ?? null),
    load(after, requests?.after ?? null),
  ]);
  return found(comparison, { frame: first.frame, load: beforeLoad }, { frame: second.frame, load: afterLoad });
}

const found = (comparison: Comparison, before: ReadSide, after: ReadSide | null): BaselineRead => ({
  kind: 'found',
  comparison,
  before,
  after,
  tried: [],
});

const secondsIn = ({ fromMs, toMs }: ComparedSide) => Math.max(1, (toMs - fromMs) / 1000);

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

/** How long a side served; both the load where requests are not known, and what its edges are a part of. */
async function secondsOf(side: ComparedSide, context: BaselineContext, ports: SidePorts): Promise<number> {
  const { label, versions } = context;
  const version = side.version ?? (side.match?.label === label && !side.match?.isOther ? side.match?.value : null);
  if (versions.some((one) => one.version === version) && (side.match === undefined || side.match.label === label)) {
    return loadOfSide({ ...side, version: version ?? null, match: undefined }, context).seconds;
  }
  return (await orNull(ports.queryProfiledSeconds(side, matchesOf(side, label)))) ?? secondsIn(side);
}

/** What can't be had of the load is no reason to compare nothing. */
async function orNull<T>(answer: Promise<T | null>): Promise<T | null> {
  try {
    return await answer;
  } catch {
    return null;
  }
}
