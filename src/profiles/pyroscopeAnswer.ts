/**
 * Answers of Pyroscope's querier that wrap a profile: unwrapped, the profile is one of the formats beside this file.
 *
 *   SelectMergeStacktracesResponse { tree = 2: bytes; pprof = 5: { profile = 1 } }     as protobuf
 *   { "tree": "AAAB…" }                                                              as JSON, base64
 *
 * Source: grafana/pyroscope api/querier/v1/querier.proto.
 */
import { isObject } from './jsonReader';
import { ProfileFormatError } from './profileFormatError';
import { isPyroscopeTreeFormat } from './decodePyroscopeTree';

const TREE_TAG = (2 << 3) | 2;
const PPROF_TAG = (5 << 3) | 2;
const PROFILE_TAG = (1 << 3) | 2;

/** TREE bytes of a protobuf answer; null where the bytes are no such answer. Never throws. */
export function treeOfAnswer(bytes: Uint8Array): Uint8Array | null {
  const tree = onlyField(bytes, TREE_TAG);
  return tree !== null && isPyroscopeTreeFormat(tree) ? tree : null;
}

/** pprof bytes of a protobuf answer; null where the bytes are no such answer. Never throws. */
export function pprofOfAnswer(bytes: Uint8Array): Uint8Array | null {
  // A pprof that is one function would begin the same; a function's first field is a number, never bytes.
  const pprof = onlyField(bytes, PPROF_TAG);
  return pprof === null ? null : onlyField(pprof, PROFILE_TAG);
}

/** True for a JSON answer with TREE bytes and no flame graph. Never throws. */
export function isTreeAnswer(json: unknown): json is { readonly tree: string } {
  return isObject(json) && typeof json.tree === 'string' && !isObject(json.flamegraph);
}

/** @throws ProfileFormatError on text that is no base64 */
export function treeOfJson({ tree }: { readonly tree: string }): Uint8Array {
  try {
    return Uint8Array.from(atob(tree), (character) => character.charCodeAt(0));
  } catch {
    throw new ProfileFormatError({
      format: 'pyroscope tree',
      where: 'field tree',
      expected: 'bytes in base64',
      found: `${tree.length} characters that are not`,
    });
  }
}

/** Content of a message that is one length-delimited field and nothing else. */
function onlyField(bytes: Uint8Array, tag: number): Uint8Array | null {
  if (bytes[0] !== tag) {
    return null;
  }
  let length = 0;
  let at = 1;
  for (let scale = 1; at < bytes.length && at <= 6; scale *= 128) {
    const byte = bytes[at++];
    length += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      return at + length === bytes.length ? bytes.subarray(at) : null;
    }
  }
  return null;
}
