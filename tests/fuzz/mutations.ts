/** Ways to break an input: bytes cut, flipped, repeated and spliced; JSON values replaced by worse ones. */
import zlib from 'node:zlib';
import type { Random } from '../generator/random';
import type { Seed } from './corpus';

const HOSTILE_BYTES: readonly number[][] = [
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], // largest varint
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], // largest positive int64
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80], // a varint that does not end
  [0xff, 0xff, 0xff, 0xff, 0x0f], // a length of 4 GiB
  [0x00],
  [0x1f, 0x8b, 0x08],
  [0xc3, 0x28], // broken UTF-8
];

const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

type ByteMutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const BYTE_MUTATIONS: readonly ByteMutation[] = [
  (bytes, random) => bytes.slice(0, random.whole(0, bytes.length)),
  (bytes, random) => bytes.slice(random.whole(0, bytes.length)),
  (bytes, random) => {
    const copy = bytes.slice();
    for (let flips = random.whole(1, 6); flips > 0 && copy.length > 0; flips--) {
      copy[random.whole(0, copy.length - 1)] ^= 1 << random.whole(0, 7);
    }
    return copy;
  },
  (bytes, random) => {
    const at = random.whole(0, bytes.length);
    const hostile = Uint8Array.from(random.pick(HOSTILE_BYTES));
    // Written over what stands there, or put in before it.
    return join(bytes.subarray(0, at), hostile, bytes.subarray(at + (random.chance(0.5) ? hostile.length : 0)));
  },
  (bytes, random) => {
    const [from, at] = [random.whole(0, bytes.length), random.whole(0, bytes.length)];
    const piece = bytes.subarray(from, from + random.whole(1, 400));
    return join(bytes.subarray(0, at), ...Array.from({ length: random.whole(1, 20) }, () => piece), bytes.subarray(at));
  },
  (bytes, random, other) =>
    join(bytes.subarray(0, random.whole(0, bytes.length)), other.subarray(random.whole(0, other.length))),
  (bytes, random) => {
    const at = random.whole(0, bytes.length);
    return join(bytes.subarray(0, at), bytes.subarray(at + random.whole(1, 64)));
  },
  (bytes) => new Uint8Array(zlib.gzipSync(bytes, { level: 1 })),
  (bytes) => join(bytes, bytes),
];

/** What a number, text or list may not be. Values that JSON cannot write (NaN) come as text and as absence. */
const worse = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => -1,
    () => 1e308,
    () => 2 ** 53 + 2,
    () => 0.5,
    () => -0,
    () => '9223372036854775807',
    () => 'NaN',
    () => '',
    () => null,
    () => true,
    () => [],
    () => ({}),
    () => [[[[[]]]]],
    () => 'x'.repeat(random.whole(1, 70_000)),
    () => random.whole(0, 300),
    () => ({ __proto__: null, length: -1 }),
    () => '\u0000\ud800',
  ])();

/** Replaces, removes or repeats one value somewhere in a JSON text; null where the bytes are no JSON. */
function mutateJson(bytes: Uint8Array, random: Random): Uint8Array | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  for (let changes = random.whole(1, 4); changes > 0; changes--) {
    let at = json;
    for (let depth = random.whole(0, 9); ; depth--) {
      if (typeof at !== 'object' || at === null) {
        break;
      }
      const keys = Object.keys(at);
      if (keys.length === 0) {
        break;
      }
      const holder = at as Record<string, unknown>;
      const key = random.pick(keys);
      const next = holder[key];
      if (depth > 0 && typeof next === 'object' && next !== null) {
        at = next;
        continue;
      }
      if (random.chance(0.15)) {
        delete holder[key];
      } else if (random.chance(0.2)) {
        // A value of a sibling: ids twice, parents that are children, indexes of others.
        holder[key] = holder[random.pick(keys)];
      } else {
        holder[key] = worse(random);
      }
      break;
    }
  }
  return new TextEncoder().encode(JSON.stringify(json));
}

/** One broken input, made of one of the corpus by one to three mutations; mostly one, so that many still decode. */
export function mutate(corpus: readonly Seed[], random: Random): Seed {
  const { title, bytes } = random.pick(corpus);
  let result = bytes;
  for (let steps = random.pick([1, 1, 1, 2, 3]); steps > 0; steps--) {
    const asJson = random.chance(0.5) ? mutateJson(result, random) : null;
    result = asJson ?? random.pick(BYTE_MUTATIONS)(result, random, random.pick(corpus).bytes);
  }
  return { title, bytes: result };
}
