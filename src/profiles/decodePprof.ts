/**
 * pprof (`google.perftools.profiles.Profile`), gzipped or not → call tree of one of its sample types.
 *
 * Counts as `go tool pprof` does: inlined lines are frames, a location without function is named after its mapping
 * (`[libc.so]`, else `<unknown>`), samples of weight 0 do not exist, drop_frames are dropped. Labels are not read.
 * Samples without any frame stand under one root `[unknown]`, so that the total is pprof's.
 * Left out on purpose: demangling (names are shown as the profile has them) and addresses.
 */
import { type CallTree, type FuncIndex, type NodeIndex } from './callTree';
import { CallTreeBuilder, ROOT } from './callTreeBuilder';
import { createFrameFilter, type FrameFilter } from './dropFrames';
import { gunzip, isGzipFormat } from './gunzip';
import { decodePprofTables, type NumberList, type PprofTables, type ValueType } from './pprofMessage';
import { ProfileFormatError } from './profileFormatError';
import { chooseSampleType, type SampleTypeOptions } from './sampleTypeOption';

/**
 * Default as in pprof: the file's `default_sample_type`, else the last one; only that a plain count of samples gives way
 * to a CPU time beside it.
 */
export type DecodePprofOptions = SampleTypeOptions;

/** True where the first bytes are a field of pprof's Profile message (1 … 15, fitting wire type). Never throws. */
export function isPprofFormat(bytes: Uint8Array): boolean {
  const field = bytes[0] >> 3;
  const wireType = bytes[0] & 7;
  return field >= 1 && field <= 15 && (wireType === 0 || wireType === 2) && (field > 6 || wireType === 2);
}

/** @throws ProfileFormatError on anything but a complete, consistent pprof profile */
export function decodePprof(bytes: Uint8Array, options: DecodePprofOptions = {}): CallTree {
  const tables = decodePprofTables(isGzipFormat(bytes) ? gunzip(bytes) : bytes);
  if (tables.sampleTypes.length === 0) {
    fail('sample_type', 'at least one sample type', 'none');
  }
  const column = selectSampleType(tables, options);
  const { type, unit } = tables.sampleTypes[column];
  const countColumn = tables.sampleTypes.findIndex(isSampleCount);
  const builder = new CallTreeBuilder('pprof');
  const frames = new FrameTable(tables, builder);
  const samples = addSamples({ tables, frames, builder, column, countColumn });
  return builder.build({ unit, sampleType: type, ...samples });
}

/** Every sample type of the profile, in file order. Throws as {@link decodePprof}. */
export function pprofSampleTypes(bytes: Uint8Array): readonly ValueType[] {
  return decodePprofTables(isGzipFormat(bytes) ? gunzip(bytes) : bytes).sampleTypes;
}

function fail(where: string, expected: string, found: string): never {
  throw new ProfileFormatError({ format: 'pprof', where, expected, found });
}

function selectSampleType({ sampleTypes, defaultSampleType }: PprofTables, options: DecodePprofOptions): number {
  const named = sampleTypes.findIndex(({ type }) => type !== '' && type === defaultSampleType);
  const index = named >= 0 ? named : sampleTypes.length - 1;
  const cpu = sampleTypes.findIndex(({ type, unit }) => type === 'cpu' && unit !== 'count');
  const fallback = isSampleCount(sampleTypes[index]) && cpu >= 0 ? cpu : index;
  return chooseSampleType(
    sampleTypes.map(({ type }) => type),
    fallback,
    { options, format: 'pprof' }
  );
}

/** Go's contention profiles count events, each scaled up by the fraction that was sampled. */
const CONTENTIONS = 'contentions';

/** `samples/count` (Go, Node; Datadog's Node profiler says `sample`): how often the profiler looked. */
function isSampleCount({ type, unit }: ValueType): boolean {
  return (type === 'samples' || type === 'sample' || type === CONTENTIONS) && unit === 'count';
}

interface AddSamplesInput {
  readonly tables: PprofTables;
  readonly frames: FrameTable;
  readonly builder: CallTreeBuilder;
  readonly column: number;
  /** -1 where the profile does not count samples */
  readonly countColumn: number;
}

/** Quotients weight ÷ count that differ by less are one quantum. */
const QUANTUM_TOLERANCE = 1e-9;

