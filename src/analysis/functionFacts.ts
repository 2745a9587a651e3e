/**
 * What is known of every function before a node is looked at: parsed name, ownership, category, ledger bucket.
 * The node passes only look codes up; string work is done once a name (`nameFacts.ts`).
 */
import type { CallTree, FuncIndex, ReadonlyFloat64Array } from '../profiles/callTree';
import { computeEnclosing } from './enclosing';
import { detectLanguage } from './language';
import type { Category, FunctionRef, Language } from './model';
import { forgetNames, namesOf, type NameFacts } from './nameFacts';
import type { ParsedName } from './names';
import { FLAG_HIDDEN, FLAG_INFRASTRUCTURE, FLAG_INHERENT, OWNED, OWNERSHIP, STDLIB } from './codes';
import { inferOwnership, type OwnershipResult } from './ownership';
import { HIDDEN_NAME, PATTERNS } from './patterns';

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

/** What JSON writes otherwise than as it is. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** JSON of name and file; put together by hand where nothing is escaped, as in most names (a third of the time). */
const keyOf = (name: string, file: string): string =>
  ESCAPED.test(name) || ESCAPED.test(file) ? JSON.stringify([name, file]) : `["${name}","${file}"]`;

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
  const facts: NameFacts[] = new Array(length);
  const parsed: ParsedName[] = new Array(length);
  const category: Category[] = new Array(length);
  const rowIndex = new Int16Array(length);
  const bucket = new Uint8Array(length);
  const flags = new Uint8Array(length);
  const unresolved = new Uint8Array(length);
  for (let f = 0; f < length; f++) {
    const known = names.factsOf(name[f], file[f]);
    facts[f] = known;
    parsed[f] = known.parsed;
    // Ledger and missing names matter before it is known whose code a function is.
    bucket[f] = known.bucket;
    const isHidden = name[f] === HIDDEN_NAME && known.parsed.scope === '' && childless(f);
    unresolved[f] = known.isNameless || isHidden ? 1 : 0;
    flags[f] = known.flags | (isHidden ? FLAG_HIDDEN : 0);
  }
  forgetNames(language);
  const { codes, prefixes, basis, alternatives } = inferOwnership({
    functions,
    facts,
    scopes: names.scopes,
    language,
    cum,
    unresolved,
    ownedPrefixes,
  });
  for (let f = 0; f < length; f++) {
    const { row, infrastructureByOwnership } = facts[f];
    // What a library is for says nothing about the service's own function of a similar name.
    const said = row < 0 || (codes[f] === OWNED && bucket[f] === 0) ? null : PATTERNS[row];
    rowIndex[f] = said === null ? -1 : row;
    category[f] = said === null ? 'cpu' : said.category;
    flags[f] |= said !== null && said.inherent === true ? FLAG_INHERENT : 0;
    flags[f] |= infrastructureByOwnership && codes[f] >= STDLIB ? FLAG_INFRASTRUCTURE : 0;
  }
  const refs = new Map<FuncIndex, FunctionRef>();
  const ref = (func: FuncIndex): FunctionRef => {
    let known = refs.get(func);
    if (known === undefined) {
      const { shortName, packageName, line } = parsed[func];
      known = {
        key: keyOf(name[func], file[func]),
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
    row: rowIndex,
    bucket,
    flags,
    enclosing: computeEnclosing(functions, facts, language),
    ownedPrefixes: prefixes,
    ownedBasis: basis,
    ownedAlternatives: alternatives,
    ref,
  };
}
