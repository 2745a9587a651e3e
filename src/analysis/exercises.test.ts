/**
 * The two worked exercises, on profiles recorded from the programs in demo/exercises: what the engine must say, and the
 * pages of the documentation with the numbers that it prints (UPDATE_DOCS=1 rewrites them).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatShare } from '../shared/lib/format';
import { decodeProfile } from '../profiles/decodeProfile';
import { analyze } from './analyze';
import type { Analysis, GcLedger, Row } from './model';
import { answerText, familyText, layerText, plainText, qualifiedName, reasonText, wholeText } from './wording';

const exercises = resolve(__dirname, '../../demo/exercises');
const pages = resolve(__dirname, '../../docs/exercises');

const decode = (file: string, sampleType?: string) =>
  decodeProfile(readFileSync(resolve(exercises, file)), sampleType === undefined ? {} : { sampleType });

/** A page with `<!-- numbers -->` … `<!-- /numbers -->` filled. */
const fill = (page: string, numbers: string) =>
  page.replace(/(<!-- numbers -->)[\s\S]*?(<!-- \/numbers -->)/, (_, open: string, close: string) =>
    [open, numbers, close].join('\n')
  );

function expectPage(file: string, numbers: string) {
  const path = resolve(pages, file);
  if (process.env.UPDATE_DOCS === '1') {
    writeFileSync(path, fill(readFileSync(path, 'utf8'), numbers));
  }
  const page = readFileSync(path, 'utf8');
  expect(page).toContain('<!-- numbers -->');
  expect(page).toBe(fill(page, numbers));
}

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const share = (value: number) => formatShare(value).replace(/\u00a0/g, ' ');

function rowText(row: Row, { profile }: Analysis): string {
  return [
    `> ${plainText(answerText(row, profile.kind)).replace(/\u00a0/g, ' ')}`,
    '',
    ...row.reasons.map((reason) => `- ${plainText(reasonText(reason, profile.kind)).replace(/\u00a0/g, ' ')}`),
    '',
    table(
      ['way to fix', `saves of ${wholeText(profile.kind)}`, 'how'],
      row.ways.map(({ family, saving }) => {
        const { title, text } = familyText(family, row);
        return [title, `${share(saving.p50)} (${share(saving.p10)} to ${share(saving.p90)})`, text];
      })
    ),
  ].join('\n');
}

const placesText = ({ rows }: Analysis) =>
  table(
    ['widest first by worth', 'self', 'cum', 'answer'],
    rows
      .filter(({ verdict }) => verdict === 'fix')
      .slice(0, 4)
      .map((row) => [
        qualifiedName(row.subject),
        share(row.selfShare),
        share(row.cumShare),
        `${layerText(row.layer ?? row.verdict)}: ${row.site === null ? '' : qualifiedName(row.site)}`,
      ])
  );

const LEDGER_PARTS = [
  ['allocation', 'alloc'],
  ['assist (allocating code made to help the collector)', 'assist'],
  ['mark', 'mark'],
  ['mark on idle cores', 'idleMark'],
  ['sweep', 'sweep'],
] as const satisfies ReadonlyArray<readonly [string, keyof GcLedger]>;

const ledgerText = (ledger: GcLedger) =>
  table(
    ['part of the ledger', 'of the profile'],
    LEDGER_PARTS.map(([text, part]) => [text, share(ledger[part])])
  );

