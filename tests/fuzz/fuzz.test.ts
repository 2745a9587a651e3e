/** A seeded slice of the fuzz, in a child process: no crash, no hang, and a clear message for whatever is refused. */
import { decodeProfile } from '../../src/profiles/decodeProfile';
import { decodeNestedSet } from '../../src/profiles/nestedSet';
import { PROFILE_DECODERS } from '../../src/profiles/profileDecoders';
import { ProfileFormatError } from '../../src/profiles/profileFormatError';
import { buildCorpus } from './corpus';
import { HOSTILE } from './hostile';
import { fuzz } from './run';

const INPUTS = 2_000;

it('reads every good input of the corpus', () => {
  const lengthsOf = new Map<string, Set<number>>();
  for (const { title, bytes } of buildCorpus()) {
    const language = title.slice(title.lastIndexOf(',') + 2);
    const { total, length } = decodeProfile(bytes);
    expect([title, total > 0]).toEqual([title, true]);
    lengthsOf.set(language, (lengthsOf.get(language) ?? new Set()).add(length));
  }
  // One program a language, and the same tree of it from every format (V8's names anonymous functions by their place).
  expect([...lengthsOf].map(([language, lengths]) => [language, lengths.size])).toEqual(
    ['go', 'node', 'java', 'ruby'].map((language) => [language, 1])
  );
});

it('has a good input of every format that is read', () => {
  const text = new TextDecoder();
  const contents = buildCorpus().map(({ bytes }) => bytes);
  const missing = PROFILE_DECODERS.filter((decoder) => {
    switch (decoder.kind) {
      case 'bytes':
        return !contents.some((bytes) => decoder.matches(bytes));
      case 'text':
        return !contents.some((bytes) => decoder.matches(text.decode(bytes)));
      case 'json':
        return !contents.some((bytes) => bytes[0] === 0x7b && decoder.matches(JSON.parse(text.decode(bytes))));
    }
  });
  expect(missing.map(({ title }) => title)).toEqual([]);
});

it(`${INPUTS} broken and hostile inputs end in an answer or in a clear refusal`, async () => {
  const { analysed, refused, failures } = await fuzz({ count: INPUTS, seed: 1 });
  expect(failures).toEqual([]);
  expect(analysed + refused).toBe(INPUTS);
  // Both ways are taken, else the mutations are too mild or too wild to test anything.
  expect(Math.min(analysed, refused)).toBeGreaterThan(INPUTS / 10);
  expect(INPUTS).toBeGreaterThan(HOSTILE.length);
}, 300_000);

it.each([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['a negative', -1],
])('a frame with %s as weight is refused', (_name, weight) => {
  const columns = { level: [0, 1], value: [weight, weight], self: [0, weight], label: ['total', 'a'] };
  expect(() => decodeNestedSet(columns, { unit: 'ns', sampleType: 'cpu' })).toThrow(ProfileFormatError);
});
