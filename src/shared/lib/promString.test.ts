import { quotePromString, unquotePromString } from './promString';

it.each(['plain', 'say "hi"', 'back\\slash', 'two\nlines\r', '`', "'", 'ü 😀', ''])(
  'reads %j back as written',
  (text) => {
    expect(unquotePromString(quotePromString(text))).toBe(text);
  }
);

it.each([
  ['"a\\tb"', 'a\tb'],
  ['"\\u00e9\\U0001f600\\x41\\101"', 'é😀AA'],
  ['"\\\\d+"', '\\d+'],
  ["'it\\'s'", "it's"],
  ['`\\d+`', '\\d+'],
])('reads %s as Go does', (literal, text) => {
  expect(unquotePromString(literal)).toBe(text);
});

it.each(['"\\d+"', '"\\."', '"\\u00e"', '"\\Uffffffff"', '"\\xff"', '"\\'])(
  'does not guess what %s means',
  (literal) => {
    expect(unquotePromString(`${literal}"`)).toBeNull();
  }
);
