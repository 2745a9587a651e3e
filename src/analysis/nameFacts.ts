/**
 * What follows from a function's name and file alone: its parts, the row of the pattern table that says what it does,
 * whose code its place says it is.
 *
 * All regular expressions of the analysis run here, once a name. The facts of the last names are kept, because a
 * dashboard that refreshes brings the same functions every few seconds; they are pure, so that keeping them changes no
 * answer. Bounded by number and by characters: a language with more starts over with its next profile ({@link forgetNames}).
 */
import { FLAG_ARTEFACT, FLAG_CLOSURE, FLAG_INFRASTRUCTURE, FLAG_SCAFFOLD } from './codes';
import { closureKeyOf } from './enclosing';
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
  /** FLAG_ARTEFACT, FLAG_SCAFFOLD and FLAG_CLOSURE; FLAG_INFRASTRUCTURE where the name tells it */
  readonly flags: number;
  /** a frame that says nothing of what runs: told by the name, or, where this is true, by ownership */
  readonly infrastructureByOwnership: boolean;
  readonly isNameless: boolean;
  readonly isKernel: boolean;
  /** ownership level that the place says, BY_PREFIX where it does not */
  readonly place: number;
  /** a closure: name of the function that it is written in; a named function: what closures know it by. '' none */
  readonly closureKey: string;
}

interface KnownName extends NameFacts {
  /** the name that stood behind this one in the last profile */
  next: KnownName | null;
}

/** The largest public profile has 23 k functions. */
const MAX_NAMES = 100_000;
/** Names and files together: names of a megabyte are allowed, and a few of them would be all the memory there is. */
const MAX_CHARACTERS = 16_000_000;

/** All names of one language that the last profiles had. */
export class NamesOfLanguage {
  /** number of scope → scope */
  readonly scopes: string[] = [];
  private readonly byName = new Map<string, KnownName>();
  private readonly scopeIndexes = new Map<string, number>();
  private readonly rowOf: (name: string) => number;
  private previous: KnownName | null = null;
  private characters = 0;

  constructor(private readonly language: Language) {
    this.rowOf = createRowOf(patternsFor(language));
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
        (infrastructure?.test(name) === true ? FLAG_INFRASTRUCTURE : 0),
      infrastructureByOwnership: infrastructure === null,
      isNameless: name === '' || (row >= 0 && PATTERNS[row].category === 'unresolved'),
      isKernel: isKernelFrame(name),
      place: placeOf(name, file, parsed.scope, language),
      closureKey: closureKeyOf(name, parsed.closure, language),
      next: null,
    };
    this.byName.set(name, fresh);
    this.characters += name.length + file.length;
    return fresh;
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
  return (name) =>
    any.some((pattern) => pattern.test(name))
      ? (indexes[rows.findIndex(({ pattern }) => pattern.test(name))] ?? -1)
      : -1;
}

/** One regular expression for all rows with the same flags. */
function asOne(rows: readonly PatternRow[]): readonly RegExp[] {
  const sources = new Map<string, string[]>();
  for (const { pattern } of rows) {
    sources.set(pattern.flags, [...(sources.get(pattern.flags) ?? []), `(?:${pattern.source})`]);
  }
  return Array.from(sources, ([flags, parts]) => new RegExp(parts.join('|'), flags));
}
