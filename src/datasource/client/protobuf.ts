/**
 * The one request that is sent as protobuf, and the envelope of its answer.
 *
 * Whole profiles are asked for as pprof bytes: a JSON answer of the same profile is four times as long, and only pprof
 * names files and lines. Field numbers: `SelectMergeStacktracesRequest`, `SelectMergeStacktracesResponse` and
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
  request.profileIds.forEach((id) => pbf.writeStringField(8, id));
  request.traceIds.forEach((id) => pbf.writeStringField(10, id));
  request.spanIds.forEach((id) => pbf.writeStringField(11, id));
  return new Uint8Array(pbf.finish());
}

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

/** False for the profile that a server sends where nothing matched: it has no sample (field 2 of pprof's `Profile`). Throws as above. */
export function hasSamples(pprof: Uint8Array): boolean {
  return bytesField(pprof, 2) !== null;
}

/** Bytes of a length-delimited field, null when the message has no such field. */
function bytesField(message: Uint8Array, wanted: number): Uint8Array | null {
  const pbf = new Pbf(message);
  const end = message.length;
  let found: Uint8Array | null = null;
  while (pbf.pos < end) {
    const key = pbf.readVarint();
    const field = key >> 3;
    const isBytes = (key & 7) === 2;
    if (field === 0) {
      throw new BrokenMessageError(`field number 0 at byte ${pbf.pos}`);
    }
    if (!isBytes) {
      pbf.skip(key);
    } else {
      const length = pbf.readVarint();
      if (pbf.pos + length > end) {
        throw new BrokenMessageError(
          `field ${field} needs ${length} bytes at byte ${pbf.pos}, ${end - pbf.pos} are left`
        );
      }
      if (field === wanted) {
        found = message.subarray(pbf.pos, pbf.pos + length);
      }
      pbf.pos += length;
    }
    if (pbf.pos > end) {
      throw new BrokenMessageError(`the last field passes the end at byte ${end}`);
    }
  }
  return found;
}
