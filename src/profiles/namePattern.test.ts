import { compileNamePattern } from './namePattern';

const matches = (pattern: string, name: string) => {
  const compiled = compileNamePattern(pattern);
  return compiled.kind === 'ok' ? compiled.matches(name) : compiled.kind;
};

it.each([
  ['applyrules', 'example.com/shop/pricing.ApplyRules', true],
  ['pricing\\.(Apply|Quote)', 'example.com/shop/pricing.Quote', true],
  ['^regexp\\.', 'x/regexp.compile', false],
  // No regular expressions: names with brackets are pasted as they are.
  ['(*Conn).Handshake', 'crypto/tls.(*Conn).Handshake', true],
  ['Key[go.shape.int', 'main.Key[go.shape.int].Get', true],
  // Expressions that mean something else than what was pasted.
  ['Foo$Bar.run', 'com/acme/Foo$Bar.run', true],
  ['main.Key[int].Get', 'main.Key[int].Get', true],
  ['f(int*)', 'f(int*)', true],
  ['nothing', 'crypto/tls.(*Conn).Handshake', false],
])('%s in %s: %s', (pattern, name, expected) => {
  expect(matches(pattern, name)).toBe(expected);
});

it.each(['(a+)+$', '(.*)*x', '[^](\\w+)+!]', '[]|(a+)+$]', 'a.*b.*c.*d', '(?=a)b', '(a)\\1'])(
  'refuses %s, which may not end in time',
  (pattern) => {
    expect(matches(pattern, 'a')).toBe('too-costly');
  }
);

it('ends in time on a name made to be slow', () => {
  const startedMs = performance.now();
  matches('a.*b.*$', 'ab'.repeat(5_000));
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});
