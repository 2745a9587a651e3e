/**
 * One analysis as a message: what goes to the worker and what comes back.
 * Imported by the worker, so it may import pure folders only.
 */
import { analyze, applyStackFilters, type Analysis, type AnalysisOptions, type StackFilter } from '../../analysis';
import type { CallTree } from '../../profiles/callTree';
import { decodeNestedSet } from '../../profiles/nestedSet';
import type { Task, TaskResults } from './tasks';
import type { TreeAnswer, TreeRequest } from './treeJob';

export interface InternedText {
  readonly index: Int32Array<ArrayBuffer>;
  readonly text: readonly string[];
}

/** A profile as columns; the shape that `shared/ui/frames` reads out of a frame, with what the frame says about it. */
export interface JobProfile {
  readonly columns: {
    readonly level: Int32Array<ArrayBuffer>;
    readonly value: Float64Array<ArrayBuffer>;
    readonly self: Float64Array<ArrayBuffer>;
    readonly label: InternedText;
    readonly file: InternedText | null;
    readonly line: Int32Array<ArrayBuffer> | null;
  };
  readonly unit: string;
  readonly sampleType: string;
  readonly sampleCount: number | null;
  readonly quantum: number | null;
}

export interface AnalysisJob {
  readonly profile: JobProfile;
  /** allocated bytes of the same service and window, for the GC ledger */
  readonly alloc: JobProfile | null;
  readonly options: AnalysisOptions;
  /** stacks that the user hid, in order; absent = the whole profile */
  readonly filters?: readonly StackFilter[];
}

/** Shell → worker. */
export type WorkerRequest =
  | { readonly kind: 'analyze'; readonly id: number; readonly job: AnalysisJob }
  | { readonly kind: 'task'; readonly id: number; readonly task: Task }
  /** a question to a profile that the worker keeps (`treeSession.ts`) */
  | TreeRequest
  /** there is time before the first job; not answered */
  | { readonly kind: 'practise' };

/** Worker → shell. `ready` comes once, when the script has loaded. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly analysis: Analysis }
  | { readonly kind: 'task-done'; readonly id: number; readonly result: TaskResults[keyof TaskResults] }
  | TreeAnswer
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Decodes and analyses; throws what the decoder throws on columns that are no profile. */
export function runJob(job: AnalysisJob): Analysis {
  const { tree, options, whole, removed } = readJobTrees(job);
  const analysis = analyze(tree, options);
  return removed === null
    ? analysis
    : { ...analysis, part: { share: whole.total > 0 ? tree.total / whole.total : 0, removed } };
}

/** What is analysed, and with which options: the profile without the stacks that were set aside. */
export function readJobTrees({ profile, alloc, options, filters = [] }: AnalysisJob) {
  const whole = decodeJobProfile(profile);
  const allocations = alloc ? decodeJobProfile(alloc) : null;
  if (filters.length === 0) {
    return { whole, tree: whole, removed: null, options: { ...options, alloc: allocations } };
  }
  const { tree, removed, ownedPrefixes } = applyStackFilters(whole, filters, options.ownedPrefixes);
  // Allocations are not filtered: a ledger of all beside CPU of a part would not add up.
  return { whole, tree, removed, options: { ...options, ownedPrefixes, alloc: null } };
}

/** @throws what the decoder throws on columns that are no profile */
export function decodeJobProfile({ columns, unit, sampleType, sampleCount, quantum }: JobProfile): CallTree {
  const { level, value, self, label, file, line } = columns;
  return decodeNestedSet(
    { level, value, self, label, ...(file && { file }), ...(line && { line }) },
    { unit, sampleType, sampleCount, quantum }
  );
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
