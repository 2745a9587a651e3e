import {
  escapeRegex,
  formatLabelSelector,
  LabelSelectorError,
  oneOf,
  parseLabelSelector,
  withMatchers,
} from './labelSelector';

describe('parseLabelSelector', () => {
  it('reads every operator, all three quotes and names that are quoted', () => {
    expect(parseLabelSelector('{a="x", b!=\'y\' , c=~`z.*`, "service.name"!~"w"}')).toEqual([
      { name: 'a', operator: '=', value: 'x' },
      { name: 'b', operator: '!=', value: 'y' },
      { name: 'c', operator: '=~', value: 'z.*' },
      { name: 'service.name', operator: '!~', value: 'w' },
    ]);
  });

  it('takes {} and blank text as everything', () => {
    expect(parseLabelSelector('{}')).toEqual([]);
    expect(parseLabelSelector('  ')).toEqual([]);
  });

  it('reads escapes, and braces, commas and operators inside a value', () => {
    expect(parseLabelSelector('{a="say \\"hi\\" \\\\ {b=~1,}"}')).toEqual([
      { name: 'a', operator: '=', value: 'say "hi" \\ {b=~1,}' },
    ]);
  });

  it('skips the places that a variable without value leaves', () => {
    expect(parseLabelSelector('{,a="x",,b="y",}')).toHaveLength(2);
  });

  it.each([
    ['a="x"', 0, '{'],
    ['{service_name=checkout}', 14, 'a value in quotes'],
    ['{service_name}', 13, '=, !=, =~ or !~'],
    ['{', 1, 'a label name or }'],
    ['{a="x" b="y"}', 7, ', or }'],
    ['{a="x}', 3, 'a value in quotes'],
    ['{a="x"} or', 8, 'nothing after }'],
    ['{1a="x"}', 1, 'a label name or }'],
    ['{a=~"\\d+"}', 4, expect.stringContaining('needs \\\\d for \\d')],
  ])('says where %s is wrong', (selector, at, expected) => {
    const error = (() => {
      try {
        parseLabelSelector(selector);
      } catch (thrown) {
        return thrown;
      }
      return null;
    })();
    expect(error).toBeInstanceOf(LabelSelectorError);
    expect(error).toMatchObject({ at, expected });
  });

  it('ends on a long text that is no selector', () => {
    const startMs = performance.now();
    expect(() => parseLabelSelector(`{a="${'\\'.repeat(50_001)}`)).toThrow(LabelSelectorError);
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});

it('writes what it read, also names and values of any characters', () => {
  const matchers = [
    { name: 'a', operator: '=' as const, value: 'quote " slash \\ line\nend' },
    { name: 'otel.scope', operator: '!~' as const, value: 'ü{}' },
  ];
  expect(parseLabelSelector(formatLabelSelector(matchers))).toEqual(matchers);
});

it('adds matchers that are not there, and never replaces one', () => {
  const own = parseLabelSelector('{region="eu"}');
  expect(formatLabelSelector(withMatchers(own, parseLabelSelector('{region="eu",region=~"e.*",pod="p1"}')))).toBe(
    '{region="eu",region=~"e.*",pod="p1"}'
  );
});

it('escapes values for regular expressions', () => {
  const odd = 'a.b*c(d)[e]{f}|g^h$i\\j+k?';
  expect(new RegExp(`^${escapeRegex(odd)}$`).test(odd)).toBe(true);
  expect(oneOf(['a.b', 'c'])).toBe('(a\\.b|c)');
  expect(oneOf(['a.b'])).toBe('a\\.b');
});
