import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { encodePprof } from '../src/profiles/testing/encodePprof';
import { type JsonReport } from './jsonReport';
import { codeSpan, escapeMarkdown } from '../src/shared/lib/markdown';
import { readBytes } from './readProfile';
import { type CliStreams } from './cliStreams';
import { runCli } from './run';

const FIXTURES = path.resolve(__dirname, '../tests/fixtures/fixbench');
const GOLDENS = path.resolve(__dirname, '../tests/goldens');
const BASE = path.join(FIXTURES, 'billing-rules/base.pb.gz');
const FEED = path.join(FIXTURES, 'feed-render');
const ALLOC = path.join(FEED, 'alloc.pb.gz');

function run(args: readonly string[], streams: Partial<CliStreams> = {}) {
  let out = '';
  let err = '';
  const exitCode = runCli(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    color: false,
    width: 160,
    ...streams,
  });
  return { exitCode, out, err };
}

/** Two entry points encrypt: the cost is what they are for. */
function inherentProfile(): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fixlayer-')), 'inherent.pb');
  const profile = encodePprof({
    sampleTypes: ['samples/count', 'cpu/nanoseconds'],
    functions: [
      { name: 'main.main' },
      { name: 'example.com/login/api.Issue' },
      { name: 'golang.org/x/crypto/bcrypt.bcrypt' },
    ],
    locations: [{ lines: [[1, 1]] }, { lines: [[2, 1]] }, { lines: [[3, 1]] }],
    samples: [{ stack: [3, 2, 1], values: [5000, 5e10] }],
  });
  fs.writeFileSync(file, profile);
  return file;
}

const analyzeJson = (...args: string[]): JsonReport => {
  const { exitCode, out, err } = run(['analyze', ...args, '--json']);
  expect([exitCode, err]).toEqual([0, '']);
  return JSON.parse(out);
};

describe('analyze as text', () => {
  it('answers in one sentence, then table, chain, reasons and ways', () => {
    const { exitCode, out, err } = run(['analyze', BASE]);
    expect([exitCode, err]).toEqual([0, '']);
    const [answer] = out.split('\n');
    expect(answer).toMatch(/^Edit rules\.\w+\. Saves \d+\u00a0% \(\d+–\d+\) of CPU per request\.$/);
    expect(out).toMatch(/^Function +Self % +Cum % +Callers +Signal +Fix layer +Edit here +Worth/m);
    expect(out).toContain('◀ edit here');
    expect(out).toMatch(/^Why$/m);
    expect(out).toMatch(/^Ways to fix$/m);
    expect(out).not.toContain('\u001b');
  });

  it.each([
    ['needs data', path.join(FIXTURES, 'billing-rules/thin.pb.gz'), /\n\nNot enough to tell where to edit\..*\n$/],
    ['is no place to edit', inherentProfile(), /\n\nNo action\. The cost is the purpose of the code\.\n$/],
  ])('gives no advice where the profile %s: table, then the sentence', (_, file, sentence) => {
    const { exitCode, out } = run(['analyze', file]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Function +Self %/m);
    expect(out).toMatch(sentence);
    expect(out).not.toMatch(/◀|^Why$|^Ways to fix$/m);
  });

  it('uses colour where the terminal has it', () => {
    expect(run(['analyze', BASE], { color: true }).out).toContain('\u001b[');
  });

  it('leaves out columns in a narrow terminal, and says how many rows it left out', () => {
    const { out } = run(['analyze', BASE, '--top', '2'], { width: 80 });
    expect(out).not.toContain('Signal');
    expect(out).toMatch(/\d+ more rows: --top \d+/);
  });

  it.each([80, 100, 120])('fits its table into %i columns', (width) => {
    for (const name of ['billing-rules', 'intake-validate', 'node-catalog-clone']) {
      const { out } = run(['analyze', path.join(FIXTURES, name, 'base.pb.gz')], { width });
      const table = out
        .slice(out.search(/^Function /m))
        .split('\n\n')[0]
        .split('\n');
      expect(Math.max(...table.map((line) => line.trimEnd().length))).toBeLessThanOrEqual(width);
      expect(table.length).toBeGreaterThan(3);
    }
  });

  it('lets no name of the profile steer the terminal', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fixlayer-')), 'evil.pb');
    const profile = encodePprof({
      sampleTypes: ['samples/count', 'cpu/nanoseconds'],
      functions: [{ name: 'main.main' }, { name: 'main.\u001b[2Jwipe\u202e\n', file: 'a\u009b.go' }],
      locations: [{ lines: [[1, 1]] }, { lines: [[2, 1]] }],
      samples: [{ stack: [2, 1], values: [5000, 5e10] }],
    });
    fs.writeFileSync(file, profile);
    const { exitCode, out } = run(['analyze', file]);
    expect(exitCode).toBe(0);
    expect(out).toContain('\ufffd');
    expect(out).not.toMatch(/[\u001b\u009b\u202e]/);
  });
});

