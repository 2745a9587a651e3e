/**
 * The one request that is sent as protobuf, and the envelope of its answer.
 *
 * Whole profiles are asked for as pprof bytes: a JSON answer of the same profile is four times as long, and only pprof
 * names files and lines. Field numbers: `SelectMergeStacktracesRequest`, `StackTraceSelector`, `SelectMergeStacktracesResponse` and
 * `PprofProfile` of Pyroscope's api/querier/v1/querier.proto; the same bytes stand in the recorded requests.
 */
import Pbf from 'pbf';
import type { MergeRequest } from '../types';

const PROFILE_FORMAT_PPROF = 4;

export function encodePprofRequest(request: MergeRequest): Uint8Array<ArrayBuffer> {
  const pbf = new Pbf();
  pbf.writeStringField(1, request.profileTypeId);
  pbf.writeStringField(2, request.labelSelector);
  pbf.writeVarintField(3, request.fromMs);
  pbf.writeVarintField(4, request.toMs);
  pbf.writeVarintField(5, request.maxNodes);
  pbf.writeVarintField(6, PROFILE_FORMAT_PPROF);
  const { callSite = [] } = request;
  if (callSite.length > 0) {
    pbf.writeMessage(7, writeCallSite, callSite);
  }
  request.profileIds.forEach((id) => pbf.writeStringField(8, id));
  request.traceIds.forEach((id) => pbf.writeStringField(10, id));
  request.spanIds.forEach((id) => pbf.writeStringField(11, id));
  return new Uint8Array(pbf.finish());
}

const writeCallSite = (names: readonly string[], pbf?: Pbf) =>
  names.forEach((name) => pbf?.writeMessage(1, (text, location) => location?.writeStringField(1, text), name));

/** Bytes that are no complete protobuf message. */
export class BrokenMessageError extends Error {}

/**
 * The pprof bytes inside an answer.
 *
 * @returns null when the answer holds no pprof: a server older than 2.2 takes the format number for its default and
 *   sends a flame graph. Such a server does not know span and trace selectors of this method either, so its answer is
 *   the profile of the whole service and must not be shown as the one of a request. Empty bytes: no data.
 * @throws BrokenMessageError on bytes that are no message, also when they are cut
 */
export function readPprofAnswer(answer: Uint8Array): Uint8Array | null {
  if (answer.length === 0) {
    return answer; // every field at its default: no data. An older server names at least the root of its flame graph.
  }
  const pprof = bytesField(answer, 5);
  return pprof && (bytesField(pprof, 1) ?? new Uint8Array());
}

/**
 * False for the profile that a server sends where nothing matched: it has no sample (field 2 of pprof's `Profile`).
 * @throws BrokenMessageError as {@link readPprofAnswer}, for what stands before the first sample
 */
export function hasSamples(pprof: Uint8Array): boolean {
  return bytesField(pprof, 2, 'first') !== null;
}

/**
 * Bytes of a length-delimited field, null when the message has no such field.
 * @param which  of several: the last one counts, as protobuf says; the first one is found without reading on
 */
function bytesField(message: Uint8Array, wanted: number, which: 'first' | 'last' = 'last'): Uint8Array | null {
  const pbf = new Pbf(message);
  let found: Uint8Array | null = null;
  while (pbf.pos < message.length) {
    const at = pbf.pos;
    const range = readField(pbf, message.length);
    if (range === null || pbf.pos > message.length) {
      throw new BrokenMessageError(`protobuf: the field at byte ${at} of ${message.length} is cut or none`);
    }
    if (range.field === wanted && range.isBytes) {
      found = message.subarray(range.start, pbf.pos);
      if (which === 'first') {
        return found;
      }
    }
  }
  return found;
}

/** Moves behind the next field. @returns null where it can't be read: the library throws, or a length passes the end */
function readField(pbf: Pbf, end: number): { field: number; isBytes: boolean; start: number } | null {
  try {
    const key = pbf.readVarint();
    const field = key >>> 3;
    const isBytes = (key & 7) === 2;
    if (!isBytes) {
      pbf.skip(key);
      return field === 0 ? null : { field, isBytes, start: pbf.pos };
    }
    const length = pbf.readVarint();
    const start = pbf.pos;
    pbf.pos += length;
    return field === 0 || pbf.pos > end ? null : { field, isBytes, start };
  } catch {
    return null;
  }
}
