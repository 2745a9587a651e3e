/**
 * Which functions of two profiles are the same one, so that costs can be compared by name.
 *
 * An edit renumbers what has no name of its own: `F.func2` becomes `F.func1` when an earlier closure goes, and
 * `handlers.js:load:7` becomes `…:load:9`. Names are matched as they stand first (with the file, then without it); only
 * what is left over on both sides is matched with its numbers taken out, and what then still shares a name is counted
 * together, a stack once.
 */
import type { CallTree, FuncIndex, FunctionTable } from '../../profiles/callTree';
import { detectLanguage } from '../language';
import type { Language } from '../model';
import { parseName, stripBrackets } from '../names';
import type { ComparedFunction } from './model';

/** Index of a function of the comparison, 0 … `length - 1`. */
export type PairIndex = number;

export interface Pairing {
  readonly length: number;
  readonly language: Language;
  /** FuncIndex of a side → PairIndex */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** PairIndex → one function of it on each side; −1 where absent */
  readonly inBefore: Int32Array;
  readonly inAfter: Int32Array;
  readonly functions: { readonly before: FunctionTable; readonly after: FunctionTable };
}

/**
 * What an edit renumbers in names, per compiler; applied to leftovers only. Sources: names of the Go, V8, JVM, .NET and
 * Rust compilers as real profiles hold them (the same forms that `parseName` reads).
 */
const RENUMBERED: ReadonlyArray<readonly [RegExp, string]> = [
  [/\.(func|gowrap|deferwrap)\d+(\.\d+)*/g, '.$1#'],
  [/^(.*\.(?:m?js|cjs|tsx?):[^:()]+|node:.*:[^:()]+):\d+$/, '$1'],
  [/:-?\d+ - /, ' - '],
  [/\$\$Lambda.*$/, '$$$$Lambda'],
  [/\blambda\$(\w+)\$\d+/g, 'lambda$$$1$$#'],
  [/<(\w*)>([bdc])__\d+(_\d+)?/g, '<$1>$2__#'],
  [/DisplayClass\d+_\d+/g, 'DisplayClass#'],
  [/::h[0-9a-f]{16}$/, ''],
];

/** A name without the numbers that an edit changes, and without Go's type arguments. */
export function withoutNumbers(name: string): string {
  const plain = name.includes('[') && !name.startsWith('[') ? stripBrackets(name, '[', ']') : name;
  return RENUMBERED.reduce((text, [pattern, by]) => text.replace(pattern, by), plain);
}

/** O(functions), hashing only. */
export function pairFunctions(before: CallTree, after: CallTree): Pairing {
  const sides = { before: before.functions, after: after.functions };
  const pairs = { before: unpaired(before), after: unpaired(after) };
  let length = pairByName(sides, pairs);
  length = pairLeftovers(sides, pairs, length);
  const language = detectLanguage(sides.before);
  return {
    length,
    language: language === 'unknown' ? detectLanguage(sides.after) : language,
    ...pairs,
    inBefore: firstOf(pairs.before, length),
    inAfter: firstOf(pairs.after, length),
    functions: sides,
  };
}

interface Sides<Value> {
  readonly before: Value;
  readonly after: Value;
}

const unpaired = ({ functions }: CallTree) => new Int32Array(functions.length).fill(-1);

/** Same name, and the same file or the only function of the name that is left. */
function pairByName({ before, after }: Sides<FunctionTable>, pairs: Sides<Int32Array>): number {
  const byName = new Map<string, FuncIndex>();
  const nextOfName = new Int32Array(before.length).fill(-1);
  for (let f = before.length - 1; f >= 0; f--) {
    nextOfName[f] = byName.get(before.name[f]) ?? -1;
    byName.set(before.name[f], f);
  }
  let length = 0;
  const pair = (inBefore: FuncIndex, inAfter: FuncIndex) => {
    pairs.before[inBefore] = length;
    pairs.after[inAfter] = length++;
  };
  const free = (name: string, file: string | null): FuncIndex => {
    let f = byName.get(name) ?? -1;
    while (f >= 0 && (pairs.before[f] >= 0 || (file !== null && before.file[f] !== file))) {
      f = nextOfName[f];
    }
    return f;
  };
  const moved: FuncIndex[] = [];
  for (let f = 0; f < after.length; f++) {
    const same = free(after.name[f], after.file[f]);
    if (same >= 0) {
      pair(same, f);
    } else if (byName.has(after.name[f])) {
      moved.push(f);
    }
  }
  for (const f of moved) {
    const same = free(after.name[f], null);
    if (same >= 0) {
      pair(same, f);
    }
  }
  return length;
}

/** What is left on both sides, by the name without numbers; what is left on one side stands alone. */
function pairLeftovers(functions: Sides<FunctionTable>, pairs: Sides<Int32Array>, from: number): number {
  let length = from;
  const byKey = new Map<string, PairIndex>();
  for (let f = 0; f < pairs.before.length; f++) {
    if (pairs.before[f] < 0) {
      const key = withoutNumbers(functions.before.name[f]);
      const known = byKey.get(key);
      pairs.before[f] = known ?? length++;
      byKey.set(key, pairs.before[f]);
    }
  }
  const onlyAfter = new Map<string, PairIndex>();
  for (let f = 0; f < pairs.after.length; f++) {
    if (pairs.after[f] < 0) {
      const key = withoutNumbers(functions.after.name[f]);
      const known = byKey.get(key) ?? onlyAfter.get(key);
      pairs.after[f] = known ?? length++;
      onlyAfter.set(key, pairs.after[f]);
    }
  }
  return length;
}

function firstOf(pairOf: Int32Array, length: number): Int32Array {
  const first = new Int32Array(length).fill(-1);
  for (let f = pairOf.length - 1; f >= 0; f--) {
    first[pairOf[f]] = f;
  }
  return first;
}

/** Name of a compared function as it stands after the change, else before it. */
export function comparedFunction(pairing: Pairing, pair: PairIndex): ComparedFunction {
  const isThere = pairing.inAfter[pair] >= 0;
  const { name, file } = isThere ? pairing.functions.after : pairing.functions.before;
  const func = isThere ? pairing.inAfter[pair] : pairing.inBefore[pair];
  const { shortName, packageName } = parseName(name[func], file[func], pairing.language);
  return { name: name[func], shortName, packageName, file: file[func] };
}
