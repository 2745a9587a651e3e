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
 * Artefact frames take their parent's place, so that their time counts as the parent's. A closure below the function
 * that it is written in is that function's own code: its time and its calls count as the function's.
 */
import type { CallTree, NodeIndex, ReadonlyFloat64Array, ReadonlyInt32Array } from '../profiles/callTree';
import { FLAG_ARTEFACT, FLAG_CLOSURE, FLAG_SCAFFOLD, OWNED } from './codes';
import type { FunctionFacts } from './functionFacts';
import { lastAtOrBefore, LEVELS, NodeList, twiceAsLong } from './nodeLists';
import { LEDGER_BUCKETS } from './patterns';
import { inPieces } from './pieces';

export const BUCKET_NONE = LEDGER_BUCKETS.indexOf('none');
export const BUCKET_ALLOC = LEDGER_BUCKETS.indexOf('alloc');
const BUCKET_MARK = LEDGER_BUCKETS.indexOf('mark');
const BUCKET_IDLE = LEDGER_BUCKETS.indexOf('idle');

export interface Projection {
  /** NodeIndex → nearest owned node at or above it; −1 */
  readonly owned: Int32Array;
  /** position in the list of nodes with self weight → function of `owned`; −1 */
  readonly owner: Int32Array;
  /**
   * position in the list of nodes with self weight → index into `libNodes`: the first frame outside owned code below
   * `owned` (or below the scaffolding, where nothing is owned); −1 for owned frames. Only weights are asked for it.
   */
  readonly lib: Int32Array;
  /** first frames outside owned code, in pre-order */
  readonly libNodes: Int32Array;
  /** position in the list of nodes with self weight → index into LEDGER_BUCKETS */
  readonly bucket: Uint8Array;
  /** FuncIndex → 1 where some stack enters the service's own code at it; such a node is outermost */
  readonly isEntry: Uint8Array;
  /** Entry point at or above a node; −1. Θ(log entry points) */
  readonly entryOf: (node: NodeIndex) => NodeIndex;
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
  const { length } = tree;
  const functionCount = ownership.length;
  const state: Parting = {
    tree,
    ownership,
    flags,
    ownedTotal: 0,
    wide: new Uint8Array(functionCount),
    aboveCum: new Float64Array(functionCount),
    activeEnd: new Int32Array(functionCount),
    next: 0,
  };
  inPieces(length, state, addOwned);
  const { wide, ownedTotal, aboveCum } = state;
  for (let f = 0; f < wide.length; f++) {
    wide[f] = ownership[f] === OWNED && ownedTotal > 0 && cum[f] >= share * ownedTotal ? 1 : 0;
  }
  state.next = 0;
  inPieces(length, state, addAbove);
  for (let f = 0; f < wide.length; f++) {
    wide[f] = wide[f] === 1 && 2 * aboveCum[f] >= cum[f] ? 1 : 0;
  }
  return wide;
}

interface Parting extends Pick<FunctionFacts, 'ownership' | 'flags'> {
  readonly tree: CallTree;
  ownedTotal: number;
  /** FuncIndex → 1 for owned functions that nearly all owned work passes */
  readonly wide: Uint8Array;
  /** FuncIndex → its cum above the parting, a stack once */
  readonly aboveCum: Float64Array;
  readonly activeEnd: Int32Array;
  /** next node to look at: whole subtrees are left out, over the end of a piece too */
  next: number;
}

function addOwned(state: Parting, _from: number, to: number): void {
  const { ownership } = state;
  const { func, subtreeEnd, cum } = state.tree;
  let { ownedTotal, next } = state;
  while (next < to) {
    const isOwned = ownership[func[next]] === OWNED;
    ownedTotal += isOwned ? cum[next] : 0;
    next = isOwned ? subtreeEnd[next] : next + 1;
  }
  state.ownedTotal = ownedTotal;
  state.next = next;
}

