/**
 * What follows from a function's name alone: its parts, and the row of the pattern table that says what it does.
 *
 * All regular expressions of the analysis run here, once a name. The facts of the last names are kept, because a
 * dashboard that refreshes brings the same functions every few seconds; they are pure, so that keeping them changes no
 * answer. Bounded: when a language has {@link MAX_NAMES}, its facts are dropped and gathered again.
 */
import type { Language } from './model';
import { parseName, type ParsedName } from './names';
import { ARTEFACT, INFRASTRUCTURE, PATTERNS, SCAFFOLD, type PatternRow } from './patterns';

export interface NameFacts {
  /** the file that `parsed` was read with */
  readonly file: string;
  readonly parsed: ParsedName;
  /** index of the first row of PATTERNS that matches, −1 none */
  readonly row: number;
  readonly artefact: boolean;
  readonly scaffold: boolean;
  /** a frame that says nothing of what runs; null = the language tells it by ownership */
  readonly infrastructure: boolean | null;
}

/** About 50 MB of the longest names; the largest public profile has 23 k functions. */
const MAX_NAMES = 100_000;

const known = new Map<Language, Map<string, NameFacts>>();
const rowFinders = new Map<Language, (name: string) => number>();

/** Rows of the pattern table that are asked of a language's names, in the order of the table. */
const patternsFor = (language: Language): readonly PatternRow[] =>
  PATTERNS.filter((row) => row.language === language || row.language === 'any');

/** @returns the facts of any name of the language; O(1) for a name of the last profiles */
export function createNameFacts(language: Language): (name: string, file: string) => NameFacts {
  let facts = known.get(language);
  if (facts === undefined) {
    facts = new Map<string, NameFacts>();
    known.set(language, facts);
  }
  const names = facts;
  const rowOf = rowFinders.get(language) ?? createRowOf(patternsFor(language));
  rowFinders.set(language, rowOf);
  return (name, file) => {
    const kept = names.get(name);
    if (kept !== undefined && kept.file === file) {
      return kept;
    }
    const fresh: NameFacts = {
      file,
      parsed: parseName(name, file, language),
      row: rowOf(name),
      artefact: ARTEFACT.test(name),
      scaffold: SCAFFOLD.test(name),
      infrastructure: INFRASTRUCTURE[language]?.test(name) ?? null,
    };
    if (names.size >= MAX_NAMES) {
      names.clear();
    }
    names.set(name, fresh);
    return fresh;
  };
}

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
