/**
 * Waiting set aside, before anything is counted as cost: a wall profile of a service is mostly its event loop.
 *
 *   loop 10          loop 1       Without the wait the loop's cum is 1 of 1. With it every share of what stands above
 *   ├ select 9   →   ├ select 0   the wait would be a share of another whole: 10 of 1.
 *   └ work 1         └ work 1
 *
 * The nodes stay, so that an index means the same before and after.
 */
import type { CallTree } from '../profiles/callTree';
import type { FunctionFacts } from './functionFacts';
import type { ProfileKind } from './model';
import { BACKGROUND, LEDGER_BUCKETS } from './patterns';

const IDLE = LEDGER_BUCKETS.indexOf('idle');

/** Profiles that measure waiting: there a thread that waits for its next piece of work is idle too. */
const MEASURES_WAITING: ReadonlySet<ProfileKind> = new Set(['wall', 'block']);

/** FuncIndex → 1 for frames whose weight, and everything below them, is nobody's request. */
function idleFunctions(tree: CallTree, { bucket, language = 'unknown' }: IdleFacts, kind: ProfileKind): Uint8Array {
  const background = MEASURES_WAITING.has(kind) ? BACKGROUND[language] : undefined;
  const idle = new Uint8Array(bucket.length);
  for (let f = 0; f < idle.length; f++) {
    idle[f] = bucket[f] === IDLE || background?.test(tree.functions.name[f]) === true ? 1 : 0;
  }
  return idle;
}

type IdleFacts = Pick<FunctionFacts, 'bucket'> & Partial<Pick<FunctionFacts, 'language'>>;

/**
 * The tree without the weight at and below idle frames; the same tree where there is none. Two passes, else none.
 *
 * @param kind  what the profile measures
 */
export function withoutIdle(tree: CallTree, facts: IdleFacts, kind: ProfileKind = 'cpu'): CallTree {
  const idle = idleFunctions(tree, facts, kind);
  if (!idle.includes(1)) {
    return tree;
  }
  const { length, func, parent, subtreeEnd } = tree;
  const self = Float64Array.from(tree.self);
  const cum = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    if (idle[func[i]] === 1) {
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
