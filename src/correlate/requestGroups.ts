/**
 * Two groups of requests to compare: those of a region of the duration chart, and others like them.
 *
 * "Like them" is by route. A region of slow dots is mostly of one route, and against the whole service it would differ in
 * everything that this route does; what is asked is what its slow requests do that its other requests don't.
 *
 * Nothing is drawn at random: each pick is even over time, so the same region always gives the same groups.
 */
import { describeRequest, type Exemplar } from './exemplars';

/** A rectangle of the duration chart; both edges belong to it. */
export interface Region {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export interface GroupLimits {
  /** profiles asked for on each side */
  readonly batches: number;
  /** requests merged into one of them */
  readonly perBatch: number;
}

export interface RequestGroups {
  /** batches of requests, each mixed over the whole time; empty where there is nothing to compare */
  readonly group: ReadonlyArray<readonly Exemplar[]>;
  readonly others: ReadonlyArray<readonly Exemplar[]>;
  /** requests that are compared, and those there are */
  readonly groupUsed: number;
  readonly groupFound: number;
  readonly othersUsed: number;
  readonly othersFound: number;
  /** routes that both sides are made of, in the same proportion; empty where routes are not known or have no others */
  readonly routes: readonly string[];
}

export const isInRegion = ({ timeMs, valueSeconds }: Exemplar, region: Region): boolean =>
  timeMs >= region.fromMs &&
  timeMs <= region.toMs &&
  valueSeconds >= region.fromSeconds &&
  valueSeconds <= region.toSeconds;

/**
 * @param picked  the requests in question
 * @param all     every request in view, the picked ones among them
 * O(n log n)
 */
export function chooseGroups(
  picked: readonly Exemplar[],
  all: readonly Exemplar[],
  { batches, perBatch }: GroupLimits
): RequestGroups {
  const keys = new Set(picked.map(({ key }) => key));
  const rest = all.filter(({ key }) => !keys.has(key));
  const most = batches * perBatch;
  const matched = matchRoutes(picked, rest, most);
  const group = matched?.group ?? evenly(byTime(picked), most);
  const others = matched?.others ?? evenly(byTime(rest), most);
  return {
    group: deal(group, batches),
    others: deal(others, batches),
    groupUsed: group.length,
    groupFound: picked.length,
    othersUsed: others.length,
    othersFound: matched?.othersFound ?? rest.length,
    routes: matched?.routes ?? [],
  };
}

interface Matched {
  readonly group: readonly Exemplar[];
  readonly others: readonly Exemplar[];
  readonly othersFound: number;
  readonly routes: readonly string[];
}

/** null where no route has requests on both sides */
function matchRoutes(picked: readonly Exemplar[], rest: readonly Exemplar[], most: number): Matched | null {
  const restByRoute = byRoute(rest);
  const pairs = [...byRoute(picked)].flatMap(([route, here]) => {
    const there = restByRoute.get(route);
    return route === '' || there === undefined ? [] : [{ route, here, there }];
  });
  if (pairs.length === 0) {
    return null;
  }
  // Of one route all can be taken. Of several, as many of each on one side as on the other (or the same multiple of it),
  // else the mix of routes would be the difference.
  const [only] = pairs;
  const isSingle = pairs.length === 1;
  const even = pairs.map(({ here, there }) => Math.min(here.length, there.length));
  const times = Math.max(1, Math.floor(Math.min(...pairs.map(({ there }, i) => there.length / even[i]))));
  const scale = Math.min(1, most / sum(even));
  const otherScale = Math.min(1, most / (times * sum(even)));
  return {
    group: isSingle
      ? evenly(only.here, most)
      : byTime(pairs.flatMap(({ here }, i) => evenly(here, Math.max(1, Math.floor(even[i] * scale))))),
    others: isSingle
      ? evenly(only.there, most)
      : byTime(pairs.flatMap(({ there }, i) => evenly(there, Math.max(1, Math.floor(times * even[i] * otherScale))))),
    othersFound: sum(pairs.map(({ there }) => there.length)),
    routes: pairs.map(({ route }) => route),
  };
}

function byRoute(requests: readonly Exemplar[]): Map<string, Exemplar[]> {
  const found = new Map<string, Exemplar[]>();
  for (const request of byTime(requests)) {
    const route = describeRequest(request).route ?? '';
    const same = found.get(route);
    if (same === undefined) {
      found.set(route, [request]);
    } else {
      same.push(request);
    }
  }
  return found;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const byTime = (requests: readonly Exemplar[]) =>
  [...requests].sort((a, b) => a.timeMs - b.timeMs || (a.key < b.key ? -1 : 1));

/** At most so many, at equal distances in their order. */
export function evenly<T>(list: readonly T[], most: number): readonly T[] {
  return list.length <= most
    ? list
    : Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]);
}

/** Dealt like cards, so that each batch holds requests of the whole time. */
function deal(requests: readonly Exemplar[], batches: number): ReadonlyArray<readonly Exemplar[]> {
  const count = Math.min(batches, requests.length);
  return Array.from({ length: count }, (_, batch) => requests.filter((_request, i) => i % count === batch));
}
