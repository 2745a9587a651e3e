/**
 * What kind of work a whole profile is: every stack gets one category, so that the shares add up to the profile.
 *
 * A stack is classified by the pattern table: a leaf without a name; else a collector
 * or compiler thread anywhere above; else the first frame, from the leaf up through infrastructure only, that says what
 * runs (`memmove` below `growslice` is allocation); else the library that the leaf stands in, if no owned frame lies
 * between; else plain CPU.
 *
 * Libraries are a second label as well: a stack may pass a logger, an encoder and the allocator at once.
 */
import type { CallTree, ReadonlyInt32Array } from '../profiles/callTree';
import { FLAG_INFRASTRUCTURE, OWNED } from './codes';
import type { FunctionFacts } from './functionFacts';
import type { Category, CategoryShare } from './model';
import { LEVELS, twiceAsLong } from './nodeLists';
import { PATTERNS } from './patterns';

/** Kinds of work that libraries stand for: bit of a stack's set of tags = index here. */
const TAGS = ['crypto', 'regexp', 'serialisation', 'compression', 'logging', 'remote'] as const satisfies Category[];

export interface CategoryWeights {
  /** index of PATTERNS → weight of the stacks that the row classifies; the last element: stacks of no row */
  readonly byRow: Float64Array;
  /** category → weight of the stacks that pass a library of that kind; stacks may count in several */
  readonly tagged: ReadonlyMap<Category, number>;
}

/**
 * State of a node, handed down to its children: one byte each, row numbers from 1, 0 = none.
 *
 *   bits 0–7    row that some frame at or above says for the whole stack (`any`)
 *   bits 8–15   row of the nearest frame with one, infrastructure between (`suffix`)
 *   bits 16–23  row of the library that the node stands in (`tag`), cleared by owned frames
 *   bits 24–29  kinds of libraries passed
 */
const NEAR_SHIFT = 8;
const LIBRARY_SHIFT = 16;
const TAG_SHIFT = 24;
const ROW_MASK = 0xff;

/** What a function adds to the state of a stack. */
interface FunctionCode {
  readonly any: number;
  readonly suffix: number;
  readonly leaf: number;
  readonly library: number;
  readonly tag: number;
  readonly infrastructure: boolean;
  readonly owned: boolean;
  readonly nameless: boolean;
}

const NOTHING: FunctionCode = {
  any: 0,
  suffix: 0,
  leaf: 0,
  library: 0,
  tag: 0,
  infrastructure: false,
  owned: false,
  nameless: false,
};

/** Codes of a profile: a few dozen, each shared by many functions. */
interface Codes {
  /** FuncIndex → index into `codes` */
  readonly of: Uint16Array;
  readonly codes: readonly FunctionCode[];
}

function codesOf({ functions }: CallTree, { row, ownership, flags }: FunctionFacts): Codes {
  /** key → index into `codes` + 1 */
  const known = new Uint16Array((PATTERNS.length + 1) << 2);
  const codes: FunctionCode[] = [];
  const of = new Uint16Array(functions.length);
  for (let f = 0; f < of.length; f++) {
    const owned = ownership[f] === OWNED;
    const infrastructure = (flags[f] & FLAG_INFRASTRUCTURE) !== 0;
    const key = ((row[f] + 1) << 2) | (owned ? 2 : 0) | (infrastructure ? 1 : 0);
    if (known[key] === 0) {
      known[key] = codes.push(codeOf(row[f], { ...NOTHING, owned, infrastructure }));
    }
    of[f] = known[key] - 1;
  }
  return { of, codes };
}

/** @param row  index of PATTERNS, −1 none */
function codeOf(row: number, base: FunctionCode): FunctionCode {
  if (row < 0) {
    return base;
  }
  const number = row + 1;
  const { match, category } = PATTERNS[row];
  switch (match) {
    case 'leaf-first':
      return { ...base, leaf: number, nameless: true };
    case 'any':
      return { ...base, any: number };
    case 'suffix':
      return { ...base, suffix: number, leaf: number };
    case 'leaf':
      return { ...base, leaf: number };
    case 'tag':
      return { ...base, library: number, tag: 1 << (TAG_SHIFT + TAGS.findIndex((tag) => tag === category)) };
  }
}

