/**
 * What the worker does with an answer: bytes in, columns of a frame or an analysis out. Pure, so that the same function
 * runs on the main thread where there is no worker.
 */
import { analyze, type Analysis } from '../../analysis';
import type { CallTree } from '../../profiles/callTree';
import { decodeFlamebearer } from '../../profiles/decodeFlamebearer';
import { decodePprof } from '../../profiles/decodePprof';
import { encodeNestedSet } from '../../profiles/nestedSet';
import { ProfileFormatError } from '../../profiles/profileFormatError';
import { BrokenMessageError, hasSamples } from '../client/protobuf';
import { hiddenShareOf } from './hiddenShare';

export interface DecodeJob {
  readonly answer:
    | { readonly source: 'pprof'; readonly bytes: Uint8Array }
    | { readonly source: 'flamegraph'; readonly json: unknown };
  readonly profileTypeId: string;
  /** the columns for a flame graph frame, or the analysis for a table */
  readonly wanted: 'columns' | 'analysis';
  /** columns are wanted, and then the analysis that a panel makes of their frame by default */
  readonly thenAnalysis?: boolean;
  readonly ownedPrefixes?: readonly string[];
}

/**
 * A call tree as a nested set with one synthetic root; every column is a buffer of its own, so it can be handed over.
 */
export interface ProfileColumns {
  /** row → depth */
  readonly level: Int32Array<ArrayBuffer>;
  /** row → cum and self, in `unit` */
  readonly value: Float64Array<ArrayBuffer>;
  readonly self: Float64Array<ArrayBuffer>;
  /** row → index into the texts */
  readonly label: Int32Array<ArrayBuffer>;
  readonly labelText: readonly string[];
  readonly file: Int32Array<ArrayBuffer>;
  readonly fileText: readonly string[];
  /** row → first line of the function; −1 where unknown */
  readonly line: Int32Array<ArrayBuffer>;
}

export interface DecodedProfile {
  readonly unit: string;
  readonly sampleCount: number | null;
  readonly quantum: number | null;
  /** weight in what the server's node limit cut off, as share of the profile */
  readonly hiddenShare: number;
  /** the one that was wanted; the other is null */
  readonly columns: ProfileColumns | null;
  readonly analysis: Analysis | null;
}

/** `empty`: nothing matched · `bad-answer`: bytes that are no profile, or cut · `fault`: of ours */
export type DecodeResult =
  | { readonly kind: 'decoded'; readonly profile: DecodedProfile }
  | { readonly kind: 'empty' }
  | { readonly kind: 'bad-answer' | 'fault'; readonly message: string };

export type WorkerRequest = { readonly id: number; readonly job: DecodeJob };
/** `analysis` follows the result of a job with `thenAnalysis`; null: there is none */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly result: DecodeResult }
  | { readonly kind: 'analysis'; readonly id: number; readonly analysis: Analysis | null };

/** Never throws. */
export function runDecodeJob(job: DecodeJob): DecodeResult {
  return startDecodeJob(job).result;
}

/** The result, and the rest of the work that it need not wait for. Never throws, nor does `finish`. */
export function startDecodeJob(job: DecodeJob): { result: DecodeResult; finish(): Analysis | null } {
  const nothing = () => null;
  try {
    const tree = decode(job);
    return tree === null
      ? { result: { kind: 'empty' }, finish: nothing }
      : { result: { kind: 'decoded', profile: profileOf(tree, job) }, finish: () => analysisOfFrame(tree, job) };
  } catch (error) {
    const isInput = error instanceof ProfileFormatError || error instanceof BrokenMessageError;
    const message = error instanceof Error ? error.message : String(error);
    return { result: { kind: isInput ? 'bad-answer' : 'fault', message }, finish: nothing };
  }
}

/** What a reader of the frame finds by default: unit and sample type are read from the profile type there. */
function analysisOfFrame(tree: CallTree, { profileTypeId }: DecodeJob): Analysis | null {
  const [, sampleType = '', unit = ''] = profileTypeId.split(':');
  try {
    return analyze({ ...tree, sampleType, unit: unit || tree.unit }, { profileTypeId });
  } catch {
    // The panel tries again by itself and says what is wrong.
    return null;
  }
}

/** Buffers of a result that can be handed over instead of copied. */
export function buffersOf(result: DecodeResult): ArrayBuffer[] {
  const columns = result.kind === 'decoded' ? result.profile.columns : null;
  return columns
    ? [columns.level, columns.value, columns.self, columns.label, columns.file, columns.line].map(
        ({ buffer }) => buffer
      )
    : [];
}

/** @returns null where nothing matched */
function decode({ answer, profileTypeId }: DecodeJob): CallTree | null {
  if (answer.source === 'pprof') {
    return hasSamples(answer.bytes) ? decodePprof(answer.bytes) : null;
  }
  const [, sampleType = '', unit = ''] = profileTypeId.split(':');
  const tree = decodeFlamebearer(answer.json, { unit, sampleType });
  return tree.length > 0 ? tree : null;
}

function profileOf(tree: CallTree, { wanted, profileTypeId, ownedPrefixes }: DecodeJob): DecodedProfile {
  const { unit, sampleCount, quantum } = tree;
  return {
    unit,
    sampleCount,
    quantum,
    hiddenShare: hiddenShareOf(tree),
    columns: wanted === 'columns' ? columnsOf(tree) : null,
    analysis: wanted === 'analysis' ? analyze(tree, { profileTypeId, ownedPrefixes }) : null,
  };
}

function columnsOf(tree: CallTree): ProfileColumns {
  const { level, value, self, labelIndex, labelText, fileIndex, fileText, line } = encodeNestedSet(tree);
  return {
    level: Int32Array.from(level),
    value: Float64Array.from(value),
    self: Float64Array.from(self),
    label: Int32Array.from(labelIndex),
    labelText,
    file: Int32Array.from(fileIndex),
    fileText,
    line: Int32Array.from(line),
  };
}
