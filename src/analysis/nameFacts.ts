/**
 * What follows from a function's name and file alone: its parts, the row of the pattern table that says what it does,
 * whose code its place says it is.
 *
 * All regular expressions of the analysis run here, once a name. The facts of the last names are kept, because a
 * dashboard that refreshes brings the same functions every few seconds; they are pure, so that keeping them changes no
 * answer. Bounded by number and by characters: a language with more starts over with its next profile ({@link forgetNames}).
 */
import { FLAG_ARTEFACT, FLAG_CLOSURE, FLAG_INFRASTRUCTURE, FLAG_KERNEL, FLAG_NAMELESS, FLAG_SCAFFOLD } from './codes';
import { nameAround, namedKeyOf } from './enclosing';
import type { Language } from './model';
import { parseName, type ParsedName } from './names';
import { ARTEFACT, INFRASTRUCTURE, LEDGER_BUCKETS, PATTERNS, SCAFFOLD, type PatternRow } from './patterns';
import { isKernelFrame, placeOf } from './places';

export interface NameFacts {
  readonly name: string;
  /** the file that `parsed` was read with */
  readonly file: string;
  readonly parsed: ParsedName;
  /** number of `parsed.scope` among the scopes of the language */
  readonly scopeIndex: number;
  /** index of the first row of PATTERNS that matches, −1 none */
  readonly row: number;
  /** index into LEDGER_BUCKETS */
  readonly bucket: number;
  /** FLAG_… bits that the name tells: all but FLAG_HIDDEN and FLAG_INHERENT; FLAG_INFRASTRUCTURE where it does */
  readonly flags: number;
  /** ownership level that the place says, BY_PREFIX where it does not */
  readonly place: number;
  /**
   * A closure's: number of the name of the function that it is written in. A named function's: number of what its closures
   * know it by, see {@link NamesOfLanguage.nameClosures}. −1 none, or names do not tell.
   */
  closureKey: number;
  /** a named function's: how many keys there were when it was looked up among them; −1 never */
  keysThen: number;
  /** {@link keyOf}, once it was asked for */
  key: string | null;
}

interface KnownName extends NameFacts {
  /** the name that stood behind this one in the last profile */
  next: KnownName | null;
}

/** What JSON writes otherwise than as it is. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** JSON of name and file; put together by hand where nothing is escaped, as in most names (a third of the time). */
const writeKey = (name: string, file: string): string =>
  ESCAPED.test(name) || ESCAPED.test(file) ? JSON.stringify([name, file]) : `["${name}","${file}"]`;

/** Identity of a function for readers: its name and file. Rows name some hundred functions, so it is written when asked. */
export const keyOf = (known: NameFacts): string => (known.key ??= writeKey(known.name, known.file));

/** The largest public profile has 23 k functions. */
const MAX_NAMES = 100_000;
/** Names and files together: names of a megabyte are allowed, and a few of them would be all the memory there is. */
const MAX_CHARACTERS = 16_000_000;

/** All names of one language that the last profiles had. */
export class NamesOfLanguage {
  /** number of scope → scope */
  readonly scopes: string[] = [];
  /** name of a function with closures → number that they are matched by: few of all names */
  private readonly closureKeys = new Map<string, number>();
  private readonly byName = new Map<string, KnownName>();
  private readonly scopeIndexes = new Map<string, number>();
  private readonly rowOf: (name: string) => number;
  private previous: KnownName | null = null;
  private characters = 0;

  constructor(private readonly language: Language) {
    this.rowOf = createRowOf(patternsFor(language));
  }

  /** numbers of `closureKey` are below this */
  get closureKeyCount(): number {
    return this.closureKeys.size;
  }

  /** more than is kept from one profile to the next */
  get isFull(): boolean {
    return this.byName.size >= MAX_NAMES || this.characters >= MAX_CHARACTERS;
  }

  /** @returns the facts of any name; O(1), and no hashing where the last profile had the same names in this order */
  factsOf(name: string, file: string): NameFacts {
    const { previous } = this;
    const guess = previous === null ? null : previous.next;
    if (guess !== null && guess.name === name && guess.file === file) {
      this.previous = guess;
      return guess;
    }
    const kept = this.byName.get(name);
    const found = kept !== undefined && kept.file === file ? kept : this.read(name, file);
    if (previous !== null) {
      previous.next = found;
    }
    this.previous = found;
    return found;
  }

