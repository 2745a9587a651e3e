import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from './run';

const PAIR = path.resolve(__dirname, '../tests/fixtures/fixbench/pair-lazy');
const FIXED = path.resolve(__dirname, '../tests/fixtures/fixbench/billing-rules');
const SIDES = ['--before', `${PAIR}/before.pb.gz`, '--after', `${PAIR}/after.pb.gz`];
const REQUESTS = ['--requests-before', '3625679', '--requests-after', '3625679'];
const FRAME = ['--frame', 'example.com/press/doc.(*Doc).Build'];

function verify(...args: string[]) {
  let out = '';
  let err = '';
  const exitCode = runCli(['verify', ...args], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    color: false,
    width: 120,
  });
  return { exitCode, out, err };
}

it('prints the three words at the top of the JSON, details beside', () => {
  const { exitCode, out, err } = verify(...SIDES, ...REQUESTS, ...FRAME, '--json');
  expect([exitCode, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({
    local: 'shrank',
    headline: 'same',
    verdict: 'moved',
    headlineDetail: { metric: 'cost-per-request' },
    rose: [{ func: { name: 'example.com/press/doc.(*Doc).Terms' } }],
  });
});

it('answers in sentences, the verdict first', () => {
  const { out } = verify(...SIDES, ...REQUESTS, ...FRAME);
  expect(out.split('\n')[0]).toBe(
    'Moved. doc.Doc.Build shrank, but CPU per request as a whole did not fall: the cost stands elsewhere now.'
  );
});

it('takes a metric: a value for each sub-window', () => {
  const metric = ['--headline-before', '1.9,2.0,2.1,2,1.8', '--headline-after', '1,1.1,0.9,1,1'];
  const { out } = verify(...SIDES, ...REQUESTS, ...FRAME, ...metric, '--json');
  expect(JSON.parse(out)).toMatchObject({ headline: 'improved', verdict: 'confirmed' });
  const higher = verify(...SIDES, ...REQUESTS, ...FRAME, ...metric, '--headline-better', 'higher', '--json');
  expect(JSON.parse(higher.out)).toMatchObject({ headline: 'worse', verdict: 'regressed' });
});

it('does not compare unlike load', () => {
  const { exitCode, out } = verify(
    ...SIDES,
    ...REQUESTS,
    ...FRAME,
    '--rate-before',
    '100',
    '--rate-after',
    '40',
    '--json'
  );
  expect([exitCode, JSON.parse(out).verdict]).toEqual([0, 'not-comparable']);
});

it('does not compare unlike traffic', () => {
  const routes = ['--routes-before', 'GET /a,b=50,/b=50', '--routes-after', 'GET /a,b=95,/b=5'];
  const { gates, verdict } = JSON.parse(verify(...SIDES, ...REQUESTS, ...FRAME, ...routes, '--json').out);
  expect(verdict).toBe('not-comparable');
  expect(gates).toContainEqual(expect.objectContaining({ gate: 'route-mix', status: 'failed' }));
});

it.each([
  ['OTLP', (resourceSpans: unknown) => ({ resourceSpans })],
  ["Tempo's first version", (batches: unknown) => ({ batches })],
  ["Tempo's second version", (resourceSpans: unknown) => ({ trace: { resourceSpans } })],
])('names what slow requests wait for, from traces as %s', (_, wrap) => {
  const span = (spanId: string, parentSpanId: string, name: string, [fromMs, toMs]: readonly [number, number]) => ({
    ...{ spanId, parentSpanId, name },
    startTimeUnixNano: `${1700000000000 + fromMs}000000`,
    endTimeUnixNano: `${1700000000000 + toMs}000000`,
  });
  const spans = [span('a', '', 'POST /checkout', [0, 2000]), span('b', 'a', 'fraud.DeepScan', [50, 1950])];
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'traces-')), 'slow.json');
  fs.writeFileSync(file, JSON.stringify(wrap([{ scopeSpans: [{ spans }] }])));
  const values = ['--headline-before', '2,2.1,2,1.9,2', '--headline-after', '2,2,2.1,1.9,2'];
  const args = ['--before', `${FIXED}/base.pb.gz`, '--after', `${FIXED}/after.pb.gz`, ...values];
  args.push(
    '--requests-before',
    '2699690',
    '--requests-after',
    '2699690',
    '--frame',
    'example.com/billing/rules.Prorate'
  );
  const { verdict, masked } = JSON.parse(verify(...args, '--slow-traces', file, '--json').out);
  expect([verdict, masked?.slowSpan]).toEqual([
    'masked',
    expect.objectContaining({ name: 'fraud.DeepScan', medianMs: expect.closeTo(1900, 2), traces: 1 }),
  ]);
});

it.each([
  [[...SIDES, ...REQUESTS, '--frame', 'Bild'], /^Neither profile has a function "Bild"; names close to it: .+\.$/m],
  [[...SIDES, '--requests-before', '0', '--requests-after', '5', ...FRAME], /above 0/],
  [[...SIDES, '--requests-before', 'x', '--requests-after', '5', ...FRAME], /: expected numbers/],
  [[...SIDES, '--requests-before', '1,2', '--requests-after', '5', ...FRAME], /2 numbers for 1 file:/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--headline-before', '1,2'], /A headline needs both sides/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--headline-before', '1,,2', '--headline-after', '1'], /: expected numbers/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--rate-before', '4'], /give both, or neither/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--headline-better', 'up'], /is invalid: allowed choices are lower, higher\.$/m],
  [[...SIDES, ...REQUESTS, ...FRAME, '--headline-name', 'p99'], /names a metric without values/],
  [[...SIDES, ...REQUESTS, ...FRAME, 'extra'], /^too many arguments for 'verify': expected 0/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--routes-before', '/a=1'], /give both, or neither/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--routes-before', '/a', '--routes-after', '/a=1'], /routes with their requests/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--slow-traces', 'none.json'], /^none\.json: no such file/],
  [[...SIDES, ...REQUESTS, ...FRAME, '--slow-traces', `${PAIR}/before.pb.gz`], /cannot be read as JSON of a trace/],
  [['--before', 'none.pb.gz', '--after', 'none.pb.gz', ...REQUESTS, ...FRAME], /^none\.pb\.gz: no such file/],
  [[...SIDES, ...FRAME], /required option '--requests-before/],
])('bad input is one sentence and exit 2: %j', (args, sentence) => {
  const { exitCode, out, err } = verify(...args);
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toMatch(sentence);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

it('shows examples in its help', () => expect(verify('--help').out).toContain('Examples:'));