function addSamples({ tables, frames, builder, column, countColumn }: AddSamplesInput) {
  const typeCount = tables.sampleTypes.length;
  let sampleCount = 0;
  let quantum: number | null = null;
  let fraction = 0;
  let isOneQuantum = countColumn >= 0;
  tables.eachSample((locationIds, values, sample) => {
    if (values.length !== typeCount) {
      fail(`sample ${sample}`, `${typeCount} values, one a sample type`, String(values.length));
    }
    const weight = values.items[column];
    if (weight === 0) {
      return;
    }
    frames.addSample(locationIds, weight, sample);
    if (countColumn >= 0) {
      const count = values.items[countColumn];
      if (count < 0) {
        fail(`sample ${sample}`, 'a number of samples', String(count));
      }
      sampleCount += count;
      fraction = greatestDivisor(count, fraction);
      const each = weight / count;
      isOneQuantum &&= count > 0 && (quantum === null || Math.abs(each - quantum) <= QUANTUM_TOLERANCE * quantum);
      quantum ??= each;
    }
  });
  frames.finishLines();
  if (countColumn < 0) {
    return { sampleCount: null, quantum: null };
  }
  const scaled = tables.sampleTypes[countColumn].type === CONTENTIONS && fraction > 1;
  return {
    sampleCount: scaled ? sampleCount / fraction : sampleCount,
    quantum: isOneQuantum && quantum !== null ? quantum * (scaled ? fraction : 1) : null,
  };
}

/** Greatest common divisor of whole numbers; what is no whole number has none but 1. */
function greatestDivisor(a: number, b: number): number {
  if (!Number.isInteger(a)) {
    return 1;
  }
  while (b > 0) {
    [a, b] = [b, a % b];
  }
  return a;
}

/** Locations of a profile as the functions they stand for, outermost first, and the stacks made of them. */
class FrameTable {
  private readonly rowOf: IdTable;
  /** location row → its functions in `funcs`, outermost first */
  private readonly start: Int32Array;
  private readonly funcs: FuncIndex[] = [];
  /** location row → innermost function and line, for hot lines; line -1 where unknown */
  private readonly leafFunc: Int32Array;
  private readonly leafLine: Int32Array;
  private readonly leafWeight: Float64Array;
  /** location row → what drop_frames does to it: 0 keeps, 1 drops all of it, 2 drops what lies below its functions */
  private readonly pruned: Uint8Array;
  private readonly prunes: boolean;
  /** The sample before, outermost location first: id, row, and the node that the path leads to. */
  private readonly pathId: number[] = [];
  private readonly pathRow: number[] = [];
  private readonly pathNode: NodeIndex[] = [];
  private pathLength = 0;

  constructor(
    tables: PprofTables,
    private readonly builder: CallTreeBuilder
  ) {
    const { locations, functions, mappings } = tables;
    const count = locations.id.length;
    this.rowOf = new IdTable('location', locations.id);
    this.start = new Int32Array(count + 1);
    this.leafFunc = new Int32Array(count).fill(-1);
    this.leafLine = new Int32Array(count).fill(-1);
    this.leafWeight = new Float64Array(count);
    this.pruned = new Uint8Array(count);
    const filter = createFrameFilter(tables.dropFrames, tables.keepFrames);
    this.prunes = filter !== null;
    const mappingOf = new IdTable('mapping', mappings.id);
    const functionOf = new IdTable(
      'function',
      hasNoIds(functions.id) ? functions.id.map((_, row) => row + 1) : functions.id
    );
    /** function row → what it was interned as with the module that it was last seen with; row 0 stands for no function */
    const lastFunc = new Int32Array(functions.id.length + 1).fill(-1);
    const lastModule: string[] = [];
    /** function row → 1 stays, 2 dropped; 0 not asked yet: a function stands in many locations */
    const verdicts = new Uint8Array(functions.id.length);

    const isDropped = (row: number, filter: FrameFilter): boolean => {
      if (verdicts[row] === 0) {
        const name = tables.text(functions.name[row]);
        verdicts[row] = name !== '' && filter(name) ? 2 : 1;
      }
      return verdicts[row] === 2;
    };

    const internFunction = (row: number, module: string): FuncIndex => {
      let func = lastFunc[row + 1];
      if (func < 0 || lastModule[row + 1] !== module) {
        const name = row < 0 ? '' : tables.text(functions.name[row]);
        const file = row < 0 ? '' : tables.text(functions.file[row]);
        const startLine = row < 0 ? -1 : functions.startLine[row];
        func = builder.functions.intern({ name: name === '' ? nameByModule(module) : name, file, startLine, module });
        lastFunc[row + 1] = func;
        lastModule[row + 1] = module;
      }
      return func;
    };

    for (let row = 0; row < count; row++) {
      const mappingId = locations.mappingId[row];
      const module =
        mappingId === 0 ? '' : baseName(tables.text(mappings.file[mappingOf.row(mappingId, 'location', row)]));
      const first = locations.lineStart[row];
      const end = locations.lineStart[row + 1];
      let kept = first;
      for (let line = end - 1; line >= first && filter !== null; line--) {
        const id = locations.lineFunction[line];
        if (id !== 0 && isDropped(functionOf.row(id, 'location', row), filter)) {
          this.pruned[row] = line === end - 1 ? 1 : 2;
          kept = line === end - 1 ? first : line + 1;
          break;
        }
      }
      for (let line = end - 1; line >= kept; line--) {
        const id = locations.lineFunction[line];
        const func = internFunction(id === 0 ? -1 : functionOf.row(id, 'location', row), module);
        this.pushFrame(row, func, locations.lineNumber[line]);
      }
      if (first === end) {
        this.pushFrame(row, internFunction(-1, module), -1);
      }
      this.start[row + 1] = this.funcs.length;
    }
  }

