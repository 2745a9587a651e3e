/**
 * Does one request do what the service's profile says? A request has some ten to some hundred samples: enough to see
 * whether the service's hot path is there, never enough to rank fixes. So the answer is about one row, and there is no
 * ranking in it.
 */
import type { CallTree } from '../../profiles/callTree';
import type { Row } from '../model';
import { countSamples } from '../quality';
import { wilsonInterval } from './wilson';

export interface RequestConfirmation {
  /**
   * `same-here`: the path takes at least half the share that it takes in the service; `not-here`: surely less than half
   * of it; `cannot-tell`: the interval holds both.
   */
  readonly answer: 'same-here' | 'not-here' | 'cannot-tell';
  /** samples of the request, and those of them on the row's path */
  readonly samples: number;
  readonly onPath: number;
  /** share of the path in the request, with its 95 % interval, 0..1 */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** share of the same path in the service, 0..1 */
  readonly serviceShare: number;
  /** `cannot-tell` only: samples after which the interval would be narrow enough, all else equal */
  readonly moreSamples: number | null;
}

/** The path of a row on a tree: the stacks in which `lower` stands at or below `upper`. */
export interface RowPath {
  /** null = every stack with `lower` */
  readonly upper: string | null;
  readonly lower: string;
}

/** From the site down to the subject; a dispatcher's row has them the other way round. */
export function pathOfRow({ site, subject, layer }: Pick<Row, 'site' | 'subject' | 'layer'>): RowPath {
  return layer === 'callee' && site !== null
    ? { upper: subject.name, lower: site.name }
    : { upper: site?.name ?? null, lower: subject.name };
}

/**
 * @param row      of the service's analysis
 * @param service  the service's profile, same type
 * @param request  the request's profile; recursion and repeated frames count once a stack
 */
export function confirmRequest(
  row: Pick<Row, 'site' | 'subject' | 'layer'>,
  { service, request }: { service: CallTree; request: CallTree }
): RequestConfirmation {
  const path = pathOfRow(row);
  const serviceShare = service.total > 0 ? weightOnPath(service, path) / service.total : 0;
  const samples = countSamples(request);
  const share = request.total > 0 ? weightOnPath(request, path) / request.total : 0;
  const { low, high } = wilsonInterval(share * samples, samples);
  const half = serviceShare / 2;
  const answer =
    samples === 0 || serviceShare === 0
      ? 'cannot-tell'
      : low >= half
        ? 'same-here'
        : high < half
          ? 'not-here'
          : 'cannot-tell';
  return {
    answer,
    samples,
    onPath: Math.round(share * samples),
    share,
    low,
    high,
    serviceShare,
    moreSamples: answer === 'cannot-tell' && serviceShare > 0 ? missingSamples(share, samples, half) : null,
  };
}

/** Weight of the path's stacks, each once: only the outermost `lower` below the outermost `upper` counts. One pass. */
export function weightOnPath(tree: CallTree, { upper, lower }: RowPath): number {
  const { name } = tree.functions;
  let weight = 0;
  let upperEnd = upper === null ? tree.length : 0;
  let countedEnd = 0;
  for (let node = 0; node < tree.length; node++) {
    const own = name[tree.func[node]];
    if (own === upper && node >= upperEnd) {
      upperEnd = tree.subtreeEnd[node];
    }
    if (own === lower && node >= countedEnd && node < upperEnd) {
      weight += tree.cum[node];
      countedEnd = tree.subtreeEnd[node];
    }
  }
  return weight;
}

/** Doubles the request until the interval leaves the limit; a share that *is* the limit needs more than anyone has. */
function missingSamples(share: number, samples: number, limit: number): number | null {
  for (let n = Math.max(samples, 8) * 2; n <= 1e6; n *= 2) {
    const { low, high } = wilsonInterval(share * n, n);
    if (low >= limit || high < limit) {
      return n - samples;
    }
  }
  return null;
}
