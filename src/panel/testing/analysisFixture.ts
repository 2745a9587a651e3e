/**
 * A made-up Analysis with every kind of row, for component tests: one caller, one GC row with its ledger, a doorway, a
 * shared leaf, a dispatcher, an inside row, one that needs data and one without action. Numbers are consistent enough to
 * be read, not to be believed.
 */
import {
  ANALYSIS_VERSION,
  defaultThresholds,
  type Analysis,
  type ChainStep,
  type FunctionRef,
  type NeighbourShare,
  type Row,
} from '../../analysis';

export const TOTAL_SAMPLES = 9_214;
const TOTAL = TOTAL_SAMPLES * 10_000_000;

export function functionRef(
  name: string,
  ownership: FunctionRef['ownership'] = 'owned',
  file = '',
  line = -1
): FunctionRef {
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  const packageName = dot < 0 ? '' : name.slice(0, dot);
  return {
    key: JSON.stringify([name, file]),
    name,
    shortName: dot < 0 ? name : name.slice(dot + 1),
    packageName,
    file,
    line,
    ownership,
  };
}

const own = (name: string, place = '') => {
  const [file, line] = place.split(':');
  return functionRef(`example.com/shop/${name}`, 'owned', place ? `/src/shop/${file}` : '', place ? Number(line) : -1);
};
const lib = (name: string) => functionRef(name, 'stdlib');
const runtime = (name: string) => functionRef(name, 'runtime');

const samplesOf = (share: number) => Math.round(share * TOTAL_SAMPLES);
const neighbour = (func: FunctionRef, share: number, samples: number): NeighbourShare => ({
  func,
  share,
  samples: Math.round(share * samples),
});

interface StepInput {
  readonly func: FunctionRef;
  readonly retention: number;
  readonly cum: number;
  readonly role: ChainStep['role'];
  readonly folded?: readonly FunctionRef[];
  readonly callers?: readonly NeighbourShare[];
  readonly recursion?: number;
}

const step = ({ func, retention, cum, role, folded = [], callers = [], recursion = 1 }: StepInput): ChainStep => ({
  func,
  retention,
  cumShare: cum,
  purity: 0.5,
  samples: samplesOf(cum),
  role,
  folded,
  recursion,
  callers,
  unlisted: { count: 0, share: 0 },
});

const serve = lib('net/http.(*conn).serve');
const router = own('router.ServeHTTP');
const served = (retention: number): ChainStep[] => [
  step({ func: serve, retention, cum: 0.842, role: 'dispatch' }),
  step({ func: lib('net/http.serverHandler.ServeHTTP'), retention, cum: 0.842, role: 'dispatch' }),
  step({ func: router, retention, cum: 0.823, role: 'dispatch' }),
];

interface RowInput extends Partial<Row> {
  readonly id: string;
  readonly subject: FunctionRef;
  readonly selfShare: number;
  readonly cumShare: number;
  readonly chain: readonly ChainStep[];
}

export function makeRow(input: RowInput): Row {
  return {
    subjectKind: 'leaf',
    selfRaw: input.selfShare * 0.25 * TOTAL,
    cumRaw: input.cumShare * TOTAL,
    folded: [{ func: input.subject, selfShare: input.selfShare }],
    fanIn: { owned: [], entryPoints: [], dominance: 0, effectiveCallers: 1, spread: 'localised', unownedShare: 0 },
    callees: [],
    category: 'cpu',
    signal: 'high-self-time',
    verdict: 'no-action',
    layer: null,
    site: null,
    saving: null,
    touched: null,
    family: null,
    afterFirst: null,
    layers: null,
    close: null,
    ways: [],
    samples: samplesOf(input.cumShare),
    siteStep: -1,
    boundary: null,
    reasons: [],
    need: null,
    ledger: null,
    ...input,
  };
}

const fanIn = (callers: ReadonlyArray<readonly [FunctionRef, number]>, samples: number): Row['fanIn'] => ({
  owned: callers.map(([func, share]) => neighbour(func, share, samples)),
  entryPoints: [],
  dominance: callers[0]?.[1] ?? 0,
  effectiveCallers: 1 / callers.reduce((sum, [, share]) => sum + share * share, 0),
  spread: (callers[0]?.[1] ?? 0) >= 0.5 ? 'localised' : 'shared',
  unownedShare: 0,
});