  /**
   * Looks a named function up among the names that closures say: all of a profile's names must have been read. Nothing is
   * hashed where no closure has come since the last time.
   */
  nameClosures(known: NameFacts): number {
    const { size } = this.closureKeys;
    if (!known.parsed.closure && known.keysThen !== size) {
      known.keysThen = size;
      known.closureKey = size === 0 ? -1 : (this.closureKeys.get(namedKeyOf(known.name, this.language)) ?? -1);
    }
    return known.closureKey;
  }

  private read(name: string, file: string): KnownName {
    const { language } = this;
    const parsed = parseName(name, file, language);
    const row = this.rowOf(name);
    const bucket = row < 0 ? undefined : PATTERNS[row].bucket;
    const infrastructure = INFRASTRUCTURE[language];
    const fresh: KnownName = {
      name,
      file,
      parsed,
      scopeIndex: this.indexOfScope(parsed.scope),
      row,
      bucket: bucket === undefined ? 0 : LEDGER_BUCKETS.indexOf(bucket),
      flags:
        (ARTEFACT.test(name) ? FLAG_ARTEFACT : 0) |
        (SCAFFOLD.test(name) ? FLAG_SCAFFOLD : 0) |
        (parsed.closure ? FLAG_CLOSURE : 0) |
        (infrastructure?.test(name) === true ? FLAG_INFRASTRUCTURE : 0) |
        (isKernelFrame(name) ? FLAG_KERNEL : 0) |
        (name === '' || (row >= 0 && PATTERNS[row].category === 'unresolved') ? FLAG_NAMELESS : 0),
      place: placeOf(name, file, parsed.scope, language),
      closureKey: parsed.closure ? this.indexOfClosureKey(nameAround(name, language)) : -1,
      keysThen: -1,
      next: null,
      key: null,
    };
    this.byName.set(name, fresh);
    this.characters += name.length + file.length;
    return fresh;
  }

  private indexOfClosureKey(key: string | null): number {
    if (key === null) {
      return -1;
    }
    let index = this.closureKeys.get(key);
    if (index === undefined) {
      index = this.closureKeys.size;
      this.closureKeys.set(key, index);
    }
    return index;
  }

  private indexOfScope(scope: string): number {
    const last = this.scopes.length - 1;
    // Functions stand by name, so the last scope is mostly asked again: comparing is cheaper than hashing.
    if (last >= 0 && this.scopes[last] === scope) {
      return last;
    }
    let index = this.scopeIndexes.get(scope);
    if (index === undefined) {
      index = this.scopes.push(scope) - 1;
      this.scopeIndexes.set(scope, index);
    }
    return index;
  }
}

const known = new Map<Language, NamesOfLanguage>();

/** What is known of a language's names; to be asked for once a profile. */
export function namesOf(language: Language): NamesOfLanguage {
  let names = known.get(language);
  if (names === undefined) {
    names = new NamesOfLanguage(language);
    known.set(language, names);
  }
  return names;
}

/** To be called when a profile's names have been read: what is too much to keep goes with that profile. */
export function forgetNames(language: Language): void {
  if (known.get(language)?.isFull === true) {
    known.delete(language);
  }
}

/** Rows of the pattern table that are asked of a language's names, in the order of the table. */
const patternsFor = (language: Language): readonly PatternRow[] =>
  PATTERNS.filter((row) => row.language === language || row.language === 'any');

/**
 * First row of the pattern table that matches a name, as index of PATTERNS; −1 none. Most names match none of some
 * forty: all patterns as one say so in one test (23 k Go names: 7.5 ms instead of 12.5).
 */
function createRowOf(rows: readonly PatternRow[]): (name: string) => number {
  const any = asOne(rows);
  const indexes = rows.map((row) => PATTERNS.indexOf(row));
  const firstRow = (name: string): number => {
    for (let r = 0; r < rows.length; r++) {
      if (rows[r].pattern.test(name)) {
        return indexes[r];
      }
    }
    return -1;
  };
  return (name) => {
    for (const pattern of any) {
      if (pattern.test(name)) {
        return firstRow(name);
      }
    }
    return -1;
  };
}

/** One regular expression for all rows with the same flags. */
function asOne(rows: readonly PatternRow[]): readonly RegExp[] {
  const sources = new Map<string, string[]>();
  for (const { pattern } of rows) {
    sources.set(pattern.flags, [...(sources.get(pattern.flags) ?? []), `(?:${pattern.source})`]);
  }
  return Array.from(sources, ([flags, parts]) => new RegExp(parts.join('|'), flags));
}
