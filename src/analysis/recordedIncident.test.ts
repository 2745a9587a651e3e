/**
 * The recorded incident: what was planted in the demo's services must be what the engine says.
 * Profiles are the project's own recording (demo/dataset); the truth stands in its index.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CallTree } from '../profiles/callTree';
import { decodeProfile } from '../profiles/decodeProfile';
import { mergeCallTrees } from '../profiles/mergeCallTrees';
import { analyze } from './analyze';
import type { Analysis, Row } from './model';

const dataset = resolve(__dirname, '../../demo/dataset');

interface PushedProfile {
  readonly file: string;
  readonly service: string;
  readonly kind: string;
  readonly labels: { readonly version?: string };
}
const index = JSON.parse(readFileSync(`${dataset}/index.json`, 'utf8')) as { profiles: PushedProfile[] };

function merged(wanted: { service: string; kind: string; version: string; sampleType: string }): CallTree {
  const files = index.profiles.filter(
    ({ service, kind, labels }) =>
      service === wanted.service && kind === wanted.kind && labels.version === wanted.version
  );
  const trees = files.flatMap(({ file }) => {
    try {
      return [decodeProfile(readFileSync(`${dataset}/${file}`), { sampleType: wanted.sampleType })];
    } catch (error) {
      // Some pushes hold no sample of the type: the decoder says so, and the merge goes without them.
      if (String(error).includes('at least one sample')) {
        return [];
      }
      throw error;
    }
  });
  return mergeCallTrees(trees);
}

/** The panel's frame of Grafana's own datasource has names only. */
const namesOnly = (tree: CallTree): CallTree => {
  const { length, name } = tree.functions;
  const unknown = {
    file: name.map(() => ''),
    module: name.map(() => ''),
    line: new Int32Array(length).fill(-1),
    hotLine: new Int32Array(length).fill(-1),
    hotLineShare: new Float64Array(length),
  };
  return { ...tree, functions: { length, name, ...unknown }, sampleCount: null, quantum: null };
};

const rowOf = ({ rows }: Analysis, site: string): Row | undefined =>
  rows.find((row) => row.site?.name.includes(site) === true);
const summary = (row: Row | undefined) => row && `${row.subject.shortName} ${row.layer} ${row.site?.shortName}`;

