import type { DataQuality, FunctionRef, Language, ProfileKind, Reason, Row } from './model';
import { analysisOf } from './testing/contextOf';
import {
  answerText,
  cautionTexts,
  familyText,
  layerText,
  needText,
  plainText,
  profileAnswerText,
  qualifiedName,
  reasonText,
  signalText,
  wholeText,
  worthHeader,
  worthTip,
} from './wording';

const ref = (name: string, shortName: string, packageName: string): FunctionRef => ({
  key: name,
  name,
  shortName,
  packageName,
  file: '',
  line: -1,
  ownership: 'owned',
});
const applyRules = ref('example.com/shop/pricing.ApplyRules', 'ApplyRules', 'pricing');
const row = (change: Partial<Row>): Row => ({ ...analysisOf('main.work×9  main.rest').rows[0], ...change });
const noAction = (...callers: string[]): Row =>
  row({
    verdict: 'no-action',
    fanIn: {
      ...row({}).fanIn,
      owned: callers.map((name) => ({ func: ref(name, name, ''), share: 1 / callers.length, samples: 50 })),
    },
  });
const text = (value: string) => value.replace(/\u00a0/g, ' ');

it('answers by the copy deck', () => {
  const answer = answerText(
    row({ verdict: 'fix', layer: 'caller', site: applyRules, saving: { p10: 0.19, p50: 0.24, p90: 0.29 } })
  );
  expect(text(plainText(answer))).toBe('Edit pricing.ApplyRules. Saves 24 % (19–29) of CPU per request.');
  expect(answer.filter((segment) => segment.strong).map((segment) => text(segment.text))).toEqual([
    'pricing.ApplyRules',
    '24 %',
  ]);
});

it('never asks to edit the runtime: a policy is a setting', () => {
  const worker = ref('runtime.gcBgMarkWorker', 'gcBgMarkWorker', 'runtime');
  const policy = row({ verdict: 'fix', layer: 'policy', site: worker, saving: { p10: 0.07, p50: 0.09, p90: 0.11 } });
  expect(text(plainText(answerText(policy)))).toBe(
    'Change a setting of runtime.gcBgMarkWorker. Saves 9 % (7–11) of CPU per request.'
  );
});

it("promises the profile's own unit", () => {
  const fix = row({ verdict: 'fix', layer: 'inside', site: applyRules, saving: { p10: 0.1, p50: 0.2, p90: 0.3 } });
  expect(plainText(answerText(fix, 'alloc'))).toContain('of allocation per request.');
  expect(plainText(answerText(fix, 'inuse'))).toContain('of memory held.');
});

it('heads the Worth column by what the profile measures', () => {
  expect(worthHeader('cpu')).toBe('CPU/request');
  expect(worthTip('cpu')).toBe('CPU saved per request if you fix this. Ranges held in 24 of 30 measured fixes.');
});

it.each<[ProfileKind]>([['wall'], ['alloc'], ['inuse'], ['mutex'], ['block'], ['goroutine'], ['other']])(
  '%s: no sentence speaks of CPU',
  (kind) => {
    const fix = row({ verdict: 'fix', layer: 'inside', site: applyRules, saving: { p10: 0.1, p50: 0.2, p90: 0.3 } });
    const said = [
      worthHeader(kind),
      worthTip(kind),
      plainText(answerText(fix, kind)),
      ...fix.reasons.map((reason) => plainText(reasonText(reason, kind))),
    ].join(' ');
    expect(said).not.toContain('CPU');
    expect(/time/.test(said)).toBe(kind === 'wall' || kind === 'block');
  }
);

it('words need data, no action and spread cost', () => {
  expect(plainText(answerText(row({ verdict: 'abstain', need: { kind: 'samples', more: 8 } })))).toBe(
    'Not enough to tell where to edit. What would decide: 8 more samples.'
  );
  expect(plainText(answerText(noAction('One')))).toBe(
    'One path and no other callers. The cost is the purpose of the code.'
  );
  expect(plainText(answerText(noAction('One', 'Two')))).toBe('The cost is the purpose of the code.');
  expect(plainText(answerText(row({ verdict: 'flat', cumShare: 0.04 })))).toMatch(/^Cost is spread\./);
});

it('says what the largest site is worth when a profile is flat', () => {
  const analysis = { ...analysisOf('main.work×9  main.rest'), verdict: 'flat' as const };
  expect(text(plainText(profileAnswerText(analysis)))).toMatch(/^Cost is spread\. The largest site is worth \d+ %\.$/);
});

