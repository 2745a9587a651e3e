/**
 * Where every node stands in the user's own code: the first owned frame above it, the library function that owned code
 * called there, the entry point, and its part of the ledger. One forward pass; everything later reads these columns.
 *
 *   main            owned: –        A stack               owned   lib     entry
 *   api.Route       owned           main (runtime)          –      –        –
 *   api.checkout    owned           api.Route  (trunk)    self     –        –
 *   rules.Apply     owned           api.checkout          self     –      self
 *   regexp.Compile  stdlib          rules.Apply           self     –      checkout
 *   regexp.compile  stdlib          regexp.Compile        Apply   self    checkout
 *                                   regexp.compile        Apply  Compile  checkout
 *
 * Artefact frames take their parent's place, so that their time counts as the parent's.
 */
import type { CallTree, ReadonlyFloat64Array } from '../profiles/callTree';
import { FLAG_ARTEFACT, FLAG_CLOSURE, FLAG_SCAFFOLD, type FunctionFacts } from './functionFacts';
import { OWNED } from './ownership';
import { LEDGER_BUCKETS } from './patterns';

export const BUCKET_NONE = LEDGER_BUCKETS.indexOf('none');
export const BUCKET_ALLOC = LEDGER_BUCKETS.indexOf('alloc');
export const BUCKET_MARK = LEDGER_BUCKETS.indexOf('mark');
export const BUCKET_IDLE = LEDGER_BUCKETS.indexOf('idle');

export interface Projection {
  /** NodeIndex → nearest owned node at or above it; −1 */
  readonly owned: Int32Array;
  /**
   * NodeIndex → first frame outside owned code below `owned` (or below the scaffolding, where nothing is owned); −1
   * for owned frames
   */
  readonly lib: Int32Array;
  /** NodeIndex → entry point node above it; −1 */
  readonly entry: Int32Array;
  /** NodeIndex → index into LEDGER_BUCKETS */
  readonly bucket: Uint8Array;
}

/**
 * Trunk: owned functions through which (nearly) all owned work passes, seen from the root down to where it parts. They
 * stand above the entry points: `main`, a server's loop, a router, middleware round everything. A function below the
 * parting that collects (nearly) everything again is a waist, not trunk: most of trunk stands above the parting.
 * Closures part nothing: routes are closures.
 *
 * @returns FuncIndex → 1 for trunk
 */
export function computeTrunk(
  tree: CallTree,
  { ownership, flags }: FunctionFacts,
  { cum, share }: { cum: ReadonlyFloat64Array; share: number }
): Uint8Array {
  const { length, func, parent, subtreeEnd } = tree;
  let ownedTotal = 0;
  let end = 0;
  for (let i = 0; i < length; i++) {
    if (i >= end && ownership[func[i]] === OWNED) {
      ownedTotal += tree.cum[i];
      end = subtreeEnd[i];
    }
  }
  const wide = new Uint8Array(ownership.length);
  for (let f = 0; f < wide.length; f++) {
    wide[f] = ownership[f] === OWNED && ownedTotal > 0 && cum[f] >= share * ownedTotal ? 1 : 0;
  }
  const above = new Uint8Array(length);
  const aboveCum = new Float64Array(wide.length);
  const activeEnd = new Int32Array(wide.length);
  for (let i = 0; i < length; i++) {
    const f = func[i];
    above[i] =
      (parent[i] < 0 || above[parent[i]] === 1) &&
      (ownership[f] !== OWNED || wide[f] === 1 || (flags[f] & FLAG_CLOSURE) !== 0)
        ? 1
        : 0;
    if (above[i] === 1 && i >= activeEnd[f]) {
      aboveCum[f] += tree.cum[i];
      activeEnd[f] = subtreeEnd[i];
    }
  }
  for (let f = 0; f < wide.length; f++) {
    wide[f] = wide[f] === 1 && 2 * aboveCum[f] >= cum[f] ? 1 : 0;
  }
  return wide;
}

/** A specific part of the ledger inside a general one wins (assist inside alloc); alloc and mark never replace one. */
const replaces = (inner: number, outer: number) =>
  inner !== BUCKET_NONE &&
  (outer === BUCKET_NONE || (outer !== BUCKET_IDLE && inner !== BUCKET_ALLOC && inner !== BUCKET_MARK));

export function computeProjection(tree: CallTree, facts: FunctionFacts, trunk: Uint8Array): Projection {
  const { length, func, parent } = tree;
  const { ownership, flags, bucket: functionBucket } = facts;
  const owned = new Int32Array(length);
  const lib = new Int32Array(length);
  const entry = new Int32Array(length);
  const bucket = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const f = func[i];
    const p = parent[i];
    const root = p < 0;
    const flag = flags[f];
    const outerBucket = root ? BUCKET_NONE : bucket[p];
    bucket[i] = replaces(functionBucket[f], outerBucket) ? functionBucket[f] : outerBucket;
    entry[i] = root ? -1 : entry[p];
    owned[i] = root ? -1 : owned[p];
    if ((flag & FLAG_ARTEFACT) !== 0 && !root) {
      lib[i] = lib[p];
    } else if (ownership[f] === OWNED) {
      owned[i] = i;
      lib[i] = -1;
      if (entry[i] < 0 && trunk[f] === 0 && (flag & FLAG_CLOSURE) === 0) {
        entry[i] = i;
      }
    } else if (root || lib[p] < 0) {
      lib[i] = owned[i] < 0 && (flag & FLAG_SCAFFOLD) !== 0 ? -1 : i;
    } else {
      lib[i] = lib[p];
    }
  }
  return { owned, lib, entry, bucket };
}
