import { formatHotspotsParams, MAX_EXPRESSION_LENGTH, parseHotspotsParams } from './hotspotsParams';

it('reads back what it wrote', () => {
  const link = {
    from: '1795385710158',
    to: '1795386248136',
    service: 'checkout',
    seriesLabels: { job: ['shop/checkout'], region: ['eu-west', 'us-east'] },
    expressions: ['sum(rate(a{b="c&d"}[5m]))'],
    variables: { cluster: ['eu 1'] },
    chosen: { cluster: 'eu-1' },
    profilesUid: 'pyro',
    metricsUid: 'prom',
    tracesUid: 'tempo',
  };
  expect(parseHotspotsParams(formatHotspotsParams(link))).toEqual(link);
});

it('needs no more than a service and a time', () => {
  expect(parseHotspotsParams('service=checkout&from=now-1h&to=now')).toMatchObject({
    service: 'checkout',
    from: 'now-1h',
    to: 'now',
    seriesLabels: {},
    expressions: [],
    chosen: {},
  });
});

it.each([
  ['now-1h', 'now-1h'],
  ['1795385710158', '1795385710158'],
  ['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
  ['99999999999999999999', null],
  ['yesterday', null],
  ['', null],
])('reads %j as the time %j', (from, expected) => {
  expect(parseHotspotsParams(new URLSearchParams({ from }).toString()).from).toBe(expected);
});

it('takes any name of a label for a name', () => {
  const { seriesLabels } = parseHotspotsParams('label.constructor=a&label.__proto__=b&label.=c&label.empty=');
  expect(Object.entries(seriesLabels)).toEqual([
    ['constructor', ['a']],
    ['__proto__', ['b']],
  ]);
});

it('leaves out an expression that would make the link too long', () => {
  const link = formatHotspotsParams({ from: '1', to: '2', expressions: ['x'.repeat(MAX_EXPRESSION_LENGTH + 1), 'up'] });
  expect(parseHotspotsParams(link).expressions).toEqual(['up']);
});
