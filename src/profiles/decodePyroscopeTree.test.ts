import { decodePyroscopeTree, isPyroscopeTreeFormat } from './decodePyroscopeTree';
import { ProfileFormatError } from './profileFormatError';
import { pprofOfAnswer, treeOfAnswer } from './pyroscopeAnswer';
import { formatTree } from './testing/treeFromText';

type Node = readonly [name: string, self: number, children: number];

function encode(nodes: readonly Node[]): Uint8Array {
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
  return Uint8Array.from(
    nodes.flatMap(([name, self, children]) => {
      const bytes = Array.from(Buffer.from(name));
      return [...varint(bytes.length), ...bytes, ...varint(self), ...varint(children)];
    })
  );
}

/** The example of the file's comment, with a large weight and a name that is not ASCII. */
const NODES: readonly Node[] = [
  ['', 0, 2],
  ['A', 1, 2],
  ['B', 20_000_000_000, 0],
  ['Ç', 3, 0],
  ['D', 4, 0],
];
const BYTES = encode(NODES);

it('reads nodes in pre-order', () => {
  const tree = decodePyroscopeTree(BYTES, { unit: 'nanoseconds', sampleType: 'cpu' });
  expect(formatTree(tree)).toEqual([
    '- A (cum: 20000000004, self: 1)',
    '  - B (cum: 20000000000, self: 20000000000)',
    '  - Ç (cum: 3, self: 3)',
    '- D (cum: 4, self: 4)',
  ]);
  expect([tree.unit, tree.sampleType, tree.sampleCount]).toEqual(['nanoseconds', 'cpu', null]);
});

it('reads an empty answer and a deep one', () => {
  expect(decodePyroscopeTree(encode([['', 0, 0]])).length).toBe(0);
  const deep = encode([['', 0, 1], ...Array.from({ length: 50_000 }, (_, i): Node => ['f', 1, i < 49_999 ? 1 : 0])]);
  expect(decodePyroscopeTree(deep).total).toBe(50_000);
});

it.each<[string, Uint8Array, RegExp]>([
  ['a cut name', BYTES.subarray(0, BYTES.length - 2), /rest of a number|bytes of a name/],
  ['more bytes', Uint8Array.from([...BYTES, 0]), /the end of the tree, found 1 more bytes/],
  ['more children than bytes', encode([['', 0, 9]]), /9 children, found only 0 bytes/],
  ['a root with a name', encode([['A', 1, 0]]), /a root without name and self, found 1 characters/],
])('refuses %s', (_, bytes, message) => {
  expect(() => decodePyroscopeTree(bytes)).toThrow(ProfileFormatError);
  expect(() => decodePyroscopeTree(bytes)).toThrow(message);
});

it('is told from the zeros of pprof’s old format', () => {
  expect(isPyroscopeTreeFormat(BYTES)).toBe(true);
  expect(isPyroscopeTreeFormat(new Uint8Array(64))).toBe(false);
  expect(isPyroscopeTreeFormat(new Uint8Array(0))).toBe(false);
});

it('unwraps the answer that holds it, and only a whole one', () => {
  const answer = Uint8Array.from([0x12, BYTES.length, ...BYTES]);
  expect(treeOfAnswer(answer)).toEqual(BYTES);
  expect(treeOfAnswer(answer.subarray(0, -1))).toBeNull();
  expect(pprofOfAnswer(Uint8Array.from([0x2a, 4, 0x0a, 2, 7, 8]))).toEqual(Uint8Array.from([7, 8]));
  expect(pprofOfAnswer(Uint8Array.from([0x2a, 4, 0x08, 1, 0x10, 2]))).toBeNull();
});
