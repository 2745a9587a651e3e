import { failureSense } from './failureSense';

const all = 'sum(rate(x_total[5m]))';
const failed = 'sum(rate(x_total{code=~"5.."}[5m]))';
const passed = 'sum(rate(x_total{code!~"5.."}[5m]))';

describe('failureSense', () => {
  it.each([
    ['', `${failed} / ${all}`, 'failures'],
    ['', `${passed} / ${all}`, 'successes'],
    ['', `1 - ${failed} / ${all}`, 'successes'],
    ['', `100 * (1 - (${failed} / ${all}))`, 'successes'],
    ['', `(${all} - ${failed}) / ${all}`, 'successes'],
    ['', `1 - ${passed} / ${all}`, 'failures'],
    ['', `${passed} / (${passed} + ${failed})`, 'successes'],
    ['', `${failed} / sum(rate(x_total{result=~"error|success"}[5m]))`, 'failures'],
    ['', 'sum(rate(x{error_type!=""}[5m]))', 'failures'],
    ['', 'sum(rate(x{rpc_grpc_status_code!~"0|"}[5m]))', 'failures'],
    ['', 'sum(rate(x{grpc_code!~"Internal|Unavailable"}[5m]))', 'successes'],
    ['', '{status != error} | rate()', 'successes'],
    ['', '{status = error} | rate()', 'failures'],
    ['', 'sum(rate(x_errors_total{path=~"(a) - b"}[5m]))', 'failures'],
    ['Availability', `1 - ${failed} / ${all}`, 'successes'],
    ['Error rate', `1 - sum(rate(x_total{code=~"2.."}[5m])) / ${all}`, 'failures'],
    [`${passed} / ${all}`, `${passed} / ${all}`, 'successes'],
    ['', all, null],
  ])('%s %s: %s', (name, expr, expected) => expect(failureSense(name, expr)).toBe(expected));
});
