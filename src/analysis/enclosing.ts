/**
 * Where an anonymous function is written: a comparator handed to `sort`, a callback of `map`, a block. Its code is a
 * line or two of the function around it, so what it costs is that function's own work, however the library calls it.
 *
 * Told by the name where the compiler keeps it (`List.func1`, `lambda$load$0`, `block in load`, `load::{{closure}}`),
 * else by file and line: the last named function that starts above it.
 */
import type { FunctionTable, FuncIndex } from '../profiles/callTree';
import { FLAG_CLOSURE } from './codes';
import type { Language } from './model';
import type { NameFacts } from './nameFacts';
import { stripBrackets } from './names';

/** Name of the function around, from the closure's own; null where the name does not tell. */
export function nameAround(name: string, language: Language): string | null {
  switch (language) {
    case 'go': {
      // `path/pkg.(*T).Method.func1.2`: package, receiver and the first name after it.
      const plain = stripBrackets(name, '[', ']');
      return /^(.*\/)?[^./]+\.(\([^)]*\)\.)?[^.-]+/.exec(plain)?.[0] ?? null;
    }
    case 'jvm':
      return /lambda\$(\w+)\$\d+/.test(name) ? name.replace(/lambda\$(\w+)\$\d+/, '$1') : null;
    case 'ruby':
      return name.replace(/^(.*?)(:-?\d+)? - (?:block (?:\(\d+ levels\) )?in )+/, '$1 - ');
    case 'dotnet':
      return name.replace(/\.<>c(__DisplayClass[\w]*)?\.<(\w+)>b__\w+/, '.$2');
    case 'rust':
    case 'native':
    case 'unknown':
      return name.replace(/(::\{\{closure\}\})+(::h[0-9a-f]{16})?$/, '');
    default:
      return null;
  }
}

/** What a named function's closures call it by {@link nameAround}. */
export const namedKeyOf = (name: string, language: Language): string =>
  language === 'go'
    ? stripBrackets(name, '[', ']')
    : language === 'ruby'
      ? name.replace(/^(.*?)(:-?\d+)? - /, '$1 - ')
      : name.replace(/::h[0-9a-f]{16}$/, '');

/** Languages whose anonymous functions are told by file and line. */
const BY_LINE: ReadonlySet<Language> = new Set(['node', 'python']);

/** Line that an anonymous JavaScript function starts at; agents write it into the name where the line is missing. */
const anonymousLine = (shortName: string, line: number): number =>
  line > 0 ? line : Number(/^\(anonymous\):(\d+)$/.exec(shortName)?.[1] ?? -1);

interface NamesOfProfile {
  /** FuncIndex → what its name says */
  readonly facts: readonly NameFacts[];
  /** FuncIndex → FLAG_… bits */
  readonly flags: Uint8Array;
  /** FuncIndex → number of the name that closures are matched by, below `keyCount`; −1 none */
  readonly closureKey: Int32Array;
  readonly keyCount: number;
}

/** @returns FuncIndex of a closure → function that it is written in, −1 where that is not known or the function is named */
export function computeEnclosing(
  { length, file, line }: Pick<FunctionTable, 'length' | 'file' | 'line'>,
  { facts, flags, closureKey, keyCount }: NamesOfProfile,
  language: Language
): Int32Array {
  const enclosing = new Int32Array(length).fill(-1);
  const closures: FuncIndex[] = [];
  for (let f = 0; f < length; f++) {
    if ((flags[f] & FLAG_CLOSURE) !== 0) {
      closures.push(f);
    }
  }
  if (closures.length > 0 && BY_LINE.has(language)) {
    encloseByLine(enclosing, closures, { length, file, line, facts });
  } else if (closures.length > 0) {
    encloseByName(enclosing, closures, { flags, closureKey, keyCount });
  }
  return enclosing;
}

function encloseByLine(
  enclosing: Int32Array,
  closures: readonly FuncIndex[],
  {
    length,
    file,
    line,
    facts,
  }: Pick<FunctionTable, 'length' | 'file' | 'line'> & { readonly facts: readonly NameFacts[] }
): void {
  const fileOf = (f: FuncIndex) => file[f] || facts[f].parsed.scope;
  const lineOf = (f: FuncIndex) => {
    const { parsed } = facts[f];
    return anonymousLine(parsed.shortName, parsed.line > 0 ? parsed.line : line[f]);
  };
  const named = new Map<string, FuncIndex[]>();
  for (let f = 0; f < length; f++) {
    if ((facts[f].flags & FLAG_CLOSURE) === 0 && lineOf(f) > 0) {
      const known = named.get(fileOf(f));
      if (known === undefined) {
        named.set(fileOf(f), [f]);
      } else {
        known.push(f);
      }
    }
  }
  for (const f of closures) {
    const at = lineOf(f);
    let best = -1;
    for (const other of named.get(fileOf(f)) ?? []) {
      if (lineOf(other) <= at && (best < 0 || lineOf(other) > lineOf(best))) {
        best = other;
      }
    }
    enclosing[f] = at > 0 ? best : -1;
  }
}

function encloseByName(
  enclosing: Int32Array,
  closures: readonly FuncIndex[],
  { flags, closureKey, keyCount }: Omit<NamesOfProfile, 'facts'>
): void {
  /** number of a name → the function of that name; −1 none */
  const named = new Int32Array(keyCount).fill(-1);
  for (let f = 0; f < closureKey.length; f++) {
    if ((flags[f] & FLAG_CLOSURE) === 0 && closureKey[f] >= 0) {
      named[closureKey[f]] = f;
    }
  }
  for (const f of closures) {
    enclosing[f] = closureKey[f] < 0 ? -1 : named[closureKey[f]];
  }
}
