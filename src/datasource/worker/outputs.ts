/** What is made of a decoded profile: one form for each kind of frame. */
import {
  analyze,
  computeFunctionCounts,
  diffProfiles,
  findFunction,
  VerifyInputError,
  type Analysis,
  type DiffReport,
  type FunctionSearch,
  type Loads,
} from '../../analysis';
import type { CallTree, FuncIndex } from '../../profiles/callTree';
import { CallTreeBuilder } from '../../profiles/callTreeBuilder';
import { calleesTree, callersTree } from '../../profiles/sandwich';
import { diffColumns, type DiffColumns } from './diffColumns';
import { functionColumns, type FunctionColumns } from './functionColumns';
import { profileColumns, type ProfileColumns } from './profileColumns';

/** `function`: the weight of one function, of which a series is made. */
export type Wanted =
  | { readonly kind: 'columns' | 'functions' }
  | { readonly kind: 'analysis'; readonly profileTypeId: string; readonly ownedPrefixes?: readonly string[] }
  | { readonly kind: 'callers' | 'callees' | 'function'; readonly func: string }
  | WantedDiff;

/** A comparison; the profile before is the job's `base`. */
export interface WantedDiff {
  readonly kind: 'diff';
  readonly profileTypeId: string;
  /** requests or seconds behind each side */
  readonly loads: Loads;
  /** rows of the table */
  readonly maxRows: number;
}

/** A function that the profile does not have, or has several times. */
export type NotOne = Exclude<FunctionSearch, { readonly kind: 'found' }>;

export type Output =
  | { readonly kind: 'columns'; readonly columns: ProfileColumns }
  | { readonly kind: 'analysis'; readonly analysis: Analysis }
  | { readonly kind: 'functions'; readonly functions: FunctionColumns }
  | { readonly kind: 'part'; readonly columns: ProfileColumns; readonly weight: FunctionWeight }
  | { readonly kind: 'weight'; readonly weight: FunctionWeight }
  | { readonly kind: 'not-one'; readonly search: NotOne }
  /** `why`: the two can't be judged, in a sentence; then there is no report */
  | { readonly kind: 'diff'; readonly columns: DiffColumns; readonly report: DiffReport | null; readonly why: string };

export interface FunctionWeight {
  /** as the profile writes it */
  readonly name: string;
  /** weight of the stacks that end in it, and of those that contain it */
  readonly self: number;
  readonly cum: number;
}

/** @param base  the profile before; null where nothing matched, and for what compares nothing */
export function outputOf(tree: CallTree, wanted: Wanted, base: CallTree | null = null): Output {
  switch (wanted.kind) {
    case 'columns':
      return { kind: 'columns', columns: profileColumns(tree) };
    case 'functions':
      return { kind: 'functions', functions: functionColumns(tree) };
    case 'analysis':
      return { kind: 'analysis', analysis: analyze(tree, wanted) };
    case 'diff':
      return outputOfDiff(base ?? emptyLike(tree), tree, wanted);
    default:
      return outputOfFunction(tree, wanted);
  }
}

/** Buffers that can be handed over instead of copied. */
export function buffersIn(output: Output): ArrayBuffer[] {
  const columns = 'columns' in output ? output.columns : 'functions' in output ? output.functions : {};
  return Object.values(columns).flatMap((column: unknown) =>
    column instanceof Int32Array || column instanceof Float64Array ? [column.buffer as ArrayBuffer] : []
  );
}

function outputOfFunction(
  tree: CallTree,
  { kind, func }: Extract<Wanted, { readonly kind: 'callers' | 'callees' | 'function' }>
): Output {
  const search = findFunction(tree, func);
  if (search.kind !== 'found') {
    return { kind: 'not-one', search };
  }
  const weight = weightOf(tree, search.func);
  if (kind === 'function') {
    return { kind: 'weight', weight };
  }
  const part = kind === 'callers' ? callersTree(tree, search.func) : calleesTree(tree, search.func);
  return { kind: 'part', columns: profileColumns(part), weight };
}

function outputOfDiff(before: CallTree, after: CallTree, { profileTypeId, loads, maxRows }: WantedDiff): Output {
  const columns = diffColumns(before, after);
  if (before.total === 0 || after.total === 0) {
    return {
      kind: 'diff',
      columns,
      report: null,
      why: `There is no profile ${before.total === 0 ? 'before' : 'after'}.`,
    };
  }
  try {
    return { kind: 'diff', columns, report: diffProfiles(before, after, loads, { profileTypeId, maxRows }), why: '' };
  } catch (error) {
    if (error instanceof VerifyInputError) {
      return { kind: 'diff', columns, report: null, why: error.message };
    }
    throw error;
  }
}

/** A side without samples. */
export function emptyLike({ unit, sampleType }: Pick<CallTree, 'unit' | 'sampleType'>): CallTree {
  return new CallTreeBuilder().build({ unit, sampleType, sampleCount: null });
}

function weightOf(tree: CallTree, func: FuncIndex): FunctionWeight {
  const { self, cum } = computeFunctionCounts(tree);
  return { name: tree.functions.name[func], self: self[func], cum: cum[func] };
}
