import { parsePrefixes, sourceLink } from './sourceLink';

const template = 'https://git.example/shop/blob/{version}/{path}#L{line}';
const func = (file: string, line = 88, ownership: 'owned' | 'stdlib' = 'owned') => ({ file, line, ownership });

it('leads to the line in the version that was profiled', () => {
  expect(sourceLink({ template, prefixes: [] }, func('/src/pricing/rules.go'), 'v1.4.0')).toBe(
    'https://git.example/shop/blob/v1.4.0/src/pricing/rules.go#L88'
  );
});

it('maps the longest prefix that fits', () => {
  const prefixes = parsePrefixes('/build/ = \n/build/shop/ = services/shop/\nno mapping');
  expect(sourceLink({ template, prefixes }, func('/build/shop/rules.go'), '')).toBe(
    'https://git.example/shop/blob/HEAD/services/shop/rules.go#L88'
  );
  expect(sourceLink({ template, prefixes }, func('/usr/local/go/src/sort/sort.go', 3, 'stdlib'), '')).toBeNull();
});

it.each([
  ['no template', '', func('/a.go'), null],
  ['no file', template, func(''), null],
  ['a library without a mapping', template, func('/usr/go/sort.go', 3, 'stdlib'), null],
  ['a way out of the repository', template, func('/src/../../etc/passwd'), null],
  ['a script', 'javascript:alert("{path}")', func('/a.go'), null],
  ['no line', template, func('/a.go', -1), 'https://git.example/shop/blob/v1/a.go'],
  ['a hostile name', template, func('/a b"<c>#?$&.go'), 'https://git.example/shop/blob/v1/a%20b%22%3Cc%3E%23%3F%24%26.go#L88'],
])('%s', (_, text, of, expected) => {
  expect(sourceLink({ template: text, prefixes: [] }, of, 'v1')).toBe(expected);
});
