/** Laws that hold on any tree, over seeded random trees; the slow twin counts stacks one by one. */
import type { CallTree } from '../profiles/callTree';
import { mergeCallTrees } from '../profiles/mergeCallTrees';
import { analyze } from './analyze';
import { randomStacks, treeOfStacks } from './testing/randomStacks';

const seeds = Array.from({ length: 40 }, (_, i) => [i + 1] as const);
const options = { thresholds: { minSamplesProfile: 1, minSamplesRow: 1 }, maxRows: 100 };

it.each(seeds)('seed %i: raw self and cum count each stack once', (seed) => {
  const stacks = randomStacks(seed);
  for (const { subject, selfRaw, cumRaw, subjectKind } of analyze(treeOfStacks(stacks), options).rows) {
    if (subjectKind !== 'gc') {
      const self = stacks.reduce(
        (sum, { names, weight }) => sum + (names[names.length - 1] === subject.name ? weight : 0),
        0
      );
      const cum = stacks.reduce((sum, { names, weight }) => sum + (names.includes(subject.name) ? weight : 0), 0);
      expect([subject.name, selfRaw, cumRaw]).toEqual([subject.name, self, cum]);
    }
  }
});

it.each(seeds)('seed %i: every folded figure is the sum of its parts, largest first, and shares are shares', (seed) => {
  for (const row of analyze(treeOfStacks(randomStacks(seed)), options).rows) {
    expect(row.selfShare).toBeCloseTo(
      row.folded.reduce((sum, part) => sum + part.selfShare, 0),
      10
    );
    expect(row.folded.map((part) => part.selfShare)).toEqual(
      [...row.folded.map((part) => part.selfShare)].sort((a, b) => b - a)
    );
    for (const share of [
      row.selfShare,
      row.cumShare,
      row.fanIn.dominance,
      row.fanIn.unownedShare,
      ...row.callees.map((callee) => callee.share),
      ...row.chain.flatMap(({ retention, purity, cumShare }) => [retention, purity, cumShare]),
    ]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1 + 1e-9);
    }
    if (row.ledger !== null) {
      const { alloc, assist, mark, idleMark, sweep } = row.ledger;
      expect(alloc + assist + mark + idleMark + sweep).toBeCloseTo(row.selfShare, 10);
    }
    expect((row.verdict === 'fix') === (row.layer !== null && row.site !== null && row.saving !== null)).toBe(true);
    expect(row.siteStep).toBeLessThan(row.chain.length);
    expect(row.siteStep < 0 || row.chain[row.siteStep].func.key === row.site?.key).toBe(true);
  }
});

it.each(seeds)('seed %i: one row a site and a subject, ids unique', (seed) => {
  const { rows } = analyze(treeOfStacks(randomStacks(seed)), options);
  const sites = rows.filter(({ verdict }) => verdict === 'fix').map(({ site }) => site!.key);
  expect(new Set(sites).size).toBe(sites.length);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

it.each(seeds)('seed %i: the unit of the weights changes no verdict', (seed) => {
  const stacks = randomStacks(seed);
  const verdicts = (tree: CallTree) =>
    analyze(tree, options).rows.map(({ id, verdict, layer, site }) => [id, verdict, layer, site?.name]);
  expect(verdicts(treeOfStacks(stacks, 10_000_000))).toEqual(verdicts(treeOfStacks(stacks)));
});

it.each(seeds.slice(0, 15))('seed %i: merging halves gives the whole', (seed) => {
  const stacks = randomStacks(seed);
  const half = stacks.length >> 1;
  const merged = mergeCallTrees([treeOfStacks(stacks.slice(0, half)), treeOfStacks(stacks.slice(half))]);
  const facts = (tree: CallTree) =>
    new Map(analyze(tree, options).rows.map(({ id, selfRaw, cumRaw, verdict }) => [id, [selfRaw, cumRaw, verdict]]));
  expect(facts(merged)).toEqual(facts(treeOfStacks(stacks)));
});