describe('checkout 1.4.0, CPU', () => {
  const tree = merged({ service: 'checkout', kind: 'cpu', version: '1.4.0', sampleType: 'cpu' });
  const analysis = analyze(tree, { profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds' });

  it('first names the caller that compiles patterns again and again', () => {
    expect(analysis.verdict).toBe('fix');
    expect(summary(analysis.rows[0])).toBe('compile caller ApplyRules');
    expect(analysis.rows[0].signal).toBe('one-dominant-caller');
  });

  it.each([
    ['textnorm.Normalize', 'Normalize leaf Normalize'],
    ['quote.Solve', 'Solve inside Solve'],
    ['render.Markdown', 'Dispatch callee Markdown'],
    ['applog.JSON', 'Marshal caller JSON'],
    ['report.product', 'mallocgc + GC inside product'],
    ['fraud.hashHistory', 'Sum256 caller hashHistory'],
    ['export.writeField', 'File.Write caller writeField'],
  ])('finds what was planted in %s', (site, expected) => expect(summary(rowOf(analysis, site))).toBe(expected));

  it('calls the logger a doorway: twelve handlers log through it', () => {
    const row = rowOf(analysis, 'applog.JSON');
    expect(row?.signal).toBe('one-doorway');
    expect(row?.reasons).toContainEqual(expect.objectContaining({ kind: 'doorway', callers: 12 }));
  });

  it('keeps the ledger in parts that add up to what pprof shows of them', () => {
    const { ledger, selfShare } = rowOf(analysis, 'report.product')!;
    const { alloc, assist, mark, idleMark, sweep } = ledger!;
    expect(alloc + assist + mark + idleMark + sweep).toBeCloseTo(selfShare, 10);
    // go tool pprof: gcAssistAlloc 2.8 % cum, gcBgMarkWorker 23.0 % cum, mallocgc 15.7 % cum with the assists in it
    expect(100 * assist).toBeCloseTo(2.8, 0);
    expect(100 * (mark + idleMark)).toBeCloseTo(23.0, 0);
    expect(100 * (alloc + assist)).toBeCloseTo(15.7, 0);
  });

  it('explains what no frame shows: collection off the stack, and the site that another row takes along', () => {
    const { reasons, samples, cumShare } = rowOf(analysis, 'report.product')!;
    expect(analysis.rows[0].reasons).toContainEqual({ kind: 'collects', share: expect.closeTo(0.086, 2) });
    expect(reasons).toContainEqual({
      kind: 'covered-elsewhere',
      func: expect.objectContaining({ shortName: 'matcher' }),
      share: expect.closeTo(0.45, 2),
      site: expect.objectContaining({ shortName: 'ApplyRules' }),
    });
    expect(samples).toBe(Math.round(cumShare * analysis.quality.samples));
  });

  it('shows self and cum as go tool pprof prints them', () => {
    const total = tree.total / 100;
    const raw = (site: string) => rowOf(analysis, site)!;
    expect(raw('textnorm.Normalize').selfRaw / total).toBeCloseTo(13.6, 1);
    expect(raw('textnorm.Normalize').cumRaw / total).toBeCloseTo(13.9, 1);
    expect(analysis.rows[0].cumRaw / total).toBeCloseTo(15.1, 1);
  });

  it('predicts what the deployed fix measured: CPU per request fell by 24 %', () => {
    const after = merged({ service: 'checkout', kind: 'cpu', version: '1.5.0', sampleType: 'cpu' });
    const measured = 1 - (after.total / tree.total) * (538 / 544); // seconds of load at the same rate
    const { p10, p90 } = analysis.rows[0].saving!;
    expect(measured).toBeGreaterThan(p10);
    expect(measured).toBeLessThan(p90 + 0.01);
  });

  it('after the fix ApplyRules is worth under 2 % and no pattern is compiled', () => {
    const after = analyze(merged({ service: 'checkout', kind: 'cpu', version: '1.5.0', sampleType: 'cpu' }));
    expect(rowOf(after, 'pricing.ApplyRules')?.saving?.p50 ?? 0).toBeLessThan(0.02);
    expect(after.rows.map(({ subject }) => subject.name)).not.toContain('regexp.compile');
    expect(summary(after.rows[0])).toBe('Normalize leaf Normalize');
  });

  it('says the same from a frame that has names and values only', () => {
    const bare = analyze(namesOnly(tree), { profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds' });
    expect(bare.rows.slice(0, 8).map(summary)).toEqual(analysis.rows.slice(0, 8).map(summary));
    expect(bare.quality).toMatchObject({ samples: 41_315, samplesFrom: 'quantum' });
  });

  it('follows the data when every function of the service is named otherwise', () => {
    const rename = (text: string) =>
      text
        .replace(/example\.com\/shop/g, 'acme.io/store')
        .replace(/ApplyRules/g, 'Rate')
        .replace(/applog/g, 'trail')
        .replace(/Normalize/g, 'Fold');
    const renamed = analyze({
      ...tree,
      functions: { ...tree.functions, name: tree.functions.name.map(rename), file: tree.functions.file.map(rename) },
    });
    expect(renamed.rows.slice(0, 8).map((row) => `${row.layer} ${row.site?.name}`)).toEqual(
      analysis.rows.slice(0, 8).map((row) => `${row.layer} ${rename(row.site!.name)}`)
    );
  });

  it('joins the allocation profile', () => {
    const alloc = merged({ service: 'checkout', kind: 'memory', version: '1.4.0', sampleType: 'alloc_space' });
    const joined = analyze(tree, { alloc });
    const { ledger } = rowOf(joined, 'report.product')!;
    expect(ledger?.basis).toBe('alloc-profile');
    expect(ledger?.sites[0].func.shortName).toBe('matcher');
    expect(ledger?.sites[0].share).toBeCloseTo(0.47, 1);
  });
});

it('the mutex profile names the store that encodes under its lock', () => {
  const analysis = analyze(merged({ service: 'checkout', kind: 'mutex', version: '1.4.0', sampleType: 'delay' }));
  expect(analysis.profile.kind).toBe('mutex');
  expect(summary(analysis.rows[0])).toBe('Store.Get inside Store.Get');
});

describe.each([['wall'], ['cpu']])('catalog, Node, %s', (sampleType) => {
  const tree = merged({ service: 'catalog', kind: 'wall', version: '2.3.1', sampleType });

  it('names the caller of the parser that V8 does not show', () => {
    const analysis = analyze(tree);
    expect(summary(analysis.rows[0])).toBe('loadShard caller loadShard');
    expect(analysis.rows[0].reasons[0]).toMatchObject({ kind: 'invisible-builtin', line: 7 });
  });

  it('also from names alone', () =>
    expect(summary(analyze(namesOnly(tree)).rows[0])).toBe('loadShard caller loadShard'));
});

it('sets idle time aside: the event loop waits in most of the CPU type of Node', () => {
  const tree = merged({ service: 'catalog', kind: 'wall', version: '2.3.1', sampleType: 'cpu' });
  expect(analyze(tree).quality.idleShare).toBeGreaterThan(0.4);
});
