import zlib from 'node:zlib';
import { gunzip, isGzipFormat } from './gunzip';
import { ProfileFormatError } from './profileFormatError';
import { seededRandom } from './testing/seededRandom';

const random = seededRandom(1);
const CONTENT = Uint8Array.from({ length: 200_000 }, () => random() ** 2 * 256);

it('unpacks what zlib packed, also in several members', () => {
  expect(gunzip(zlib.gzipSync(CONTENT))).toEqual(CONTENT);
  const two = Buffer.concat([zlib.gzipSync(CONTENT.subarray(0, 1000)), zlib.gzipSync(CONTENT.subarray(1000))]);
  expect(gunzip(two)).toEqual(CONTENT);
});

it('refuses several members where one of them is broken', () => {
  const [first, second] = [CONTENT.subarray(0, 70_000), CONTENT.subarray(70_000)].map((part) => zlib.gzipSync(part));
  const broken = [
    Buffer.concat([flip(first, first.length - 7), second]),
    Buffer.concat([first, second.subarray(0, -1)]),
    Buffer.concat([first, flip(second, second.length - 7)]),
  ];
  for (const bytes of broken) {
    expect(() => gunzip(bytes)).toThrow(ProfileFormatError);
  }
});

it('stops a bomb early', () => {
  const bomb = zlib.gzipSync(new Uint8Array(64 * 1024 * 1024));
  expect(() => gunzip(bomb, 1024 * 1024)).toThrow(/at most 1048576 bytes, found more/);
});

it.each([
  ['cut by one byte', (bytes: Uint8Array) => bytes.subarray(0, -1)],
  ['cut in the middle', (bytes: Uint8Array) => bytes.subarray(0, 5000)],
  ['cut in the header', (bytes: Uint8Array) => bytes.subarray(0, 5)],
  ['with a byte too many', (bytes: Uint8Array) => Uint8Array.from([...bytes, 0])],
  ['with a flipped bit in the checksum', (bytes: Uint8Array) => flip(bytes, bytes.length - 7)],
  ['with a flipped bit in the content', (bytes: Uint8Array) => flip(bytes, 4000)],
])('refuses a file %s', (_, change) => {
  const broken = change(new Uint8Array(zlib.gzipSync(CONTENT)));
  expect(() => gunzip(broken)).toThrow(ProfileFormatError);
});

it('tells gzip by its first bytes', () => {
  expect([[0x1f, 0x8b, 8], [0x1f], [], [10, 3]].map((bytes) => isGzipFormat(Uint8Array.from(bytes)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] ^= 4;
  return copy;
}
