/** What was learnt about the server of a datasource, by its answers alone: plain builds leave the version text empty. */
import type { Arrival } from './arrival';
import type { Subject } from './requestBodies';

/** How Pyroscope stores profiles, which decides what it can be asked. */
export type StorageMode = 'v1' | 'v2' | 'dual';

/** The selectors that a server which does not know them ignores, giving the profile of the whole service instead. */
export type IdKind = 'span' | 'trace' | 'profile' | 'callSite';

/** A dashboard has not so many profile queries. */
const MOST_ARRIVALS = 100;

/** Lives as long as the datasource object, that is until its settings are saved or the page is loaded anew. */
type ArrivalSubject = Pick<Subject, 'profileTypeId' | 'labelSelector' | 'fromMs' | 'toMs'>;

interface SeenArrival extends Pick<Subject, 'fromMs' | 'toMs'> {
  readonly arrival: Arrival;
}

/** Ends of a relative window move with the clock, and not quite together. */
const WINDOW_TOLERANCE_MS = 1000;
const MOST_BETWEEN_REFRESHES_MS = 60_000;

export class ServerFacts {
  /** false once it answered a pprof request without pprof */
  givesPprof: boolean | null = null;
  /** its node limit, once it refused the default one */
  maxNodesAllowed: number | null = null;
  storageMode: StorageMode | null = null;
  isAskingStorage = false;
  /** how often it was asked for */
  storageQuestions = 0;

  /** by profile type and selector, the one asked for last at the end */
  private readonly arrivals = new Map<string, SeenArrival>();
  /** by profile type, selector and window: a question on its way */
  readonly arrivalQuestions = new Map<string, Promise<void>>();

  /** by kind: start of the earliest window in which the server was seen to select by such ids */
  private readonly selectsSinceMs = new Map<IdKind, number>();

  /**
   * True when the server was seen to select by ids of this kind in a window that began no later. In dual storage the
   * older part of the data is answered by v1, which ignores some kinds: what holds for a window holds for later ones,
   * not for earlier ones.
   */
  selectsBy(kind: IdKind, fromMs: number): boolean {
    return fromMs >= (this.selectsSinceMs.get(kind) ?? Infinity);
  }

  /** What was seen of it in this window, or in the one that it was before a refresh; null where nothing was. */
  arrivalOf(subject: ArrivalSubject): Arrival | null {
    const seen = this.arrivals.get(keyOf(subject));
    const length = subject.toMs - subject.fromMs;
    const isSameWindow =
      seen !== undefined &&
      Math.abs(seen.toMs - seen.fromMs - length) <= WINDOW_TOLERANCE_MS &&
      Math.abs(seen.toMs - subject.toMs) <= Math.max(MOST_BETWEEN_REFRESHES_MS, length / 10);
    return isSameWindow ? seen.arrival : null;
  }

  rememberArrival(subject: ArrivalSubject, arrival: Arrival): void {
    const key = keyOf(subject);
    this.arrivals.delete(key);
    this.arrivals.set(key, { arrival, fromMs: subject.fromMs, toMs: subject.toMs });
    const [oldest] = this.arrivals.keys();
    if (this.arrivals.size > MOST_ARRIVALS && oldest !== undefined) {
      this.arrivals.delete(oldest);
    }
  }

  rememberSelectsBy(kind: IdKind, fromMs: number): void {
    this.selectsSinceMs.set(kind, Math.min(fromMs, this.selectsSinceMs.get(kind) ?? Infinity));
  }
}

function keyOf({ profileTypeId, labelSelector }: Pick<Subject, 'profileTypeId' | 'labelSelector'>): string {
  return JSON.stringify([profileTypeId, labelSelector]);
}
