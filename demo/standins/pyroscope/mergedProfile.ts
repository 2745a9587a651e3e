/** Stacks → one pprof as the server merges it: one value per sample, no labels, no addresses, `other` for what is cut. */
import {
  Function as PprofFunction,
  Line,
  Location,
  Mapping,
  Profile,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format';
import { NANOS_PER_MS } from '../rounds';
import { FunctionTree, smallestKeptTotal } from './functionTree';
import type { SymbolTable } from './symbols';

export interface MergedProfileOptions {
  readonly profileTypeId: string;
  readonly endMs: number;
  /** nodes of the function tree that are kept; null = all */
  readonly maxNodes: number | null;
}

/** @returns null when there are no stacks */
export function buildMergedProfile(
  stacks: ReadonlyMap<number, number>,
  symbols: SymbolTable,
  options: MergedProfileOptions
): Profile | null {
  if (stacks.size === 0) {
    return null;
  }
  const strings = new StringTable();
  const text = (value: string): number => strings.dedup(value);
  const profile = new Profile({ stringTable: strings });
  const numbered = <T>(build: (key: T, id: number) => void): ((key: T) => number) => {
    const ids = new Map<T, number>();
    return (key) => {
      let id = ids.get(key);
      if (id === undefined) {
        id = ids.size + 1;
        ids.set(key, id);
        build(key, id);
      }
      return id;
    };
  };
  const mappingId = numbered<string>((key, id) => {
    const [file, buildId] = JSON.parse(key) as [string, string];
    profile.mapping.push(new Mapping({ id, filename: text(file), buildId: text(buildId), hasFunctions: true }));
  });
  const functionId = numbered<number>((key, id) => {
    const { name, file, startLine } = symbols.functions[key]!;
    profile.function.push(
      new PprofFunction({ id, name: text(name), systemName: text(name), filename: text(file), startLine })
    );
  });
  const locationId = numbered<number>((key, id) => {
    if (key === OTHER_LOCATION) {
      const stub = profile.function.length + 1;
      profile.function.push(new PprofFunction({ id: stub, name: text('other'), systemName: text('other') }));
      profile.location.push(new Location({ id, mappingId: 1, line: [new Line({ functionId: stub })] }));
      return;
    }
    const { lines, mapping } = symbols.locations[key]!;
    profile.location.push(
      new Location({
        id,
        mappingId: mappingId(JSON.stringify([mapping.file, mapping.buildId])),
        line: lines.map((line) => new Line({ functionId: functionId(line.functionId), line: line.line })),
      })
    );
  });
  const cut = options.maxNodes === null ? stacks : truncateStacks(stacks, symbols, options.maxNodes);
  const entries = [...cut].map(([stack, value]) => ({
    locations: typeof stack === 'string' ? (JSON.parse(stack) as number[]) : symbols.stacks[stack]!,
    value,
  }));
  // The stub takes the last function number, so all others are numbered first.
  entries.sort((a, b) => Number(a.locations[0] === OTHER_LOCATION) - Number(b.locations[0] === OTHER_LOCATION));
  for (const { locations } of entries) {
    locations.filter((key) => key !== OTHER_LOCATION).forEach(locationId);
  }
  for (const { locations, value } of entries) {
    profile.sample.push(new Sample({ locationId: locations.map(locationId), value: [value] }));
  }
  const [name, sampleType, sampleUnit, periodType, periodUnit] = options.profileTypeId.split(':');
  profile.sampleType.push(new ValueType({ type: text(sampleType!), unit: text(sampleUnit!) }));
  profile.periodType = new ValueType({ type: text(periodType!), unit: text(periodUnit!) });
  profile.defaultSampleType = text(sampleType!);
  profile.period = name === 'process_cpu' ? 1_000_000_000 : name === 'memory' ? 512 * 1024 : 1;
  profile.timeNanos = BigInt(options.endMs) * NANOS_PER_MS;
  return profile;
}

const OTHER_LOCATION = -1;

/**
 * Cuts the functions that `maxNodes` does not keep off the leaf end, but for the location next to the last one kept;
 * the cut stacks of equal rest become one.
 */
function truncateStacks(
  stacks: ReadonlyMap<number, number>,
  symbols: SymbolTable,
  maxNodes: number
): Map<number | string, number> {
  const tree = new FunctionTree();
  const leaves = new Map<number, number>();
  for (const [stack, value] of stacks) {
    leaves.set(stack, tree.insert(symbols.functionsOf(stack), value));
  }
  const totals = tree.totals();
  const smallest = smallestKeptTotal(totals, maxNodes - 1); // the root counts here
  const result = new Map<number | string, number>();
  for (const [stack, value] of stacks) {
    let dropped = 0;
    let node = leaves.get(stack)!;
    for (; node > 0 && totals[node]! < smallest; node = tree.parents[node]!) {
      dropped++;
    }
    const locations = symbols.stacks[stack]!;
    let first = locations.length;
    for (let lines = symbols.functionsOf(stack).length; first > 0 && lines >= dropped; first--) {
      lines -= symbols.locations[locations[first - 1]!]!.lines.length;
    }
    const isGone = node === 0;
    const isWhole = dropped === 0 || (first === 0 && !isGone);
    const key = isWhole ? stack : JSON.stringify([OTHER_LOCATION, ...(isGone ? [] : locations.slice(first))]);
    result.set(key, (result.get(key) ?? 0) + value);
  }
  return result;
}
