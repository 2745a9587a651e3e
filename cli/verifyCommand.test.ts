import path from 'node:path';
import { runCli } from './run';

const PAIR = path.resolve(__dirname, '../tests/fixtures/fixbench/pair-lazy');
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
  [['--before', 'none.pb.gz', '--after', 'none.pb.gz', ...REQUESTS, ...FRAME], /^none\.pb\.gz: no such file/],
  [[...SIDES, ...FRAME], /required option '--requests-before/],
])('bad input is one sentence and exit 2: %j', (args, sentence) => {
  const { exitCode, out, err } = verify(...args);
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toMatch(sentence);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

it('shows examples in its help', () => expect(verify('--help').out).toContain('Examples:'));