describe('analyze --json', () => {
  it('prints the whole analysis and its candidates, best first', () => {
    const report = analyzeJson(BASE);
    expect(report.verdict).toBe('fix');
    expect(report.rows.length).toBeGreaterThanOrEqual(report.candidates.length);
    const [first] = report.candidates;
    expect(first).toMatchObject({
      layer: expect.any(String),
      function: expect.stringContaining('example.com/billing/'),
    });
    for (const { saving } of report.candidates) {
      expect(saving.p10).toBeLessThanOrEqual(saving.p50);
      expect(saving.p50).toBeLessThanOrEqual(saving.p90);
    }
  });

  it('gives every candidate the self and cum that pprof prints for its function', () => {
    const golden = fs.readFileSync(path.join(GOLDENS, 'billing-rules.base.top.txt'), 'utf8');
    for (const candidate of analyzeJson(BASE).candidates) {
      for (const { function: name, selfRaw, cumRaw } of [candidate, candidate.subject]) {
        const row = golden
          .split('\n')
          .find((line) => line.replace(/ \((partial-)?inline\)$/, '').endsWith(`%  ${name}`));
        const [self, , , cum] = row?.trim().split(/\s+/) ?? [];
        expect([name, selfRaw, cumRaw]).toEqual([name, parseInt(self, 10), parseInt(cum, 10)]);
      }
    }
  });

  it('needs data on a thin profile', () => {
    expect(analyzeJson(path.join(FIXTURES, 'billing-rules/thin.pb.gz')).verdict).toBe('abstain');
  });

  it('reads the sample type asked for', () => {
    expect(analyzeJson(path.join(FEED, 'alloc.pb.gz'), '--type', 'alloc_objects').profile).toMatchObject({
      kind: 'alloc',
      unit: 'count',
    });
  });

  it('takes an allocation profile for the ledger', () => {
    const report = analyzeJson(path.join(FEED, 'base.pb.gz'), '--alloc', path.join(FEED, 'alloc.pb.gz'));
    expect(report.candidates[0].function).toBe('example.com/feed/render.(*Card).Row');
    expect(report.rows.some(({ ledger }) => ledger?.basis === 'alloc-profile')).toBe(true);
  });

  it('counts the prefixes given as owned', () => {
    expect(analyzeJson('--owned', 'regexp', BASE, '--owned', 'time').ownership.prefixes).toEqual(
      expect.arrayContaining(['regexp', 'time'])
    );
  });
});

describe('several files', () => {
  it('are one profile: totals add up, and twice the samples keep the shares', () => {
    const [once, twice] = [analyzeJson(BASE), analyzeJson(BASE, BASE)];
    expect([twice.profile.total, twice.quality.samples]).toEqual([2 * once.profile.total, 2 * once.quality.samples]);
    expect(twice.candidates[0].function).toBe(once.candidates[0].function);
  });
});