const applyRules = own('pricing.ApplyRules', 'pricing/rules.go:88');
const quote = own('pricing.Quote');
const handleCheckout = own('checkout.Handle');
const compile = lib('regexp.compile');
const mustCompile = lib('regexp.MustCompile');

const compileRow = makeRow({
  id: 'leaf:regexp.compile',
  subject: compile,
  selfShare: 0.27,
  cumShare: 0.311,
  samples: 2_488,
  folded: [
    { func: compile, selfShare: 0.062 },
    ...['parse', 'simplify', 'onepass', 'append', 'prog', 'inst', 'alt', 'cat'].map((name) => ({
      func: lib(`regexp/syntax.${name}`),
      selfShare: 0.026,
    })),
  ],
  fanIn: fanIn(
    [
      [applyRules, 0.97],
      [own('promo.Match'), 0.03],
    ],
    2_488
  ),
  callees: [neighbour(lib('regexp/syntax.Parse'), 0.48, 2_488), neighbour(lib('regexp.onePassCopy'), 0.32, 2_488)],
  category: 'regexp',
  signal: 'one-dominant-caller',
  verdict: 'fix',
  layer: 'caller',
  site: applyRules,
  saving: { p10: 0.19, p50: 0.24, p90: 0.29 },
  ways: [
    { family: 'hoist', saving: { p10: 0.19, p50: 0.24, p90: 0.29 } },
    { family: 'cache', saving: { p10: 0.17, p50: 0.22, p90: 0.27 } },
    { family: 'avoid', saving: { p10: 0.05, p50: 0.09, p90: 0.14 } },
  ],
  chain: [
    ...served(0.78),
    step({ func: handleCheckout, retention: 0.78, cum: 0.431, role: 'work' }),
    step({
      func: quote,
      retention: 0.97,
      cum: 0.428,
      role: 'work',
      callers: [neighbour(handleCheckout, 0.8, 3_900), neighbour(own('cart.Preview'), 0.2, 3_900)],
    }),
    step({ func: applyRules, retention: 0.97, cum: 0.334, role: 'work' }),
    step({
      func: mustCompile,
      retention: 1,
      cum: 0.311,
      role: 'library',
      callers: [neighbour(applyRules, 0.97, 2_488), neighbour(own('promo.Match'), 0.03, 2_488)],
    }),
    step({
      func: compile,
      retention: 1,
      cum: 0.311,
      role: 'library',
      folded: Array.from({ length: 14 }, (_, k) => lib(`regexp/syntax.step${k}`)),
    }),
  ],
  siteStep: 5,
  boundary: { stepIndex: 3, kind: 'dispatch-edge', cumShareAbove: 0.82, cumShareBelow: 0.43 },
  reasons: [
    { kind: 'dominant-caller', func: applyRules, share: 0.97, samples: 2_413, ofSamples: 2_488 },
    { kind: 'splits-above', func: quote, shares: [0.8, 0.2] },
    { kind: 'boundary', func: handleCheckout, cumShareAbove: 0.82, cumShareBelow: 0.43 },
  ],
});

const build = own('report.Build', 'report/build.go:132');
const gc: FunctionRef = { ...runtime('runtime.mallocgc'), shortName: 'mallocgc + GC' };
const allocSites: ReadonlyArray<readonly [FunctionRef, number]> = [
  [build, 0.61],
  [own('feed.Load'), 0.12],
  ...[0.08, 0.06, 0.04, 0.03, 0.03, 0.02, 0.01].map((share, k) => [own(`site${k}.Make`), share] as const),
];
const gcRow = makeRow({
  id: 'gc:runtime.mallocgc',
  subject: gc,
  subjectKind: 'gc',
  selfShare: 0.23,
  cumShare: 0.23,
  fanIn: fanIn(allocSites, 2_119),
  category: 'gc',
  signal: 'runtime-gc',
  verdict: 'fix',
  layer: 'inside',
  site: build,
  saving: { p10: 0.07, p50: 0.1, p90: 0.13 },
  ways: [{ family: 'allocate-less', saving: { p10: 0.07, p50: 0.1, p90: 0.13 } }],
  chain: [
    ...served(0.61),
    step({ func: own('report.Handle'), retention: 0.61, cum: 0.132, role: 'work' }),
    step({ func: build, retention: 0.61, cum: 0.128, role: 'work' }),
    step({
      func: gc,
      retention: 1,
      cum: 0.23,
      role: 'library',
      callers: allocSites.map(([func, share]) => neighbour(func, share, 2_119)),
      folded: Array.from({ length: 31 }, (_, k) => runtime(`runtime.f${k}`)),
    }),
  ],
  siteStep: 4,
  boundary: { stepIndex: 3, kind: 'dispatch-edge', cumShareAbove: 0.82, cumShareBelow: 0.13 },
  reasons: [{ kind: 'allocates', func: build, share: 0.61, of: 'alloc-profile' }],
  ledger: {
    alloc: 0.086,
    assist: 0.031,
    mark: 0.094,
    idleMark: 0.012,
    sweep: 0.007,
    basis: 'alloc-profile',
    sites: allocSites.map(([func, share]) => neighbour(func, share, 2_119)),
  },
});