  /**
   * Adds one sample, location ids leaf first. Writers walk a tree or sort by stack, so a sample mostly begins as the one
   * before it; only what differs is looked up.
   */
  addSample({ items: ids, length }: NumberList, weight: number, sample: number): void {
    const { builder, rowOf, start, funcs, pathId, pathRow, pathNode } = this;
    const leaf = this.prunes ? this.firstKept(ids, length, sample) : 0;
    const depth = length - leaf;
    const comparable = Math.min(depth, this.pathLength);
    let shared = 0;
    while (shared < comparable && pathId[shared] === ids[length - 1 - shared]) {
      shared++;
    }
    let node = shared > 0 ? pathNode[shared - 1] : ROOT;
    // Nothing is kept of a path that turns out to be wrong half-way.
    this.pathLength = shared;
    for (let at = shared; at < depth; at++) {
      const id = ids[length - 1 - at];
      const row = rowOf.row(id, 'sample', sample);
      for (let f = start[row]; f < start[row + 1]; f++) {
        node = builder.child(node, funcs[f]);
      }
      pathId[at] = id;
      pathRow[at] = row;
      pathNode[at] = node;
    }
    this.pathLength = depth;
    if (depth === 0) {
      builder.addSelf(builder.child(ROOT, builder.functions.intern({ name: NO_STACK })), weight);
      return;
    }
    builder.addSelf(node, weight);
    this.leafWeight[pathRow[depth - 1]] += weight;
  }

  /** Hands the gathered line weights to the function table. */
  finishLines(): void {
    for (let row = 0; row < this.leafFunc.length; row++) {
      if (this.leafFunc[row] >= 0) {
        this.builder.functions.addLineWeight(this.leafFunc[row], this.leafLine[row], this.leafWeight[row]);
      }
    }
  }

  private pushFrame(row: number, func: FuncIndex, line: number): void {
    this.funcs.push(func);
    this.builder.functions.noteLine(func, line);
    this.leafFunc[row] = func;
    this.leafLine[row] = line;
  }

  /** Position of the leaf after drop_frames: pprof's Prune, which never cuts above the first frame that stays. */
  private firstKept(ids: readonly number[], length: number, sample: number): number {
    let foundUser = false;
    for (let i = length - 1; i >= 0; i--) {
      const state = this.pruned[this.rowOf.row(ids[i], 'sample', sample)];
      if (state === 0) {
        foundUser = true;
      } else if (foundUser) {
        return state === 1 ? i + 1 : i;
      }
    }
    return 0;
  }
}

/** Ids of a table → rows. Most writers number from 1, so a plain array answers; others get a map. */
class IdTable {
  private readonly dense: Int32Array | null;
  private readonly sparse = new Map<number, number>();

  constructor(
    private readonly what: string,
    ids: readonly number[]
  ) {
    let largest = 0;
    for (const id of ids) {
      largest = Math.max(largest, id);
    }
    this.dense = largest <= 4 * ids.length + 16 ? new Int32Array(largest + 1).fill(-1) : null;
    ids.forEach((id, row) => {
      if (id === 0 || !Number.isSafeInteger(id)) {
        fail(`${what} row ${row}`, `a ${what} id from 1 to 2^53`, String(id));
      }
      if (this.find(id) !== undefined) {
        fail(`${what} row ${row}`, `a ${what} id that is used once`, `id ${id} again`);
      }
      if (this.dense === null) {
        this.sparse.set(id, row);
      } else {
        this.dense[id] = row;
      }
    });
  }

  /** @param by, at  what refers to it, for the error: a text made for each of millions would cost more than the search */
  row(id: number, by: 'location' | 'sample', at: number): number {
    return this.find(id) ?? fail(`${by} ${at}`, `a ${this.what} of the file`, `${this.what} id ${id}, which it does not hold`);
  }

  private find(id: number): number | undefined {
    if (this.dense === null) {
      return this.sparse.get(id);
    }
    const row = this.dense[id];
    return row === undefined || row < 0 ? undefined : row;
  }
}

/** Some .NET exporters write no function ids at all; references then count the functions from 1. */
function hasNoIds(ids: readonly number[]): boolean {
  return ids.length > 0 && ids.every((id) => id === 0);
}

/**
 * Stands for samples without a single frame. pprof counts them in its total but lists them nowhere; here they are
 * unknown mass, so that the total stays equal. (Pyroscope drops such samples on ingestion.)
 */
const NO_STACK = '[unknown]';

/** As pprof prints a frame without function name. */
function nameByModule(module: string): string {
  return module === '' ? '<unknown>' : `[${module}]`;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
