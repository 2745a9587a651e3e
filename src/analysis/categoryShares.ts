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
import { inPieces } from './pieces';

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

/**
 * What a function does to the state of a stack, as masks: a node costs two look-ups and two bit operations. Rows for
 * the whole stack (`any`) are few and compared one by one.
 *
 * A function's code is made of its row, whether it is owned and whether it is infrastructure: some three hundred codes,
 * the same for every profile, so that the columns are filled once.
 */
interface Codes {
  /** what is handed down as it is */
  readonly keep: Int32Array;
  readonly add: Int32Array;
  /** row that holds for the whole stack, from 1; 0 none */
  readonly any: Uint8Array;
  /** row of a stack that ends here, from 1; 0 none */
  readonly leaf: Uint8Array;
  /** 1: the leaf decides alone, there being no name */
  readonly nameless: Uint8Array;
}

const IS_OWNED = 2;
const IS_INFRASTRUCTURE = 1;
const ROW_SHIFT = 2;

let knownCodes: Codes | null = null;

function codesOfTable(): Codes {
  if (knownCodes !== null) {
    return knownCodes;
  }
  const count = (PATTERNS.length + 1) << ROW_SHIFT;
  const codes = {
    keep: new Int32Array(count),
    add: new Int32Array(count),
    any: new Uint8Array(count),
    leaf: new Uint8Array(count),
    nameless: new Uint8Array(count),
  };
  for (let code = 0; code < count; code++) {
    const number = code >> ROW_SHIFT;
    const isInfrastructure = (code & IS_INFRASTRUCTURE) !== 0;
    const match = number === 0 ? null : PATTERNS[number - 1].match;
    const near = match === 'suffix' && isInfrastructure ? number : 0;
    const library = match === 'tag' ? number : 0;
    const handsLibraryDown = library === 0 && (code & IS_OWNED) === 0;
    codes.any[code] = match === 'any' ? number : 0;
    codes.leaf[code] = match === 'leaf-first' || match === 'suffix' || match === 'leaf' ? number : 0;
    codes.nameless[code] = match === 'leaf-first' ? 1 : 0;
    codes.keep[code] =
      ~0xffffff |
      ROW_MASK |
      (isInfrastructure && near === 0 ? ROW_MASK << NEAR_SHIFT : 0) |
      (handsLibraryDown ? ROW_MASK << LIBRARY_SHIFT : 0);
    codes.add[code] = (near << NEAR_SHIFT) | (library << LIBRARY_SHIFT) | tagOf(number);
  }
  knownCodes = codes;
  return codes;
}

/** Bit of the kind of library that a row (from 1) names; 0 none. */
function tagOf(number: number): number {
  const row = number === 0 ? undefined : PATTERNS[number - 1];
  return row?.match === 'tag' ? 1 << (TAG_SHIFT + TAGS.findIndex((tag) => tag === row.category)) : 0;
}

/** What the passes over functions and nodes read and write. */
interface Weighing {
  readonly tree: CallTree;
  readonly facts: FunctionFacts;
  readonly codes: Codes;
  /** nodes with self weight, in pre-order */
  readonly weighted: ReadonlyInt32Array;
  /** FuncIndex → code */
  readonly codeOf: Uint16Array;
  /** depth → state of the open node there */
  states: Int32Array;
  nextWeighted: number;
  /** index of PATTERNS, the last element: no row → weight */
  readonly byRow: Float64Array;
  /** set of kinds of libraries → weight of the stacks that pass just these */
  readonly byTags: Float64Array;
}

function fillCodes({ facts, codeOf }: Weighing, from: number, to: number): void {
  const { row, ownership, flags } = facts;
  for (let f = from; f < to; f++) {
    codeOf[f] =
      ((row[f] + 1) << ROW_SHIFT) |
      (ownership[f] === OWNED ? IS_OWNED : 0) |
      ((flags[f] & FLAG_INFRASTRUCTURE) !== 0 ? IS_INFRASTRUCTURE : 0);
  }
}