describe('Go: mallocgc and the collector are the widest leaves', () => {
  const cpu = decode('go-mallocgc.pb.gz', 'cpu');
  const alone = analyze(cpu);
  const joined = analyze(cpu, { alloc: decode('go-mallocgc.alloc.pb.gz', 'alloc_space') });
  const ledgerRow = ({ rows }: Analysis) => rows.find(({ ledger }) => ledger !== null);

  it('shows what the exercise says: mallocgc 18 %, scanObject 15 % cum', () => {
    const cum = (name: string) => {
      const { functions } = cpu;
      let sum = 0;
      let end = 0;
      for (let i = 0; i < cpu.length; i++) {
        if (i >= end && functions.name[cpu.func[i]] === name) {
          sum += cpu.cum[i];
          end = cpu.subtreeEnd[i];
        }
      }
      return (100 * sum) / cpu.total;
    };
    expect(cum('runtime.mallocgc')).toBeCloseTo(18.4, 1); // go tool pprof -top -cum
    expect(cum('runtime.scanObject')).toBeCloseTo(15.3, 1);
  });

  it.each([
    ['alone', alone, 'allocator-samples'],
    ['with the allocation profile', joined, 'alloc-profile'],
  ] as const)('%s: edit the allocating site in owned code, not the allocator', (_, analysis, basis) => {
    const [first] = analysis.rows;
    expect(analysis.verdict).toBe('fix');
    expect([first.subject.shortName, first.layer, first.site?.name]).toEqual([
      'mallocgc + GC',
      'inside',
      'example.com/orders/pricing.Expand',
    ]);
    expect(first.ledger?.basis).toBe(basis);
    expect(first.ledger?.sites[0].func.shortName).toBe('Expand');
  });

  it('keeps the parts of the ledger apart, and they add up', () => {
    const { ledger, selfShare } = ledgerRow(joined)!;
    const parts = LEDGER_PARTS.map(([, part]) => ledger![part]);
    expect(parts.every((part) => part > 0)).toBe(true);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(selfShare, 10);
    // assists run inside mallocgc: the two together are what pprof calls mallocgc
    expect(100 * (ledger!.alloc + ledger!.assist)).toBeCloseTo(18.4, 0);
  });

  it('stands in the documentation with these numbers', () => {
    const row = ledgerRow(joined)!;
    expectPage(
      'go-mallocgc.md',
      [
        placesText(joined),
        '',
        rowText(row, joined),
        '',
        ledgerText(row.ledger!),
        '',
        table(
          ['allocating site', 'of the allocated bytes', 'of the time in the allocator'],
          row
            .ledger!.sites.slice(0, 3)
            .map(({ func, share: bytes }) => [
              qualifiedName(func),
              share(bytes),
              share(ledgerRow(alone)!.ledger!.sites.find((site) => site.func.key === func.key)?.share ?? 0),
            ])
        ),
      ].join('\n')
    );
  });
});

describe('Node: JSON.parse has no frame', () => {
  const analysis = analyze(decode('node-json-parse.cpuprofile'));
  // The tour that the service plans is wider; it is its work. What nobody needs is the second thing to look at.
  const row = analysis.rows.slice(0, 2).find(({ subject }) => subject.shortName === 'parseRules')!;

  it('shows no function of that name: its time is self time of its caller', () => {
    expect(decode('node-json-parse.cpuprofile').functions.name).not.toContain('JSON.parse');
    expect(row.reasons[0]).toMatchObject({ kind: 'invisible-builtin', line: 7 });
  });

  it('edits the call site that asks for the same text again', () => {
    expect([row.layer, row.site?.shortName, row.site?.file]).toEqual(['caller', 'rules', './lib/settings.js']);
  });

  it('says why a faster parser hardly helps: it still pays for every call', () => {
    const worth = (family: string) => row.ways.find((way) => way.family === family)?.saving.p50 ?? NaN;
    expect(worth('cheaper-library')).toBeLessThan(0.5 * worth('cache'));
  });

  it('predicts what parsing once was measured to save: CPU of the process per request', () => {
    const { before, after } = JSON.parse(
      readFileSync(resolve(exercises, 'node-json-parse/measured.json'), 'utf8')
    ) as Record<'before' | 'after', { cpuMsPerRequest: number }>;
    const saved = 1 - after.cpuMsPerRequest / before.cpuMsPerRequest;
    expect(saved).toBeGreaterThan(row.saving!.p10);
    expect(saved).toBeLessThan(row.saving!.p90);
  });

  it('stands in the documentation with these numbers', () =>
    expectPage('node-json-parse.md', [placesText(analysis), '', rowText(row, analysis)].join('\n')));
});
