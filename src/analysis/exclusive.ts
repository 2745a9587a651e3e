/**
 * What every owned function costs by itself: its own self time, and whatever outside code it called directly, down to
 * the leaves or to the next owned frame (dotTrace calls it "own + system").
 *
 * Runtime frames (copying, maps, the allocator) are the function's own doing: nobody edits them, they happen because of
 * a line of this function. Library frames are calls it makes: they may be called less. The two are kept apart.
 */
import type { CallTree, NodeIndex } from '../profiles/callTree';
import type { FunctionFacts } from './functionFacts';
import { RUNTIME, UNRESOLVED } from './ownership';
import { LEDGER_BUCKETS } from './patterns';
import { BUCKET_ALLOC, BUCKET_NONE, type Projection } from './projection';

export interface ExclusiveWeights {
  /** FuncIndex → self of an owned function, artefact frames included */
  readonly own: Float64Array;
  /** FuncIndex → runtime frames that the owned function called directly */
  readonly support: Float64Array;
  /** FuncIndex → library frames that the owned function called directly */
  readonly library: Float64Array;
  /** FuncIndex → part of the three above that was spent in locks */
  readonly lock: Float64Array;
  /** FuncIndex → part of `support` that went through the allocator's functions */
  readonly allocating: Float64Array;
  /** FuncIndex → time in the allocator proper with this owned function nearest above it */
  readonly allocated: Float64Array;
  /** NodeIndex of a library entry → weight below it that is not owned */
  readonly entryWeight: Float64Array;
  /** entry nodes below owned code that have weight, in pre-order */
  readonly entries: readonly NodeIndex[];
  /** entry nodes that no owned frame leads to */
  readonly strays: readonly NodeIndex[];
  /** index of LEDGER_BUCKETS → weight */
  readonly buckets: Float64Array;
  /** NodeIndex → allocator weight of all nodes before it: a subtree's part is a difference */
  readonly allocatedBefore: Float64Array;
}

export function computeExclusiveWeights(
  tree: CallTree,
  facts: FunctionFacts,
  projection: Projection
): ExclusiveWeights {
  const { length, func, self } = tree;
  const { owned, lib, bucket } = projection;
  const { ownership, category } = facts;
  const functionCount = ownership.length;
  const columns = Array.from({ length: 6 }, () => new Float64Array(functionCount));
  const [own, support, library, lock, allocating, allocated] = columns;
  const isLock = Uint8Array.from(category, (kind) => (kind === 'lock' ? 1 : 0));
  const isAlloc = Uint8Array.from(category, (kind) => (kind === 'alloc' ? 1 : 0));
  const entryWeight = new Float64Array(length);
  const buckets = new Float64Array(LEDGER_BUCKETS.length);
  const allocatedBefore = new Float64Array(length + 1);
  const entries: NodeIndex[] = [];
  const strays: NodeIndex[] = [];
  for (let i = 0; i < length; i++) {
    const weight = self[i];
    const part = bucket[i];
    allocatedBefore[i + 1] = allocatedBefore[i] + (part === BUCKET_ALLOC ? weight : 0);
    if (weight <= 0) {
      continue;
    }
    buckets[part] += weight;
    const entry = lib[i];
    if (owned[i] < 0) {
      if (entry >= 0 && part === BUCKET_NONE) {
        if (entryWeight[entry] === 0) {
          strays.push(entry);
        }
        entryWeight[entry] += weight;
      }
      continue;
    }
    const f = func[owned[i]];
    if (part === BUCKET_ALLOC) {
      allocated[f] += weight;
    }
    if (entry < 0) {
      own[f] += weight;
      continue;
    }
    const g = func[entry];
    if (entryWeight[entry] === 0) {
      entries.push(entry);
    }
    entryWeight[entry] += weight;
    if (ownership[g] >= RUNTIME && ownership[g] !== UNRESOLVED) {
      support[f] += weight;
      allocating[f] += isAlloc[g] === 1 ? weight : 0;
    } else {
      library[f] += weight;
    }
    if (isLock[g] === 1 || isLock[func[i]] === 1) {
      lock[f] += weight;
    }
  }
  return { own, support, library, lock, allocating, allocated, entryWeight, entries, strays, buckets, allocatedBefore };
}

/** Exclusive cost of an owned function. */
export const exclusiveOf = ({ own, support, library }: ExclusiveWeights, func: number): number =>
  own[func] + support[func] + library[func];
