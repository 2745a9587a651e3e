/**
 * Waiting set aside, before anything is counted as cost: a wall profile of a service is mostly its event loop.
 *
 *   loop 10          loop 1       Without the wait the loop's cum is 1 of 1. With it every share of what stands above
 *   ├ select 9   →   ├ select 0   the wait would be a share of another whole: 10 of 1.
 *   └ work 1         └ work 1
 *
 * The nodes stay, so that an index means the same before and after.
 */
import type { CallTree, NodeIndex } from '../profiles/callTree';
import { RUNTIME, STDLIB } from './codes';
import type { FunctionFacts } from './functionFacts';
import type { Language, ProfileKind } from './model';
import { BACKGROUND, LEDGER_BUCKETS } from './patterns';

const IDLE = LEDGER_BUCKETS.indexOf('idle');

/** Profiles that measure waiting: there a thread that waits for its next piece of work is idle too. */
export const MEASURES_WAITING: ReadonlySet<ProfileKind> = new Set(['wall', 'block']);

/** FuncIndex → 1 for frames whose weight, and everything below them, is nobody's request. */
function idleFunctions(tree: CallTree, { bucket, language = 'unknown' }: IdleFacts, kind: ProfileKind): Uint8Array {
  const background = MEASURES_WAITING.has(kind) ? BACKGROUND[language] : undefined;
  const idle = new Uint8Array(bucket.length);
  for (let f = 0; f < idle.length; f++) {
    idle[f] = bucket[f] === IDLE || background?.test(tree.functions.name[f]) === true ? 1 : 0;
  }
  return idle;
}

/**
 * Where a thread or goroutine parks. It waits for nobody's request where its whole stack is the platform's: below the
 * service's code or a library's the same frame is somebody's wait.
 */
const PARKED: Partial<Readonly<Record<Language, RegExp>>> = {
  go: /^runtime\.(gopark|goparkunlock|notetsleepg?|notesleep|stopm)$/,
  jvm: /^(jdk\/internal\/misc|sun\/misc)\/Unsafe\.park|^java\/lang\/(Object\.wait|Thread\.sleep)/,
  dotnet: /^System\.Threading\.(WaitHandle\.Wait\w*|Monitor\.Wait|Thread\.Sleep\w*|ManualResetEventSlim\.Wait)$/,
};

/**
 * Whether a node's function parks and nothing but the platform's code stands above it; null where none parks. To be
 * asked of every node after its parent: what stands above is known from there, however deep the stack.
 */
function createParkTest(
  { length, func, parent, functions }: CallTree,
  { ownership, language = 'unknown' }: IdleFacts,
  kind: ProfileKind
): ((node: NodeIndex) => boolean) | null {
  const parked = MEASURES_WAITING.has(kind) ? PARKED[language] : undefined;
  if (parked === undefined || ownership === undefined || !functions.name.some((name) => parked.test(name))) {
    return null;
  }
  const parks = Uint8Array.from(functions.name, (name) => (parked.test(name) ? 1 : 0));
  const isPlatforms = new Uint8Array(length);
  return (node) => {
    const above = parent[node];
    const owner = ownership[func[node]];
    const isOf = (owner === RUNTIME || owner === STDLIB) && (above < 0 || isPlatforms[above] === 1);
    isPlatforms[node] = isOf ? 1 : 0;
    return isOf && parks[func[node]] === 1;
  };
}

type IdleFacts = Pick<FunctionFacts, 'bucket'> & Partial<Pick<FunctionFacts, 'language' | 'ownership'>>;

/**
 * The tree without the weight at and below idle frames; the same tree where there is none. Two passes, else none.
 *
 * @param kind  what the profile measures
 */
export function withoutIdle(tree: CallTree, facts: IdleFacts, kind: ProfileKind = 'cpu'): CallTree {
  const idle = idleFunctions(tree, facts, kind);
  const isParked = createParkTest(tree, facts, kind);
  if (!idle.includes(1) && isParked === null) {
    return tree;
  }
  const { length, func, parent, subtreeEnd } = tree;
  const self = Float64Array.from(tree.self);
  const cum = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    if (idle[func[i]] === 1 || isParked?.(i) === true) {
      self.fill(0, i, subtreeEnd[i]);
      i = subtreeEnd[i] - 1;
    }
  }
  let total = 0;
  for (let i = length - 1; i >= 0; i--) {
    cum[i] += self[i];
    total += self[i];
    if (parent[i] >= 0) {
      cum[parent[i]] += cum[i];
    }
  }
  return { ...tree, self, cum, total };
}
