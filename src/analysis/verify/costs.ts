/**
 * What every compared function costs on one side: a stack counted once, idle time set aside and artefact frames given to
 * their parents, as `analyze` does it.
 */
import type { CallTree } from '../../profiles/callTree';
import { computeFunctionCounts } from '../counting';
import { computeFunctionFacts } from '../functionFacts';
import { MEASURES_WAITING, withoutIdle } from '../idle';
import type { Language, ProfileKind } from '../model';
import { ARTEFACT, LEDGER_BUCKETS, PATTERNS } from '../patterns';
import { recoverSamples } from '../quality';

export interface SideCosts {
  /** without its idle part */
  readonly tree: CallTree;
  /** weight that is cost: the total without idle time */
  readonly total: number;
  /** weight of one sample */
  readonly quantum: number;
  /** PairIndex → weight of stacks that contain the function */
  readonly cum: Float64Array;
  /** PairIndex → weight of stacks that end in it */
  readonly self: Float64Array;
}

const IDLE = LEDGER_BUCKETS.indexOf('idle');

/** FuncIndex → bucket code, idle or none: the other parts of the ledger are cost like any other. */
function idleBuckets({ functions: { name } }: CallTree, language: Language): Uint8Array {
  const patterns = PATTERNS.filter((row) => row.bucket === 'idle' && row.language === language);
  return Uint8Array.from(name, (text) => (patterns.some(({ pattern }) => pattern.test(text)) ? IDLE : 0));
}

export interface SideOptions {
  readonly language: Language;
  readonly kind: ProfileKind;
  readonly ownedPrefixes?: readonly string[];
}

/** The side without idle time, with the weight of its samples. */
export function prepareSide(decoded: CallTree, { language, kind, ownedPrefixes = [] }: SideOptions) {
  return {
    // Whether a parked thread waits for anybody is told by whose code stands above it, which CPU time need not ask.
    tree: MEASURES_WAITING.has(kind)
      ? withoutIdle(decoded, factsOf(decoded, ownedPrefixes), kind)
      : withoutIdle(decoded, { bucket: idleBuckets(decoded, language), language }, kind),
    // Of the whole profile: a sample weighs the same whether it is idle or not.
    quantum: recoverSamples(decoded, kind).quantum,
  };
}

function factsOf(decoded: CallTree, ownedPrefixes: readonly string[]) {
  const { cum, childless } = computeFunctionCounts(decoded);
  return computeFunctionFacts(decoded, { cum, childless, ownedPrefixes });
}

/**
 * One forward pass; by pair and not by function, so that what is compared together is counted once a stack.
 *
 * @param pairOf  FuncIndex → PairIndex
 * @param length  number of pairs
 */
export function computeCosts(
  tree: CallTree,
  pairOf: Int32Array,
  length: number
): { cum: Float64Array; self: Float64Array } {
  const { func, parent, subtreeEnd, self: nodeSelf, cum: nodeCum, functions } = tree;
  const artefact = flagArtefacts(functions.name);
  const cum = new Float64Array(length);
  const self = new Float64Array(length);
  const activeEnd = new Int32Array(length);
  for (let i = 0; i < tree.length; i++) {
    const f = func[i];
    if (artefact !== null && artefact[f] === 1 && parent[i] >= 0) {
      let owner = parent[i];
      while (artefact[func[owner]] === 1 && parent[owner] >= 0) {
        owner = parent[owner];
      }
      self[pairOf[func[owner]]] += nodeSelf[i];
      continue;
    }
    const pair = pairOf[f];
    self[pair] += nodeSelf[i];
    if (i >= activeEnd[pair]) {
      cum[pair] += nodeCum[i];
      activeEnd[pair] = subtreeEnd[i];
    }
  }
  return { cum, self };
}

/** FuncIndex → 1 for artefact frames; null where there is none, as in most profiles. */
function flagArtefacts(names: readonly string[]): Uint8Array | null {
  let flags: Uint8Array | null = null;
  for (let f = 0; f < names.length; f++) {
    if (ARTEFACT.test(names[f])) {
      flags ??= new Uint8Array(names.length);
      flags[f] = 1;
    }
  }
  return flags;
}

/** Weight of the stacks that contain any of the functions. One pass. */
export function weightThrough(tree: CallTree, isAsked: Uint8Array): number {
  let weight = 0;
  for (let i = 0; i < tree.length; i++) {
    if (isAsked[tree.func[i]] === 1) {
      weight += tree.cum[i];
      i = tree.subtreeEnd[i] - 1;
    }
  }
  return weight;
}
