/**
 * Waiting: what each kind of profile knows of it, and what it cannot know.
 *
 * - CPU     sees work only. A call to a database may wait a hundred times as long as it computes.
 * - wall    sees both; the waiting stands below the call that waits, never in the middleware around it
 * - mutex   charges the function that held the lock, at its unlock (Go)
 * - block   charges the stack that waits (Go; the lock profiles of Java and .NET)
 * - goroutine  counts stacks; most of them wait, for how long is not in it
 * - heap in use  knows who allocated what is held, not who holds it
 */
import type { FuncIndex } from '../profiles/callTree';
import type { Anchors } from './anchors';
import type { Candidate } from './candidate';
import { samplesOf, type AnalysisContext } from './context';
import type { Category, DataQuality, Reason, WaitsFor } from './model';

const WAITS_FOR: Partial<Record<Category, WaitsFor>> = {
  lock: 'lock',
  sched: 'goroutine',
  io: 'io',
  syscall: 'io',
  remote: 'answer',
};

/**
 * @param category  kind of work that most of the row is
 * @returns sentences of "Why" about waiting; none where the profile measures work and the row is work
 */
export function waitReasons(
  context: AnalysisContext,
  { origin, subject, site, group, anchors, verdict }: Candidate,
  category: Category
): readonly Reason[] {
  const { facts, kind, counts } = context;
  const until = WAITS_FOR[category];
  const waits = (): Reason => ({
    kind: 'waits',
    func: facts.ref(subject),
    until: heaviestWait(context, anchors) ?? until ?? 'goroutine',
    samples: samplesOf(context, group?.weight ?? counts.cum[subject]),
  });
  switch (kind) {
    case 'mutex':
      return origin === 'lock-scope' ? [{ kind: 'holds-lock', func: facts.ref(site) }] : [];
    case 'block':
    case 'goroutine':
      return [waits()];
    case 'wall':
      return until === 'answer' || until === 'lock' ? [waits()] : [];
    case 'inuse':
      return site >= 0 && verdict === 'fix' ? [{ kind: 'allocated-what-is-held', func: facts.ref(site) }] : [];
    case 'cpu':
      if (origin === 'lock-unseen') {
        return [{ kind: 'cannot-see-waiting', of: 'lock' }];
      }
      return until === 'answer' ? [{ kind: 'cannot-see-waiting', of: 'answer' }] : [];
    default:
      return [];
  }
}

/** Frames above a parked leaf that say what it waits for, nearest first; parking itself says nothing. */
const WAIT_MARKERS: ReadonlyArray<readonly [WaitsFor, RegExp]> = [
  [
    'lock',
    /^(internal\/)?sync\.\(\*(RW)?Mutex\)\.|SemacquireMutex|SemacquireRWMutex|ObjectMonitor::|AbstractQueuedSynchronizer|AwareLock::|pthread_(mutex|rwlock)|threading\.py\S* - acquire/,
  ],
  ['timer', /^time\.Sleep$|^runtime\.timeSleep$|Thread\.sleep|nanosleep|^Kernel#sleep|- sleep/],
  ['io', /^internal\/poll\.|^runtime\.netpoll|^syscall\.|EPoll|epoll_wait|\bpoll\b|recvfrom|socketRead|socket\.py/],
  [
    'goroutine',
    /^runtime\.(chan(recv|send)\d?|selectgo|selectnb\w+)$|^sync\.\(\*(WaitGroup|Cond)\)\.|Semacquire$|LinkedBlockingQueue|Object\.wait/,
  ],
];

/** Frames looked at above a leaf. */
const MAX_UP = 12;

/** What most of the weight below a row's anchors waits for; null where no frame tells. */
function heaviestWait({ tree }: AnalysisContext, { nodes, length }: Anchors): WaitsFor | null {
  const { func, parent, self, subtreeEnd, functions } = tree;
  const weights = new Map<WaitsFor, number>();
  /** what a function's name says; the patterns run once a function, not once a node */
  const markers = new Map<FuncIndex, WaitsFor | undefined>();
  const markerOf = (f: FuncIndex): WaitsFor | undefined => {
    if (!markers.has(f)) {
      markers.set(f, WAIT_MARKERS.find(([, pattern]) => pattern.test(functions.name[f]))?.[0]);
    }
    return markers.get(f);
  };
  for (let k = 0; k < length; k++) {
    for (let leaf = nodes[k]; leaf < subtreeEnd[nodes[k]]; leaf++) {
      let found: WaitsFor | undefined;
      for (let up = leaf, step = 0; self[leaf] > 0 && up >= nodes[k] && step < MAX_UP && found === undefined; step++) {
        found = markerOf(func[up]);
        up = parent[up];
      }
      if (found !== undefined) {
        weights.set(found, (weights.get(found) ?? 0) + self[leaf]);
      }
    }
  }
  let best: WaitsFor | null = null;
  for (const [wait, weight] of weights) {
    best = best === null || weight > (weights.get(best) ?? 0) ? wait : best;
  }
  return best;
}

/** CPU share from which a call to another service is worth a word about its wait: a query computes little. */
const MIN_CALL_SHARE = 0.002;

/**
 * The widest call to a database or another service below owned code, where the profile cannot show its wait; null where
 * there is none or the profile measures waiting. One look a function, and the nodes of the few that call out.
 */
export function unseenWait({
  facts,
  kind,
  counts,
  total,
  tree,
  projection,
  nodesOf,
}: AnalysisContext): DataQuality['unseenWait'] {
  if (kind !== 'cpu' || total <= 0) {
    return null;
  }
  let widest: FuncIndex = -1;
  let most = MIN_CALL_SHARE * total;
  for (let f = 0; f < facts.category.length; f++) {
    if (facts.category[f] !== 'remote' || counts.cum[f] < most) {
      continue;
    }
    const below = nodesOf(f).reduce((sum, node) => sum + (projection.owned[node] >= 0 ? tree.cum[node] : 0), 0);
    if (below >= most) {
      widest = f;
      most = below;
    }
  }
  return widest < 0 ? null : { func: facts.ref(widest), share: most / total };
}
