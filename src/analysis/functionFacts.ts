/**
 * What is known of every function before a node is looked at: parsed name, ownership, category, ledger bucket.
 * The node passes only look codes up; string work is done once a name (`nameFacts.ts`).
 */
import type { CallTree, FuncIndex, FunctionTable, ReadonlyFloat64Array } from '../profiles/callTree';
import { computeEnclosing } from './enclosing';
import { detectLanguage } from './language';
import type { Category, FunctionRef, Language } from './model';
import { forgetNames, keyOf, namesOf, type NameFacts, type NamesOfLanguage } from './nameFacts';
import type { ParsedName } from './names';
import { FLAG_HIDDEN, FLAG_INFRASTRUCTURE, FLAG_INHERENT, OWNED, OWNERSHIP, STDLIB } from './codes';
import { inferOwnership, type OwnershipResult } from './ownership';
import { HIDDEN_NAME, INFRASTRUCTURE, PATTERNS } from './patterns';
import { inPieces } from './pieces';

export interface FunctionFacts {
  readonly language: Language;
  readonly parsed: readonly ParsedName[];
  /** FuncIndex → index into OWNERSHIP */
  readonly ownership: Uint8Array;
  /** FuncIndex → kind of work */
  readonly category: readonly Category[];
  /** FuncIndex → index of the row of PATTERNS that names it, −1 none; owned functions have none */
  readonly row: Int16Array;
  /** FuncIndex → index into LEDGER_BUCKETS */
  readonly bucket: Uint8Array;
  /** FuncIndex → FLAG_… bits */
  readonly flags: Uint8Array;
  /** FuncIndex of a closure → function that it is written in, −1 */
  readonly enclosing: Int32Array;
  readonly ownedPrefixes: readonly string[];
  readonly ownedBasis: string;
  readonly ownedAlternatives: OwnershipResult['alternatives'];
  /** the function as the reader needs it; the same object for the same function */
  readonly ref: (func: FuncIndex) => FunctionRef;
}

/**
 * @param cum          FuncIndex → cum, a stack once
 * @param childless    whether no node of a function has a child (what `other` must be to be the cut part)
 */
export function computeFunctionFacts(
  tree: CallTree,
  {
    cum,
    childless,
    ownedPrefixes,
  }: { cum: ReadonlyFloat64Array; childless: (func: FuncIndex) => boolean; ownedPrefixes: readonly string[] }
): FunctionFacts {
  const { functions } = tree;
  const { length, name, file } = functions;
  const language = detectLanguage(functions);
  const names = namesOf(language);
  const state: Reading = {
    functions,
    names,
    childless,
    facts: new Array(length),
    parsed: new Array(length),
    category: new Array(length),
    row: new Int16Array(length),
    bucket: new Uint8Array(length),
    flags: new Uint8Array(length),
    place: new Int8Array(length),
    scopeIndex: new Int32Array(length),
    closureKey: new Int32Array(length),
    codes: new Uint8Array(0),
    isInfrastructureByOwnership: INFRASTRUCTURE[language] === null,
  };
  inPieces(length, state, readNames);
  inPieces(length, state, nameClosures);
  forgetNames(language);
  const { facts, parsed, category, row, bucket, flags, closureKey } = state;
  const { codes, prefixes, basis, alternatives } = inferOwnership({
    functions,
    parsed,
    row,
    flags,
    place: state.place,
    scopeIndex: state.scopeIndex,
    scopes: names.scopes,
    language,
    cum,
    ownedPrefixes,
  });
  state.codes = codes;
  inPieces(length, state, judgeByOwnership);
  const refs = new Map<FuncIndex, FunctionRef>();
  const ref = (func: FuncIndex): FunctionRef => {
    let known = refs.get(func);
    if (known === undefined) {
      const { shortName, packageName, line } = parsed[func];
      known = {
        key: keyOf(facts[func]),
        name: name[func],
        shortName,
        packageName,
        file: file[func],
        line: line > 0 ? line : functions.line[func],
        ownership: OWNERSHIP[codes[func]],
      };
      refs.set(func, known);
    }
    return known;
  };
  return {
    language,
    parsed,
    ownership: codes,
    category,
    row,
    bucket,
    flags,
    enclosing: computeEnclosing(functions, { facts, flags, closureKey, keyCount: names.closureKeyCount }, language),
    ownedPrefixes: prefixes,
    ownedBasis: basis,
    ownedAlternatives: alternatives,
    ref,
  };
}

/**
 * What the passes over the functions read and write. What is asked of a name later stands in columns: 25 000 objects
 * are read from far memory once, not ten times.
 */
interface Reading {
  readonly functions: FunctionTable;
  readonly names: NamesOfLanguage;
  readonly childless: (func: FuncIndex) => boolean;
  readonly facts: NameFacts[];
  readonly parsed: ParsedName[];
  readonly category: Category[];
  readonly row: Int16Array;
  readonly bucket: Uint8Array;
  readonly flags: Uint8Array;
  readonly place: Int8Array;
  readonly scopeIndex: Int32Array;
  readonly closureKey: Int32Array;
  /** FuncIndex → index into OWNERSHIP; empty until it is inferred */
  codes: Uint8Array;
  /** a frame that says nothing of what runs is told by its name, or, where no pattern is known, by whose code it is */
  readonly isInfrastructureByOwnership: boolean;
}

function readNames(state: Reading, from: number, to: number): void {
  const { names, facts, parsed, row, bucket, flags, place, scopeIndex } = state;
  const { name, file } = state.functions;
  for (let f = from; f < to; f++) {
    const known = names.factsOf(name[f], file[f]);
    facts[f] = known;
    parsed[f] = known.parsed;
    row[f] = known.row;
    // Ledger and missing names matter before it is known whose code a function is.
    bucket[f] = known.bucket;
    flags[f] = known.flags;
    place[f] = known.place;
    scopeIndex[f] = known.scopeIndex;
    if (name[f] === HIDDEN_NAME && known.parsed.scope === '' && state.childless(f)) {
      flags[f] |= FLAG_HIDDEN;
    }
  }
}

function nameClosures({ names, facts, closureKey }: Reading, from: number, to: number): void {
  for (let f = from; f < to; f++) {
    closureKey[f] = names.nameClosures(facts[f]);
  }
}

/** What a library is for says nothing about the service's own function of a similar name. */
function judgeByOwnership(state: Reading, from: number, to: number): void {
  const { category, row, bucket, flags, codes, isInfrastructureByOwnership } = state;
  for (let f = from; f < to; f++) {
    if (row[f] < 0 || (codes[f] === OWNED && bucket[f] === 0)) {
      row[f] = -1;
      category[f] = 'cpu';
    } else {
      const { category: said, inherent } = PATTERNS[row[f]];
      category[f] = said;
      flags[f] |= inherent === true ? FLAG_INHERENT : 0;
    }
    flags[f] |= isInfrastructureByOwnership && codes[f] >= STDLIB ? FLAG_INFRASTRUCTURE : 0;
  }
}
