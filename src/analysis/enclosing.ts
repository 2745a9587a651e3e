/**
 * Where an anonymous function is written: a comparator handed to `sort`, a callback of `map`, a block. Its code is a
 * line or two of the function around it, so what it costs is that function's own work, however the library calls it.
 *
 * Told by the name where the compiler keeps it (`List.func1`, `lambda$load$0`, `block in load`, `load::{{closure}}`),
 * else by file and line: the last named function that starts above it.
 */
import type { FunctionTable, FuncIndex } from '../profiles/callTree';
import type { Language } from './model';
import { stripBrackets, type ParsedName } from './names';

/** Name of the function around, from the closure's own; null where the name does not tell. */
function nameAround(name: string, language: Language): string | null {
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

/** How a named function is looked up by {@link nameAround}. */
const keyOf = (name: string, language: Language): string =>
  language === 'go'
    ? stripBrackets(name, '[', ']')
    : language === 'ruby'
      ? name.replace(/^(.*?)(:-?\d+)? - /, '$1 - ')
      : name.replace(/::h[0-9a-f]{16}$/, '');

/** Line that an anonymous JavaScript function starts at; agents write it into the name where the line is missing. */
const anonymousLine = (shortName: string, line: number): number =>
  line > 0 ? line : Number(/^\(anonymous\):(\d+)$/.exec(shortName)?.[1] ?? -1);

const NO_FUNCTIONS: readonly FuncIndex[] = [];

/** @returns FuncIndex of a closure → function that it is written in, −1 where that is not known or the function is named */
export function computeEnclosing(
  { length, name, file, line }: FunctionTable,
  parsed: readonly ParsedName[],
  language: Language
): Int32Array {
  const enclosing = new Int32Array(length).fill(-1);
  const closures: FuncIndex[] = [];
  for (let f = 0; f < length; f++) {
    if (parsed[f].closure) {
      closures.push(f);
    }
  }
  if (closures.length === 0) {
    return enclosing;
  }
  if (language === 'node' || language === 'python') {
    const fileOf = (f: FuncIndex) => file[f] || parsed[f].scope;
    const lineOf = (f: FuncIndex) => anonymousLine(parsed[f].shortName, parsed[f].line > 0 ? parsed[f].line : line[f]);
    const named = new Map<string, FuncIndex[]>();
    for (let f = 0; f < length; f++) {
      if (!parsed[f].closure && lineOf(f) > 0) {
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
    return enclosing;
  }
  // The closures' names around are few; all names as keys would cost more than the rest of the function facts.
  const closuresOf = new Map<string, FuncIndex[]>();
  for (const f of closures) {
    const around = nameAround(name[f], language);
    if (around !== null) {
      const known = closuresOf.get(around);
      if (known === undefined) {
        closuresOf.set(around, [f]);
      } else {
        known.push(f);
      }
    }
  }
  for (let f = 0; f < length; f++) {
    if (!parsed[f].closure) {
      for (const closure of closuresOf.get(keyOf(name[f], language)) ?? NO_FUNCTIONS) {
        enclosing[closure] = f;
      }
    }
  }
  return enclosing;
}