function addAbove(state: Parting, _from: number, to: number): void {
  const { ownership, flags, wide, aboveCum, activeEnd } = state;
  const { func, subtreeEnd, cum } = state.tree;
  let { next } = state;
  while (next < to) {
    const f = func[next];
    if (ownership[f] === OWNED && wide[f] === 0 && (flags[f] & FLAG_CLOSURE) === 0) {
      // Nothing below the parting is above it.
      next = subtreeEnd[next];
      continue;
    }
    if (next >= activeEnd[f]) {
      aboveCum[f] += cum[next];
      activeEnd[f] = subtreeEnd[next];
    }
    next++;
  }
  state.next = next;
}

/** A specific part of the ledger inside a general one wins (assist inside alloc); alloc and mark never replace one. */
const replaces = (inner: number, outer: number) =>
  inner !== BUCKET_NONE &&
  (outer === BUCKET_NONE || (outer !== BUCKET_IDLE && inner !== BUCKET_ALLOC && inner !== BUCKET_MARK));

/** How many owned frames may stand between a closure and the function that it is written in. */
const MAX_BETWEEN = 8;

/** Nearest node of a function on the chain of owned frames from `from` up; −1 where it is not there. */
function nearestOf(
  wanted: number,
  from: number,
  { func, parent, owned }: { func: CallTree['func']; parent: CallTree['parent']; owned: Int32Array }
): number {
  let above = from;
  for (let step = 0; step < MAX_BETWEEN && above >= 0; step++) {
    if (func[above] === wanted) {
      return above;
    }
    above = parent[above] < 0 ? -1 : owned[parent[above]];
  }
  return -1;
}

/** Bits of a function's code in {@link computeProjection}; the bucket stands above them. */
const IS_OWNED = 1;
const IS_ARTEFACT = 2;
const IS_SCAFFOLD = 4;
const STARTS_ENTRY = 8;
const IS_ENCLOSED = 16;
const BUCKET_SHIFT = 5;

/** What the pass over the nodes reads and writes. */
interface Projecting extends Pick<Projection, 'owned' | 'owner' | 'lib' | 'bucket' | 'isEntry'> {
  readonly tree: CallTree;
  /** FuncIndex → bits and bucket */
  readonly codes: Uint8Array;
  readonly enclosing: Int32Array;
  readonly weighted: ReadonlyInt32Array;
  /** depth → owned node, index into `libNodes` and bucket of the open node there */
  ownedAt: Int32Array;
  libAt: Int32Array;
  bucketAt: Uint8Array;
  readonly libNodes: NodeList;
  readonly entryNodes: NodeList;
  /** end of the last entry point's subtree: none stands below another */
  entryEnd: number;
  nextWeighted: number;
}

/**
 * One forward pass. What a node hands down stands on a stack by depth, which stays in the nearest cache; what is kept is
 * one column over the nodes and three over those with self weight.
 *
 * @param weighted  nodes with self weight, in pre-order
 */
export function computeProjection(
  tree: CallTree,
  facts: FunctionFacts,
  { trunk, weighted }: { trunk: Uint8Array; weighted: ReadonlyInt32Array }
): Projection {
  const { length, subtreeEnd } = tree;
  const functionCount = facts.ownership.length;
  const coding = { facts, trunk, codes: new Uint8Array(functionCount) };
  inPieces(functionCount, coding, fillCodes);
  const state: Projecting = {
    tree,
    codes: coding.codes,
    enclosing: facts.enclosing,
    weighted,
    owned: new Int32Array(length),
    owner: new Int32Array(weighted.length),
    lib: new Int32Array(weighted.length),
    bucket: new Uint8Array(weighted.length),
    ownedAt: new Int32Array(LEVELS),
    libAt: new Int32Array(LEVELS),
    bucketAt: new Uint8Array(LEVELS),
    libNodes: new NodeList(),
    entryNodes: new NodeList(),
    isEntry: new Uint8Array(functionCount),
    entryEnd: 0,
    nextWeighted: 0,
  };
  inPieces(length, state, projectNodes);
  const { owned, owner, lib, bucket, isEntry, libNodes } = state;
  const entries = state.entryNodes.take();
  return {
    owned,
    owner,
    lib,
    libNodes: libNodes.take(),
    bucket,
    isEntry,
    entryOf: (node) => {
      const at = lastAtOrBefore(entries, node);
      return at >= 0 && node < subtreeEnd[entries[at]] ? entries[at] : -1;
    },
  };
}

