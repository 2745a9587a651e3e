import { formatSelectorParts, parseSelectorParts } from './selectorParts';

it.each([
  ['{}', []],
  ['', []],
  [
    '{ service_name = "$service", ${filters}, region!~`eu-.*`, }',
    [
      { name: 'service_name', operator: '=', value: '$service' },
      { variable: '${filters}' },
      { name: 'region', operator: '!~', value: 'eu-.*' },
    ],
  ],
  ['{a=~"x,y{2}",[[more]]}', [{ name: 'a', operator: '=~', value: 'x,y{2}' }, { variable: '[[more]]' }]],
  ['{"service.name"!="a \\"b\\""}', [{ name: 'service.name', operator: '!=', value: 'a "b"' }]],
])('reads %s', (selector, parts) => {
  expect(parseSelectorParts(selector)).toEqual(parts);
});

it.each(['$whole', 'a="b"', '{a=b}', '{a="b""}', '{a="b}', '{a="b"} {c="d"}', '{$name="b"}'])(
  'has no parts for %s',
  (selector) => {
    expect(parseSelectorParts(selector)).toBeNull();
  }
);

it.each(['{}', '{a="$b",${filters},c!~"x|\\"y\\"",d=~"\\\\d+"}', '{"service.name"="x"}'])(
  'writes %s as it was read',
  (selector) => {
    expect(formatSelectorParts(parseSelectorParts(selector) ?? [])).toBe(selector);
  }
);