const normalize = own('textnorm.Normalize', 'textnorm/normalize.go:41');
const normalizeCallers: ReadonlyArray<readonly [FunctionRef, number]> = [
  [own('checkout.Handle'), 0.24],
  [own('report.Build'), 0.21],
  [own('search.Query'), 0.17],
  [own('render.Markdown'), 0.15],
  [own('cart.Preview'), 0.13],
  [own('auth.Check'), 0.1],
];
const normalizeRow = makeRow({
  id: 'leaf:textnorm.Normalize',
  subject: normalize,
  selfShare: 0.18,
  cumShare: 0.18,
  fanIn: fanIn(normalizeCallers, 1_659),
  callees: [neighbour(own('textnorm.foldRunes'), 0.27, 1_659)],
  signal: 'many-thin-callers',
  verdict: 'fix',
  layer: 'leaf',
  site: normalize,
  saving: { p10: 0.05, p50: 0.07, p90: 0.09 },
  ways: [{ family: 'faster-algorithm', saving: { p10: 0.05, p50: 0.07, p90: 0.09 } }],
  chain: [
    ...served(0.24),
    step({ func: handleCheckout, retention: 0.24, cum: 0.431, role: 'work' }),
    step({
      func: normalize,
      retention: 1,
      cum: 0.18,
      role: 'work',
      callers: normalizeCallers.map(([func, share]) => neighbour(func, share, 1_659)),
    }),
  ],
  siteStep: 4,
  boundary: { stepIndex: 3, kind: 'dispatch-edge', cumShareAbove: 0.82, cumShareBelow: 0.43 },
  reasons: [{ kind: 'many-thin-callers', callers: 6, largestShare: 0.24 }],
});

const feedHandle = own('http.feed.Handle');
const markdown = own('render.Markdown', 'render/markdown.go:203');
const feedRow = makeRow({
  id: 'dispatcher:feed.Handle',
  subject: feedHandle,
  subjectKind: 'dispatcher',
  selfShare: 0.003,
  cumShare: 0.079,
  fanIn: fanIn([[router, 1]], 728),
  callees: [
    neighbour(markdown, 0.92, 728),
    neighbour(own('feed.Load'), 0.05, 728),
    neighbour(own('feed.Sort'), 0.03, 728),
  ],
  signal: 'dispatcher',
  verdict: 'fix',
  layer: 'callee',
  site: markdown,
  saving: { p10: 0.02, p50: 0.03, p90: 0.04 },
  ways: [{ family: 'narrow-work', saving: { p10: 0.02, p50: 0.03, p90: 0.04 } }],
  chain: [...served(1), step({ func: feedHandle, retention: 1, cum: 0.079, role: 'work' })],
  boundary: { stepIndex: 3, kind: 'dispatch-edge', cumShareAbove: 0.82, cumShareBelow: 0.08 },
  reasons: [{ kind: 'dispatcher', func: feedHandle, selfShare: 0.003, callee: markdown, calleeShare: 0.92 }],
});

const solve = own('quote.Solve', 'quote/solve.go:57');
const solveRow = makeRow({
  id: 'leaf:quote.Solve',
  subject: solve,
  selfShare: 0.09,
  cumShare: 0.096,
  fanIn: fanIn([[quote, 1]], 829),
  signal: 'high-self-time',
  verdict: 'fix',
  layer: 'inside',
  site: solve,
  saving: { p10: 0.01, p50: 0.03, p90: 0.05 },
  ways: [{ family: 'faster-algorithm', saving: { p10: 0.01, p50: 0.03, p90: 0.05 } }],
  chain: [
    ...served(0.8),
    step({ func: handleCheckout, retention: 0.8, cum: 0.431, role: 'work' }),
    step({
      func: quote,
      retention: 1,
      cum: 0.428,
      role: 'work',
      callers: [neighbour(handleCheckout, 0.8, 3_900), neighbour(own('cart.Preview'), 0.2, 3_900)],
    }),
    step({ func: solve, retention: 1, cum: 0.096, role: 'work', recursion: 8 }),
  ],
  siteStep: 5,
  boundary: { stepIndex: 3, kind: 'dispatch-edge', cumShareAbove: 0.82, cumShareBelow: 0.43 },
  reasons: [{ kind: 'own-code', func: solve, share: 0.94 }],
});