function projectNodes(state: Projecting, from: number, to: number): void {
  const { codes, enclosing, weighted, owned, owner, lib, bucket, libNodes, entryNodes, isEntry } = state;
  const { func, parent, depth, subtreeEnd } = state.tree;
  let { ownedAt, libAt, bucketAt, entryEnd, nextWeighted } = state;
  for (let i = from; i < to; i++) {
    const code = codes[func[i]];
    const level = depth[i];
    if (level === libAt.length) {
      ownedAt = state.ownedAt = twiceAsLong(ownedAt);
      libAt = state.libAt = twiceAsLong(libAt);
      bucketAt = state.bucketAt = twiceAsLong(bucketAt);
    }
    let ownedHere = -1;
    let libHere = -1;
    let bucketHere = BUCKET_NONE;
    if (level > 0) {
      ownedHere = ownedAt[level - 1];
      libHere = libAt[level - 1];
      bucketHere = bucketAt[level - 1];
    }
    if (code >> BUCKET_SHIFT !== BUCKET_NONE && replaces(code >> BUCKET_SHIFT, bucketHere)) {
      bucketHere = code >> BUCKET_SHIFT;
    }
    if ((code & IS_ARTEFACT) === 0 || level === 0) {
      if ((code & IS_OWNED) !== 0) {
        const around =
          (code & IS_ENCLOSED) === 0 ? -1 : nearestOf(enclosing[func[i]], ownedHere, { func, parent, owned });
        ownedHere = around < 0 ? i : around;
        libHere = -1;
        if (i >= entryEnd && (code & STARTS_ENTRY) !== 0) {
          entryNodes.push(i);
          isEntry[func[i]] = 1;
          entryEnd = subtreeEnd[i];
        }
      } else if (libHere < 0 && (ownedHere >= 0 || (code & IS_SCAFFOLD) === 0)) {
        libHere = libNodes.push(i);
      }
    }
    owned[i] = ownedHere;
    ownedAt[level] = ownedHere;
    libAt[level] = libHere;
    bucketAt[level] = bucketHere;
    if (nextWeighted < weighted.length && weighted[nextWeighted] === i) {
      owner[nextWeighted] = ownedHere < 0 ? -1 : func[ownedHere];
      lib[nextWeighted] = libHere;
      bucket[nextWeighted++] = bucketHere;
    }
  }
  state.entryEnd = entryEnd;
  state.nextWeighted = nextWeighted;
}

interface Coding {
  readonly facts: FunctionFacts;
  readonly trunk: Uint8Array;
  readonly codes: Uint8Array;
}

/** What the node pass asks of a function, in one look-up instead of five. */
function fillCodes({ facts, trunk, codes }: Coding, from: number, to: number): void {
  const { ownership, flags, bucket, enclosing } = facts;
  for (let f = from; f < to; f++) {
    const flag = flags[f];
    const isOwned = ownership[f] === OWNED;
    codes[f] =
      (isOwned ? IS_OWNED : 0) |
      ((flag & FLAG_ARTEFACT) !== 0 ? IS_ARTEFACT : 0) |
      ((flag & FLAG_SCAFFOLD) !== 0 ? IS_SCAFFOLD : 0) |
      (isOwned && trunk[f] === 0 && (flag & FLAG_CLOSURE) === 0 ? STARTS_ENTRY : 0) |
      (enclosing[f] < 0 ? 0 : IS_ENCLOSED) |
      (bucket[f] << BUCKET_SHIFT);
  }
}