it.each<[Reason, string]>([
  [
    { kind: 'dominant-caller', func: applyRules, share: 0.97, samples: 2413, ofSamples: 2488 },
    '97 % of this time comes through one function you own, pricing.ApplyRules (2,413 of 2,488 samples).',
  ],
  [
    { kind: 'many-thin-callers', callers: 12, largestShare: 0.09 },
    '12 callers, none above 9 %. One change in the shared function serves all of them.',
  ],
  [
    { kind: 'many-thin-callers', callers: 12, largestShare: 0.094 },
    '12 callers, none above 10 %. One change in the shared function serves all of them.',
  ],
  [{ kind: 'own-code', func: applyRules, share: 0.94 }, '94 % of the time of pricing.ApplyRules is its own code.'],
  [
    {
      kind: 'dispatcher',
      func: applyRules,
      selfShare: 0.003,
      callee: ref('r.M', 'Markdown', 'render'),
      calleeShare: 0.92,
    },
    'pricing.ApplyRules spends <1 % itself. 92 % goes to render.Markdown.',
  ],
  [
    { kind: 'boundary', func: applyRules, cumShareAbove: 0.82, cumShareBelow: 0.43 },
    'The share falls from 82 % to 43 % at pricing.ApplyRules. Frames before it only dispatch.',
  ],
  [{ kind: 'collects', share: 0.06 }, 'Its allocations cause another 6 % of CPU in garbage collection.'],
  [
    { kind: 'covered-elsewhere', func: ref('p.matcher', 'matcher', 'pricing'), share: 0.45, site: applyRules },
    'The largest allocating site, pricing.matcher (45 %), goes with the row that edits pricing.ApplyRules.',
  ],
  [
    { kind: 'splits-above', func: applyRules, shares: [0.8, 0.2] },
    'Higher up it splits: pricing.ApplyRules has 2 callers (80 %, 20 %). A fix in one caller would miss the others.',
  ],
])('words a reason: %#', (reason, expected) => expect(text(plainText(reasonText(reason)))).toBe(expected));

it('names layers, verdicts, signals and needs', () => {
  expect([layerText('caller'), layerText('abstain'), layerText('flat'), layerText('no-action')]).toEqual([
    'Caller',
    'Need data',
    'No single place',
    'No action',
  ]);
  expect(signalText('runtime-gc')).toBe('Runtime: GC');
  expect([
    needText({ kind: 'samples', more: 1 }),
    needText({ kind: 'profile-type', profileKind: 'mutex' }),
    needText({ kind: 'deeper-stacks' }),
  ]).toEqual(['1 more sample', 'Mutex profile', 'Deeper stacks']);
});

it('sharpens a way to fix by the kind of work', () => {
  expect(familyText('hoist', { category: 'regexp' }).text).toBe('Compile each pattern once, outside the request.');
  expect(familyText('hoist', { category: 'cpu' }).text).toBe('Do it once, outside the loop or the request.');
});

it('cautions only where something is wrong', () => {
  const { profile, quality, thresholds } = analysisOf('main.work×9  main.rest');
  const cautions = (language: Language, kind: ProfileKind, change: Partial<DataQuality>) =>
    cautionTexts({ profile: { ...profile, language, kind }, quality: { ...quality, ...change }, thresholds }).map(text);
  expect(cautions('go', 'cpu', { hiddenShare: 0.019 })).toEqual([]);
  expect(cautions('go', 'cpu', { hiddenShare: 0.02 })).toEqual([
    "2 % is hidden by the query's node limit: small callers may be missing.",
  ]);
  expect(cautions('go', 'cpu', { truncatedStacks: true })).toEqual([
    'The profiler cut deep stacks: their callers are missing.',
  ]);
  const uncalibrated = (of: string) =>
    `Worth is not calibrated for ${of}: it is carried over from CPU profiles of Go and Node services.`;
  expect(cautions('python', 'cpu', { calibrated: false })).toEqual([uncalibrated('Python')]);
  expect(cautions('go', 'mutex', { calibrated: false })).toEqual([uncalibrated('mutex profiles')]);
});

it('keeps a file apart from a function, a package joined to it', () => {
  expect([
    qualifiedName(applyRules),
    qualifiedName(ref('x', 'loadShard', 'handlers.js')),
    qualifiedName(ref('x', 'work', '')),
  ]).toEqual(['pricing.ApplyRules', 'loadShard (handlers.js)', 'work']);
});

it('promises no latency and names no effort', () => {
  const everything = JSON.stringify([analysisOf('main.work×9  main.rest'), familyText('cache', { category: 'cpu' })]);
  expect(everything).not.toMatch(/p99|latency|hour/i);
});

it.each<[ProfileKind, string, string]>([
  ['cpu', 'CPU per request', 'CPU per second'],
  ['alloc', 'allocation per request', 'allocation per second'],
  ['inuse', 'memory held', 'memory held'],
])('says what a %s profile costs, per what it is divided by', (kind, request, second) => {
  expect(wholeText(kind)).toBe(request);
  expect(wholeText(kind, 'second')).toBe(second);
});