describe('--focus', () => {
  it('keeps the stacks through the function, and says how much that is', () => {
    const whole = analyzeJson(BASE);
    const name = whole.candidates[0].function;
    const part = analyzeJson(BASE, '--focus', name.replace(/[.*()]/g, '\\$&'));
    expect(part.focus).toEqual({
      pattern: expect.any(String),
      functions: 1,
      share: part.profile.total / whole.profile.total,
    });
    expect(part.profile.total).toBe(whole.candidates[0].cumRaw);
    expect(run(['analyze', BASE, '--focus', 'rules']).out).toMatch(
      /Only stacks through \d+ functions that match rules: \d+/
    );
  });
});

describe('--base', () => {
  const pair = [path.join(FIXTURES, 'pair-memo/after.pb.gz'), '--base', path.join(FIXTURES, 'pair-memo/before.pb.gz')];

  it('lists what changed, per request where the requests are given', () => {
    const { exitCode, out } = run(['analyze', ...pair, '--requests', '1000', '--base-requests', '1000']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/Against the base\nTotal CPU per request: .+ to .+/);
    expect(run(['analyze', ...pair]).out).toContain('as it is (not per request)');
  });

  it('finds no change of a profile against itself', () => {
    const report = analyzeJson(BASE, '--base', BASE);
    expect(report.diff?.rows.filter(({ status }) => status !== 'same')).toEqual([]);
    expect(run(['analyze', BASE, '--base', BASE]).out).toContain('No function changed beyond chance.');
  });
});

describe('--explain', () => {
  const [first] = analyzeJson(BASE).candidates;

  it('reads one function in full, by its full name and by the name on screen', () => {
    const { exitCode, out, err } = run(['analyze', BASE, '--explain', first.function]);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out.startsWith(first.function)).toBe(true);
    expect(out).toMatch(/^Called by$/m);
    expect(out).toMatch(/^Calls$/m);
    expect(out).toMatch(/^Row 1: it is the place to edit\. Edit /m);
    expect(out).toMatch(/dominantCaller 0\.5: Share of a leaf/);
    const short = first.function.replace(/^.*\//, '');
    expect(run(['analyze', BASE, '--explain', short]).out).toBe(out);
  });

  it('says why a function has no row', () => {
    expect(run(['analyze', BASE, '--explain', 'runtime.futex']).out).toMatch(/No row of its own: .* is runtime code/);
  });

  it('gives its numbers as JSON beside the analysis', () => {
    const { explain, rows } = analyzeJson(BASE, '--explain', first.function) as JsonReport & {
      readonly explain: { readonly cumRaw: number; readonly callers: unknown[] };
    };
    expect([explain.cumRaw, rows.length > 0, explain.callers.length > 0]).toEqual([first.cumRaw, true, true]);
  });
});

describe('--markdown', () => {
  it('is the answer, a short table and the rest folded away', () => {
    const { exitCode, out } = run(['analyze', BASE, '--markdown', '--top', '2']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^\*\*Fix Layer:\*\* Edit \*\*rules/);
    expect(out.match(/^\| /gm)).toHaveLength(4);
    expect(out).toContain('<details><summary>');
  });

  it('lets no name become markup', () => {
    expect(codeSpan('a`b|c\n``d')).toBe('``` a`b\\|c\ufffd``d ```');
    expect(escapeMarkdown('@team *x* [y](z) #1 <b>')).toBe('&#64;team \\*x\\* \\[y\\](z) \\#1 &lt;b\\>');
  });
});