const lock = runtime('sync.(*Mutex).Lock');
const lockRow = makeRow({
  id: 'leaf:sync.Mutex.Lock',
  subject: { ...lock, shortName: 'Mutex.Lock', packageName: 'sync' },
  selfShare: 0.012,
  cumShare: 0.012,
  fanIn: fanIn(
    [
      [own('a.A'), 0.31],
      [own('b.B'), 0.22],
      [own('c.C'), 0.15],
      [own('d.D'), 0.12],
      [own('e.E'), 0.09],
      [own('f.F'), 0.07],
      [own('g.G'), 0.04],
    ],
    111
  ),
  signal: 'runtime-lock',
  verdict: 'abstain',
  need: { kind: 'profile-type', profileKind: 'mutex' },
  chain: [
    ...served(0.31),
    step({ func: own('a.A'), retention: 0.31, cum: 0.05, role: 'work' }),
    step({ func: lock, retention: 1, cum: 0.012, role: 'library' }),
  ],
});

const bcrypt = functionRef('golang.org/x/crypto/bcrypt.Generate', 'vendored');
const bcryptRow = makeRow({
  id: 'leaf:bcrypt.Generate',
  subject: bcrypt,
  selfShare: 0.032,
  cumShare: 0.032,
  fanIn: fanIn([[own('auth.Check'), 1]], 295),
  category: 'crypto',
  signal: 'work-by-design',
  verdict: 'no-action',
  chain: [
    ...served(1),
    step({ func: own('login.Handle'), retention: 1, cum: 0.053, role: 'work' }),
    step({ func: own('auth.Check'), retention: 1, cum: 0.033, role: 'work' }),
    step({ func: bcrypt, retention: 1, cum: 0.032, role: 'library' }),
  ],
  boundary: { stepIndex: 3, kind: 'dispatch-edge', cumShareAbove: 0.82, cumShareBelow: 0.05 },
  reasons: [{ kind: 'inherent', func: bcrypt, category: 'crypto' }],
});

const thinRow = makeRow({
  id: 'leaf:invoice.Render',
  subject: own('invoice.Render'),
  selfShare: 0.002,
  cumShare: 0.002,
  samples: 22,
  fanIn: fanIn(
    [
      [own('invoice.Handle'), 0.64],
      [own('mail.Send'), 0.36],
    ],
    22
  ),
  verdict: 'abstain',
  need: { kind: 'samples', more: 8 },
  chain: [...served(0.64), step({ func: own('invoice.Render'), retention: 1, cum: 0.002, role: 'work' })],
});

/** Rows by what they show. */
export const fixtureRows = { compileRow, gcRow, normalizeRow, feedRow, solveRow, lockRow, bcryptRow, thinRow };

export function analysisFixture(change: Partial<Analysis> = {}): Analysis {
  return {
    version: ANALYSIS_VERSION,
    profile: { kind: 'cpu', unit: 'nanoseconds', total: TOTAL, language: 'go', functionCount: 71, nodeCount: 12_000 },
    quality: {
      samples: TOTAL_SAMPLES,
      samplesFrom: 'source',
      hiddenShare: 0.029,
      unknownShare: 0.013,
      truncatedStacks: false,
      ownerlessCutShare: 0,
      idleShare: 0,
    },
    verdict: 'fix',
    need: null,
    categories: [
      { category: 'gc', share: 0.4 },
      { category: 'cpu', share: 0.6 },
    ],
    ownership: { prefixes: ['example.com/shop'], basis: 'main package', functions: 12, share: 0.9, alternatives: [] },
    rows: [compileRow, gcRow, normalizeRow, feedRow, solveRow, lockRow, bcryptRow, thinRow],
    thresholds: defaultThresholds,
    ...change,
  };
}
