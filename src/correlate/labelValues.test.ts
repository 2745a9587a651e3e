import { collectLabelValues } from './labelValues';

it('keeps each value of a label once, in order, up to a number of them', () => {
  const labels: Array<[string, string]> = [
    ['job', 'b'],
    ['job', 'a'],
    ['job', 'b'],
    ['env', 'prod'],
    ['job', 'c'],
  ];
  expect(collectLabelValues(labels)).toEqual({ job: ['b', 'a', 'c'], env: ['prod'] });
  expect(collectLabelValues(labels, 2)).toEqual({ job: ['b', 'a'], env: ['prod'] });
});

it('takes any name for a name', () => {
  const found = collectLabelValues([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
  expect([found['__proto__'], found.constructor, Object.keys(found)]).toEqual([
    ['a'],
    ['b'],
    ['__proto__', 'constructor'],
  ]);
});
