/**
 * gzip → bytes, bounded and checked.
 *
 * `fflate` inflates; what it leaves out is done here: the size limit while inflating (a bomb stops early), and the
 * checksum and length that end every gzip member, so that a flipped bit or a cut file never passes for a profile.
 */
import { Gunzip } from 'fflate';
import { MAX_DECODED_BYTES } from './limits';
import { ProfileFormatError } from './profileFormatError';

/** Compressed bytes handed over at a time: a chunk grows to at most 1032 times that, 16 MiB, between two checks. */
const CHUNK_BYTES = 16 * 1024;
/** CRC-32 and length at the end of a gzip member. */
const TRAILER_BYTES = 8;

/** True where the bytes begin as gzip does. Never throws. */
export function isGzipFormat(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** @throws ProfileFormatError on a cut or damaged file, and past `maxBytes` */
export function gunzip(bytes: Uint8Array, maxBytes: number = MAX_DECODED_BYTES): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  /** where each member ends: in the packed bytes and in the unpacked ones */
  const ends: MemberEnd[] = [];
  const stream = new Gunzip((part) => {
    size += part.length;
    if (size > maxBytes) {
      fail(`byte ${size} after unpacking`, `at most ${maxBytes} bytes`, 'more (a gzip bomb?)');
    }
    parts.push(part);
  });
  // Called at the beginning of every member but the first, when the one before has been handed over whole.
  stream.onmember = (packed) => ends.push({ packed, unpacked: size });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      stream.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
    }
  } catch (error) {
    if (error instanceof ProfileFormatError) {
      throw error;
    }
    fail(`within ${bytes.length} bytes`, 'a complete gzip stream', 'a cut or damaged one');
  }
  ends.push({ packed: bytes.length, unpacked: size });
  const unpacked = concat(parts, size);
  let start: MemberEnd = { packed: 0, unpacked: 0 };
  for (const end of ends) {
    checkTrailer(bytes.subarray(start.packed, end.packed), unpacked.subarray(start.unpacked, end.unpacked), end.packed);
    start = end;
  }
  return unpacked;
}

interface MemberEnd {
  readonly packed: number;
  readonly unpacked: number;
}

function fail(where: string, expected: string, found: string): never {
  throw new ProfileFormatError({ format: 'gzip', where, expected, found });
}

/** @param end of the member in the file, for the message */
function checkTrailer(member: Uint8Array, unpacked: Uint8Array, end: number): void {
  const trailer = member.subarray(-TRAILER_BYTES);
  const view = new DataView(trailer.buffer, trailer.byteOffset, trailer.byteLength);
  if (trailer.length < TRAILER_BYTES || view.getUint32(4, true) !== unpacked.length >>> 0) {
    fail(
      `the ${TRAILER_BYTES} bytes before byte ${end}`,
      `the length ${unpacked.length} that ends a gzip file`,
      'a cut or damaged file'
    );
  }
  if (view.getUint32(0, true) !== crc32(unpacked)) {
    fail(
      `the ${TRAILER_BYTES} bytes before byte ${end}`,
      'the checksum of the content',
      'another one: the file is damaged'
    );
  }
}

function concat(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1) {
    return parts[0];
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** CRC-32 of RFC 1952, section 8. Bytewise by table: 10 MB take about 30 ms. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc = CRC_TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc;
});