/** Of two rows that hold for the whole stack the one that stands first in the table. */
const firstOf = (a: number, b: number) => (a === 0 || (b !== 0 && b < a) ? b : a);

/**
 * What is handed down as it is, and what a function adds to it: masks, so that a node costs two look-ups and two bit
 * operations. Rows for the whole stack (`any`) are few and compared one by one.
 */
function masksOf(codes: readonly FunctionCode[]): {
  readonly keep: Int32Array;
  readonly add: Int32Array;
  readonly any: Uint8Array;
} {
  const any = new Uint8Array(codes.length);
  const keep = new Int32Array(codes.length);
  const add = new Int32Array(codes.length);
  for (let f = 0; f < codes.length; f++) {
    const { infrastructure, suffix, library, owned, tag } = codes[f];
    any[f] = codes[f].any;
    const near = infrastructure ? suffix : 0;
    keep[f] =
      ~0xffffff |
      ROW_MASK |
      (infrastructure && near === 0 ? ROW_MASK << NEAR_SHIFT : 0) |
      (library === 0 && !owned ? ROW_MASK << LIBRARY_SHIFT : 0);
    add[f] = (near << NEAR_SHIFT) | (library << LIBRARY_SHIFT) | tag;
  }
  return { keep, add, any };
}

/** The row that classifies a stack, from 1; 0 none. */
function rowOfStack({ nameless, leaf }: FunctionCode, state: number): number {
  if (nameless) {
    return leaf;
  }
  return state & ROW_MASK || leaf || (state >>> NEAR_SHIFT) & ROW_MASK || (state >>> LIBRARY_SHIFT) & ROW_MASK;
}

/**
 * One pass over the nodes. The states of the open nodes stand on a stack by depth, and the few dozen codes fit into the
 * nearest cache: a node costs one look-up by function.
 *
 * @param weighted  nodes with self weight, in pre-order
 */
export function computeCategoryWeights(
  tree: CallTree,
  facts: FunctionFacts,
  weighted: ReadonlyInt32Array
): CategoryWeights {
  const { func, depth, self } = tree;
  const { of, codes } = codesOf(tree, facts);
  const { keep, add, any } = masksOf(codes);
  let states = new Int32Array(LEVELS);
  const byRow = new Float64Array(PATTERNS.length + 1);
  const byTags = new Float64Array(1 << TAGS.length);
  let i = 0;
  for (let k = 0; k < weighted.length; k++) {
    const end = weighted[k];
    let state = 0;
    // Nodes behind the last one with weight hand down to nobody.
    for (; i <= end; i++) {
      const code = of[func[i]];
      const level = depth[i];
      if (level === states.length) {
        states = twiceAsLong(states);
      }
      state = (level === 0 ? 0 : states[level - 1] & keep[code]) | add[code];
      if (any[code] !== 0) {
        state = (state & ~ROW_MASK) | firstOf(state & ROW_MASK, any[code]);
      }
      states[level] = state;
    }
    if (self[end] > 0) {
      const row = rowOfStack(codes[of[func[end]]], state);
      byRow[row === 0 ? PATTERNS.length : row - 1] += self[end];
      byTags[state >>> TAG_SHIFT] += self[end];
    }
  }
  const tagged = new Map<Category, number>();
  TAGS.forEach((category, bit) => {
    const weight = byTags.reduce((sum, part, set) => sum + ((set & (1 << bit)) !== 0 ? part : 0), 0);
    if (weight > 0) {
      tagged.set(category, weight);
    }
  });
  return { byRow, tagged };
}

/** Shares of the whole profile by kind of work, largest first; they add up to 1. Empty where nothing was measured. */
export function computeCategoryShares(
  tree: CallTree,
  facts: FunctionFacts,
  weighted: ReadonlyInt32Array
): readonly CategoryShare[] {
  const { byRow } = computeCategoryWeights(tree, facts, weighted);
  const weights = new Map<Category, number>();
  byRow.forEach((weight, row) => {
    if (weight > 0) {
      const category = row < PATTERNS.length ? PATTERNS[row].category : 'cpu';
      weights.set(category, (weights.get(category) ?? 0) + weight);
    }
  });
  return [...weights]
    .map(([category, weight]) => ({ category, share: weight / tree.total }))
    .sort((a, b) => b.share - a.share || (a.category < b.category ? -1 : 1));
}
