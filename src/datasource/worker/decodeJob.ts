/**
 * What the worker does with an answer: bytes in, columns of a frame or an analysis out. Pure, so that the same function
 * runs on the main thread where there is no worker.
 */
import { analyze, decodedQuality, type Analysis } from '../../analysis';
import type { CallTree } from '../../profiles/callTree';
import { decodeFlamebearer } from '../../profiles/decodeFlamebearer';
import { decodePprof } from '../../profiles/decodePprof';
import { ProfileFormatError } from '../../profiles/profileFormatError';
import { BrokenMessageError, hasSamples } from '../client/protobuf';
import { hiddenShareOf } from './hiddenShare';
import { buffersIn, emptyLike, outputOf, type Output, type Wanted } from './outputs';

export type JobAnswer =
  { readonly source: 'pprof'; readonly bytes: Uint8Array } | { readonly source: 'flamegraph'; readonly json: unknown };

export interface DecodeJob {
  readonly answer: JobAnswer;
  /** the profile that it is compared with */
  readonly base?: JobAnswer;
  readonly profileTypeId: string;
  readonly wanted: Wanted;
  /** columns are wanted, and then the analysis that a panel makes of their frame by default */
  readonly thenAnalysis?: boolean;
}

export interface DecodedProfile {
  readonly unit: string;
  readonly sampleCount: number | null;
  readonly quantum: number | null;
  /** weight in what the server's node limit cut off, as share of the profile */
  readonly hiddenShare: number;
  /** samples, and weight in frames without a name; of a comparison the profile after */
  readonly quality: ReturnType<typeof decodedQuality>;
  /** in `unit` */
  readonly total: number;
  readonly output: Output;
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
    const base = job.base ? decode(job.base, job.profileTypeId) : null;
    const decoded = decode(job.answer, job.profileTypeId);
    const tree = decoded ?? (base && emptyLike(base));
    return tree === null
      ? { result: { kind: 'empty' }, finish: nothing }
      : { result: { kind: 'decoded', profile: profileOf(tree, base, job) }, finish: () => analysisOfFrame(tree, job) };
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
  return result.kind === 'decoded' ? buffersIn(result.profile.output) : [];
}

/** @returns null where nothing matched */
function decode(answer: JobAnswer, profileTypeId: string): CallTree | null {
  if (answer.source === 'pprof') {
    return hasSamples(answer.bytes) ? decodePprof(answer.bytes) : null;
  }
  const [, sampleType = '', unit = ''] = profileTypeId.split(':');
  const tree = decodeFlamebearer(answer.json, { unit, sampleType });
  return tree.length > 0 ? tree : null;
}

function profileOf(tree: CallTree, base: CallTree | null, { wanted, profileTypeId }: DecodeJob): DecodedProfile {
  const { unit, sampleCount, quantum, total } = tree;
  // What is hidden on either side is missing in the comparison.
  const hiddenShare = Math.max(hiddenShareOf(tree), base ? hiddenShareOf(base) : 0);
  const quality = decodedQuality(tree, profileTypeId);
  return { unit, sampleCount, quantum, total, hiddenShare, quality, output: outputOf(tree, wanted, base) };
}
