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
  /** NodeIndex → first frame outside owned code below `owned` (or below the scaffolding, where nothing is owned); −1 for owned frames */
  readonly lib: Int32Array;
  /** NodeIndex → entry point node above it; −1 */
  readonly entry: Int32Array;
  /** NodeIndex → index into LEDGER_BUCKETS */
  readonly bucket: Uint8Array;
}

/**
 * Trunk: owned functions through which (nearly) all owned work passes and which call other owned functions. They stand
 * above the entry points: a harness's loop, `main`, a router, middleware round everything.
 */
export function computeTrunk(
  { cum, ownedTotal, share, facts }: { cum: ReadonlyFloat64Array; ownedTotal: number; share: number; facts: FunctionFacts }
): Uint8Array {
  const trunk = new Uint8Array(facts.ownership.length);
  for (let f = 0; f < trunk.length; f++) {
    trunk[f] = facts.ownership[f] === OWNED && ownedTotal > 0 && cum[f] >= share * ownedTotal ? 1 : 0;
  }
  return trunk;
}

/** A specific part of the ledger inside a general one wins (assist inside alloc); alloc and mark never replace one. */
const replaces = (inner: number, outer: number) =>
  inner !== BUCKET_NONE && (outer === BUCKET_NONE || (outer !== BUCKET_IDLE && inner !== BUCKET_ALLOC && inner !== BUCKET_MARK));

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
