import { labelsOfExpressions } from './selectorLabels';

it('reads equality matchers anywhere in an expression, other operators never', () => {
  expect(
    labelsOfExpressions([
      '1 - sum(rate(http_errors_total{job="shop/checkout", code=~"5..", env!="dev"}[5m]))' +
        ' / sum(rate(http_total{job="shop/checkout",region="eu"}[5m]))',
    ])
  ).toEqual({ job: ['shop/checkout'], region: ['eu'] });
});

it('keeps several values of one label apart', () => {
  expect(labelsOfExpressions(['up{job="a"}', 'up{job="b"} or up{job="a"}'])).toEqual({ job: ['a', 'b'] });
});

it('reads escapes and raw strings, and ignores text in comments', () => {
  expect(labelsOfExpressions(['up{a="x\\"y", b=`c\\d`} # {z="no"}'])).toEqual({ a: ['x"y'], b: ['c\\d'] });
});

it('gets what it can from a broken expression', () => {
  expect(labelsOfExpressions(['sum(rate(x{job="a"}[5m]', ''])).toEqual({ job: ['a'] });
});
