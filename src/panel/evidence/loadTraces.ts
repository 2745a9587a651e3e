/**
 * How much of each of the slowest requests is one function. Most routes of a service never run it, so the routes are asked
 * first, each with some of its requests merged; then the slowest requests of those that do, one by one.
 */
import type { DataFrame } from '@grafana/data';
import { from, lastValueFrom, mergeMap, tap, toArray } from 'rxjs';
import { describeRequest, type Exemplar } from '../../correlate/exemplars';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import type { FunctionWeight, WeighTask } from '../analysis/tasks';
import { readProfile } from '../analysis/useAnalysis';
import { WINDOW_MARGIN_MS, windowAround } from '../request/loadRequestProfile';
import type { QuerySelection } from '../request/requestPorts';

/** Each is a query of its own. */
export const MOST_TRACES = 20;
export const MOST_ROUTES = 12;
/** Requests of a route that are merged to see whether it runs the function. */
const OF_A_ROUTE = 8;
const AT_A_TIME = 4;

export interface TraceShare {
  readonly exemplar: Exemplar;
  /** CPU of the request, and of the function in it, in `unit` */
  readonly total: number;
  readonly weight: number;
  readonly samples: number;
}

export interface TraceShares {
  /** most of the function first; requests that never ran it are left out */
  readonly traces: readonly TraceShare[];
  readonly unit: string;
  /** routes that were asked, and those of them that run it; both 0 where the metrics know one route or none */
  readonly routes: number;
  readonly routesWithFunction: number;
  /** routes in view past the limit */
  readonly routesLeftOut: number;
  /** requests that were read, have no samples, don't run the function, can't be asked for (they name no span) */
  readonly read: number;
  readonly withoutSamples: number;
  readonly withoutFunction: number;
  readonly unnamed: number;
}

export interface TracePorts {
  readonly querySelection: QuerySelection;
  readonly canSelectTraces: boolean;
  onProgress(done: number, of: number): void;
  compute(task: WeighTask): Promise<readonly FunctionWeight[]>;
}

export interface TraceQuestion {
  /** full name */
  readonly func: string;
  readonly profileTypeId: string;
}

/** @throws what the ports throw */
export async function loadTraceShares(
  exemplars: readonly Exemplar[],
  question: TraceQuestion,
  ports: TracePorts
): Promise<TraceShares> {
  const slowestFirst = [...exemplars].sort((a, b) => b.valueSeconds - a.valueSeconds);
  const named = slowestFirst.filter(({ spanId }) => spanId !== null || ports.canSelectTraces);
  const inView = [...byRoute(named)];
  const routes = inView.slice(0, MOST_ROUTES);
  const asked = routes.length > 1 ? routes : [];
  const merged = await weigh(
    asked.map(([, requests]) => requests.slice(0, OF_A_ROUTE)),
    question,
    ports
  );
  const running = asked.filter((_, i) => (merged[i]?.weight ?? 0) > 0);
  const candidates = (asked.length === 0 ? named : slowest(running.flatMap(([, requests]) => requests))).slice(
    0,
    MOST_TRACES
  );
  const weights = await weigh(
    candidates.map((exemplar) => [exemplar]),
    question,
    ports
  );
  const shares = candidates.flatMap((exemplar, i): Array<TraceShare & { unit: string }> => {
    const own = weights[i];
    return own === null ? [] : [{ exemplar, ...own }];
  });
  const traces = shares
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || b.exemplar.valueSeconds - a.exemplar.valueSeconds);
  return {
    traces,
    unit: shares[0]?.unit ?? 'nanoseconds',
    routes: asked.length,
    routesWithFunction: running.length,
    routesLeftOut: inView.length - routes.length,
    read: candidates.length,
    withoutSamples: candidates.length - shares.length,
    withoutFunction: shares.length - traces.length,
    unnamed: slowestFirst.length - named.length,
  };
}

const slowest = (requests: readonly Exemplar[]) => [...requests].sort((a, b) => b.valueSeconds - a.valueSeconds);

/** Routes in the order of their slowest request. */
function byRoute(slowestFirst: readonly Exemplar[]): ReadonlyMap<string, readonly Exemplar[]> {
  const found = new Map<string, Exemplar[]>();
  for (const exemplar of slowestFirst) {
    const route = describeRequest(exemplar).route ?? '';
    found.set(route, [...(found.get(route) ?? []), exemplar]);
  }
  return found;
}

/** By group of requests; null where none of them has a sample. */
async function weigh(
  groups: ReadonlyArray<readonly Exemplar[]>,
  { func, profileTypeId }: TraceQuestion,
  { querySelection, onProgress, compute }: TracePorts
): Promise<ReadonlyArray<(FunctionWeight & { readonly unit: string }) | null>> {
  if (groups.length === 0) {
    return [];
  }
  let done = 0;
  onProgress(0, groups.length);
  const answers = await lastValueFrom(
    from(groups.map((requests, index) => ({ requests, index }))).pipe(
      mergeMap(
        async ({ requests, index }) => ({ index, frame: await mergedProfile(requests, querySelection) }),
        AT_A_TIME
      ),
      tap(() => onProgress(++done, groups.length)),
      toArray()
    )
  );
  const found = answers.flatMap(({ index, frame }) =>
    frame === null ? [] : [{ index, source: describeProfileFrame(frame, { profileTypeId }) }]
  );
  const weights =
    found.length === 0
      ? []
      : await compute({ kind: 'weigh', profiles: found.map(({ source }) => readProfile(source).profile), func });
  const byGroup = new Map(found.map(({ index, source }, i) => [index, { ...weights[i], unit: source.unit }]));
  return groups.map((_, index) => byGroup.get(index) ?? null);
}

function mergedProfile(requests: readonly Exemplar[], query: QuerySelection): Promise<DataFrame | null> {
  const spans = requests.flatMap(({ spanId }) => (spanId === null ? [] : [spanId]));
  const haveSpans = spans.length === requests.length;
  const window = windowAround(
    Math.min(...requests.map(({ timeMs, valueSeconds }) => timeMs - valueSeconds * 1000)),
    Math.max(...requests.map(({ timeMs }) => timeMs)),
    WINDOW_MARGIN_MS
  );
  return query(
    haveSpans ? { kind: 'spans', ids: spans } : { kind: 'traces', ids: requests.map(({ traceId }) => traceId) },
    window
  );
}
