/**
 * Moves a profile in time: rewrites `time_nanos` of pprof's `Profile` message and leaves every other byte as it was.
 * Field number: google/pprof proto/profile.proto.
 */
import Pbf from 'pbf';
import { NANOS_PER_MS } from './shift';

const TIME_NANOS = 9;
/** tag byte of field 9 as a varint */
const TIME_NANOS_TAG = (TIME_NANOS << 3) | 0;

/**
 * @param profile  a `Profile` message, not gzipped
 * @returns the message with its time moved; a message without a time stays without one
 * @throws RangeError or Error on bytes that are no protobuf message
 */
export function shiftProfileTime(profile: Uint8Array, shiftMs: number): Uint8Array {
  const reader = new Pbf(profile);
  const kept: Uint8Array[] = [];
  let timeNanos: bigint | null = null;
  let keptTo = 0;
  while (reader.pos < reader.length) {
    const fieldAt = reader.pos;
    const tag = reader.readVarint();
    const valueAt = reader.pos;
    reader.skip(tag);
    if (tag === TIME_NANOS_TAG) {
      timeNanos = decodeVarint(profile.subarray(valueAt, reader.pos));
      kept.push(profile.subarray(keptTo, fieldAt));
      keptTo = reader.pos;
    }
  }
  if (reader.pos !== profile.length) {
    throw new RangeError(`protobuf field runs past the end of the profile (${profile.length} bytes)`);
  }
  kept.push(profile.subarray(keptTo));
  if (timeNanos !== null) {
    kept.push(Uint8Array.of(TIME_NANOS_TAG), encodeVarint(timeNanos + BigInt(shiftMs) * NANOS_PER_MS));
  }
  return Buffer.concat(kept);
}

/** @returns `time_nanos`, null where the message has none */
export function readProfileTime(profile: Uint8Array): bigint | null {
  const reader = new Pbf(profile);
  let found: bigint | null = null;
  while (reader.pos < reader.length) {
    const tag = reader.readVarint();
    const valueAt = reader.pos;
    reader.skip(tag);
    found = tag === TIME_NANOS_TAG ? decodeVarint(profile.subarray(valueAt, reader.pos)) : found;
  }
  return found;
}

// pbf reads 64-bit varints as floating point numbers, which are 256 ns apart at today's date.
const SEVEN_BITS = BigInt(0x7f);
const SEVEN = BigInt(7);

function decodeVarint(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << SEVEN) | (BigInt(byte) & SEVEN_BITS), BigInt(0));
}

function encodeVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > SEVEN_BITS) {
    bytes.push(Number(rest & SEVEN_BITS) | 0x80);
    rest >>= SEVEN;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
