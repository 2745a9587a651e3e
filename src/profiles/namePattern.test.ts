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
  ['.*apply.*rules.*', 'example.com/shop/pricing.ApplyRules', true],
  ['^example.*[A-Z]pply.*Rules$', 'example.com/shop/pricing.ApplyRules', true],
  ['rules.*apply', 'example.com/shop/pricing.ApplyRules', false],
  ['^pricing.*Rules', 'example.com/shop/pricing.ApplyRules', false],
  ['a\\.*b', 'a..b', true],
  ['a\\.*b', 'ab', true],
  ['(Get|Set)\\w+', 'main.SetRules', true],
  ['nothing', 'crypto/tls.(*Conn).Handshake', false],
])('%s in %s: %s', (pattern, name, expected) => {
  expect(matches(pattern, name)).toBe(expected);
});

it.each(['(a+)+$', '(.*)*x', '[^](\\w+)+!]', '[]|(a+)+$]', '\\w+b\\w+c', 'a.*b+.*c', '(?=a)b', '(a)\\1'])(
  'refuses %s, which may not end in time',
  (pattern) => {
    expect(matches(pattern, 'a')).toBe('too-costly');
  }
);

it('ends in time on a name made to be slow', () => {
  const startedMs = performance.now();
  for (const pattern of ['a.*b.*c$', 'a.*b.*c.*d', '(a|b)+c', 'a+b?c']) {
    matches(pattern, 'ab'.repeat(5_000));
    matches(pattern, 'a'.repeat(10_000));
  }
  expect(performance.now() - startedMs).toBeLessThan(400);
});
