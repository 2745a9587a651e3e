import fs from 'node:fs';
import path from 'node:path';
import { goldenName, goldens } from '../../tests/goldens/manifest';
import { decodeProfile } from './decodeProfile';
import { countFunctions } from './testing/countFunctions';

const ROOT = path.resolve(__dirname, '../..');

describe.each(goldens.map((golden) => ({ name: goldenName(golden), golden })))('$name', ({ name, golden }) => {
  const bytes = fs.readFileSync(path.join(ROOT, golden.profile));
  const tree = decodeProfile(bytes, { sampleType: golden.sampleType });
  const counts = countFunctions(tree);
  const readGolden = (report: string) =>
    fs.readFileSync(path.join(ROOT, 'tests/goldens', `${name}.${report}.txt`), 'utf8');

  it('has the self and cum of `go tool pprof -top` for every function, to the digit', () => {
    const expected = parseTop(readGolden('top'));
    // Samples without a stack: in pprof's total, in none of its rows.
    const stackless = '[unknown]';
    const actual = new Map([...counts.functions].map(([f, { self, cum }]) => [f, `${self} ${cum}`]));
    if (!expected.has(stackless)) {
      actual.delete(stackless);
    }
    expect(expected.size).toBeGreaterThan(10);
    expect(sorted(actual)).toEqual(sorted(expected));
  });

  it('has the total of pprof', () => {
    const total = / of (\d+)\D* total$/m.exec(readGolden('top'));
    expect(tree.total).toBe(Number(total?.[1]));
  });

  if (golden.peek !== undefined) {
    it('has the callers and callees of `go tool pprof -peek`, to the digit', () => {
      const expected = parsePeek(readGolden('peek'));
      expect([...expected.keys()].sort()).toEqual([...(golden.peek ?? [])].sort());
      for (const [func, { callers, callees }] of expected) {
        expect(sorted(callersOf(func))).toEqual(sorted(callers));
        expect(sorted(counts.edges.get(func) ?? new Map())).toEqual(sorted(callees));
      }
    });
  }

  function callersOf(func: string): Map<string, number> {
    const callers = new Map<string, number>();
    for (const [caller, callees] of counts.edges) {
      const weight = callees.get(func);
      if (weight !== undefined) {
        callers.set(caller, weight);
      }
    }
    return callers;
  }
});

function sorted<T>(map: ReadonlyMap<string, T>): Array<[string, T]> {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** function → `self cum`. Rows: `1640000000ns  8.44%  8.44% 2250000000ns 11.58%  name (inline)`. */
function parseTop(text: string): Map<string, string> {
  const rows = text.slice(text.indexOf('flat%')).split('\n').slice(1);
  const row = /^\s*(\d+)[a-zA-Z]*\s+\S+\s+\S+\s+(\d+)[a-zA-Z]*\s+\S+\s+(.*?)(?: \((?:partial-)?inline\))?$/;
  return new Map(
    rows
      .filter((line) => line !== '')
      .map((line) => {
        const match = row.exec(line);
        if (match === null) {
          throw new Error(`not a row of pprof -top: ${line}`);
        }
        return [match[3], `${Number(match[1])} ${Number(match[2])}`];
      })
  );
}

interface Neighbours {
  readonly callers: Map<string, number>;
  readonly callees: Map<string, number>;
}

/** Blocks between rules: callers, then the function itself (the only row with a flat figure), then callees. */
function parsePeek(text: string): Map<string, Neighbours> {
  const result = new Map<string, Neighbours>();
  for (const block of text.split(/^-+\+-+$/m)) {
    const callers = new Map<string, number>();
    const callees = new Map<string, number>();
    let self: string | null = null;
    for (const line of block.split('\n')) {
      const edge = /^\s+(\d+)[a-zA-Z]*\s+\S+ \|\s{3}(.*?)(?: \((?:partial-)?inline\))?$/.exec(line);
      const own = /^\s*\d+[a-zA-Z]*\s+\S+\s+\S+\s+\d+[a-zA-Z]*\s+\S+\s+\| (.*?)(?: \((?:partial-)?inline\))?$/.exec(
        line
      );
      if (own !== null) {
        self = own[1];
      } else if (edge !== null) {
        (self === null ? callers : callees).set(edge[2], Number(edge[1]));
      }
    }
    if (self !== null) {
      result.set(self, { callers, callees });
    }
  }
  return result;
}