/** Of two rows that hold for the whole stack the one that stands first in the table. */
const firstOf = (a: number, b: number) => (a === 0 || (b !== 0 && b < a) ? b : a);

/** The row that classifies a stack with a named leaf, from 1; 0 none. */
const rowOfStack = (leaf: number, state: number): number =>
  state & ROW_MASK || leaf || (state >>> NEAR_SHIFT) & ROW_MASK || (state >>> LIBRARY_SHIFT) & ROW_MASK;

/**
 * One pass over the nodes. The states of the open nodes stand on a stack by depth, and the columns of the codes fit into
 * the nearest cache: a node costs one look-up by function.
 *
 * @param weighted  nodes with self weight, in pre-order
 */
export function computeCategoryWeights(
  tree: CallTree,
  facts: FunctionFacts,
  weighted: ReadonlyInt32Array
): CategoryWeights {
  const state: Weighing = {
    tree,
    facts,
    codes: codesOfTable(),
    weighted,
    codeOf: new Uint16Array(facts.ownership.length),
    states: new Int32Array(LEVELS),
    nextWeighted: 0,
    byRow: new Float64Array(PATTERNS.length + 1),
    byTags: new Float64Array(1 << TAGS.length),
  };
  inPieces(facts.ownership.length, state, fillCodes);
  // Nodes behind the last one with weight hand down to nobody.
  inPieces(weighted.length === 0 ? 0 : weighted[weighted.length - 1] + 1, state, weighNodes);
  return { byRow: state.byRow, tagged: taggedWeights(state.byTags) };
}

function weighNodes(state: Weighing, from: number, to: number): void {
  const { codeOf, weighted, byRow, byTags } = state;
  const { func, depth, self } = state.tree;
  const { keep, add, any, leaf, nameless } = state.codes;
  let { states, nextWeighted } = state;
  for (let i = from; i < to; i++) {
    const code = codeOf[func[i]];
    const level = depth[i];
    if (level === states.length) {
      states = state.states = twiceAsLong(states);
    }
    let here = (level === 0 ? 0 : states[level - 1] & keep[code]) | add[code];
    if (any[code] !== 0) {
      here = (here & ~ROW_MASK) | firstOf(here & ROW_MASK, any[code]);
    }
    states[level] = here;
    if (weighted[nextWeighted] === i) {
      nextWeighted++;
      if (self[i] > 0) {
        const row = nameless[code] === 1 ? leaf[code] : rowOfStack(leaf[code], here);
        byRow[row === 0 ? PATTERNS.length : row - 1] += self[i];
        byTags[here >>> TAG_SHIFT] += self[i];
      }
    }
  }
  state.nextWeighted = nextWeighted;
}

function taggedWeights(byTags: Float64Array): ReadonlyMap<Category, number> {
  const tagged = new Map<Category, number>();
  for (let bit = 0; bit < TAGS.length; bit++) {
    let weight = 0;
    for (let set = 0; set < byTags.length; set++) {
      weight += (set & (1 << bit)) !== 0 ? byTags[set] : 0;
    }
    if (weight > 0) {
      tagged.set(TAGS[bit], weight);
    }
  }
  return tagged;
}

/** Shares of the whole profile by kind of work, largest first; they add up to 1. Empty where nothing was measured. */
export function computeCategoryShares(
  tree: CallTree,
  facts: FunctionFacts,
  weighted: ReadonlyInt32Array
): readonly CategoryShare[] {
  const { byRow } = computeCategoryWeights(tree, facts, weighted);
  const weights = new Map<Category, number>();
  for (let row = 0; row < byRow.length; row++) {
    if (byRow[row] > 0) {
      const category = row < PATTERNS.length ? PATTERNS[row].category : 'cpu';
      weights.set(category, (weights.get(category) ?? 0) + byRow[row]);
    }
  }
  return [...weights]
    .map(([category, weight]) => ({ category, share: weight / tree.total }))
    .sort((a, b) => b.share - a.share || (a.category < b.category ? -1 : 1));
}