describe('bad input', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fixlayer-'));
  const write = (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };
  const whole = fs.readFileSync(BASE);

  it.each<[string, readonly string[], RegExp]>([
    ['a missing file', ['analyze', path.join(folder, 'nothing.pb.gz')], /no such file, check the path\.$/],
    ['a directory', ['analyze', folder], /this is a directory, give the profile file itself\.$/],
    ['a pprof cut by one byte', ['analyze', write('cut.pb.gz', whole.subarray(0, -1))], /found a cut or damaged file/],
    [
      'a plain pprof cut by one byte',
      ['analyze', write('cut.pb', zlib.gunzipSync(whole).subarray(0, -1))],
      /cannot be read as pprof: expected .* found .*\(byte \d+\)\.$/,
    ],
    ['an empty file', ['analyze', write('empty.pb.gz', '')], /found an empty file/],
    ['something else', ['analyze', write('letter.txt', 'Dear reader,\nhello.')], /found text: "Dear reader/],
    [
      'a sample type that is not there',
      ['analyze', BASE, '--type', 'wall'],
      /no sample type "wall", choose one of its own with --type: "samples", "cpu"\.$/,
    ],
    [
      'files that measure different things',
      ['analyze', BASE, ALLOC],
      /cpu\/nanoseconds and .* holds alloc_space\/bytes: files/,
    ],
    ['standard input twice', ['analyze', '-', '-'], /give it once\.$/],
    ['a focus that is no expression', ['analyze', BASE, '--focus', '('], /is invalid: not a regular expression: .*\.$/],
    ['an empty focus', ['analyze', BASE, '--focus', ''], /expected a text, found an empty one\.$/],
    ['an empty prefix', ['analyze', BASE, '--owned', ''], /expected a text, found an empty one\.$/],
    ['an empty name of a file', ['analyze', ''], /^The name of a file is empty/],
    ['a focus that matches nothing', ['analyze', BASE, '--focus', 'nobody'], /No stack of the profile passes/],
    [
      'a base of another kind',
      ['analyze', BASE, '--base', ALLOC],
      /holds alloc_space\/bytes and the profile holds cpu\/nanoseconds: give a base/,
    ],
    [
      'requests without a base',
      ['analyze', BASE, '--requests', '9', '--base-requests', '9'],
      /give its profile with --base/,
    ],
    ['half of the requests', ['analyze', BASE, '--base', BASE, '--requests', '9'], /belong together/],
    ['requests that are none', ['analyze', BASE, '--base', BASE, '--requests', '0'], /number above 0/],
    [
      'an unknown function',
      ['analyze', BASE, '--explain', 'Discunt'],
      /no function Discunt; close to it: example\.com\/billing\/rules\.Discount\.$/,
    ],
    [
      'two functions of one name',
      ['analyze', BASE, '--explain', 'Round'],
      /functions are called Round: .*give one of these/,
    ],
    ['JSON as Markdown', ['analyze', BASE, '--markdown', '--explain', 'main'], /exclude one another/],
    [
      'a CPU profile as --alloc',
      ['analyze', BASE, '--alloc', BASE],
      /not an allocation profile \(it holds cpu\/nanoseconds\)/,
    ],
    ['no file', ['analyze'], /^missing required argument 'files', see --help\.$/],
    ['a file without a command', [BASE], /^unknown command .*, see --help\.$/],
    ['an unknown option', ['analyze', BASE, '--zigzag'], /^unknown option '--zigzag', see --help\.$/],
    ['a misspelt option', ['analyze', BASE, '--focsu', 'x'], /^unknown option '--focsu', did you mean --focus\?$/],
    [
      'rows that are no number',
      ['analyze', BASE, '--top', 'all'],
      /is invalid: expected a whole number of 1 or more\.$/,
    ],
  ])('%s is one sentence on standard error and exit code 2', (_, args, message) => {
    for (const json of [[], ['--json']]) {
      const { exitCode, out, err } = run([...args, ...json]);
      expect(err).toMatch(/^[^\n]+\n$/);
      expect(err.trimEnd()).toMatch(message);
      expect([exitCode, out]).toEqual([2, '']);
    }
  });

  it('stops reading what does not end', () => {
    expect(() => readBytes(BASE, 1000)).toThrow(`${BASE}: more than the 1000 bytes that a profile may have.`);
    expect(readBytes(BASE)).toEqual(whole);
  });

  it('help is not an error', () => {
    const { exitCode, out } = run(['analyze', '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('--alloc');
  });
});
