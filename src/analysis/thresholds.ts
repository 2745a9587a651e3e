/**
 * Every number that decides something, in one table: default, where it comes from, what it does.
 * `docs/method.md` prints this table and a test keeps the two equal. Options may override any of them.
 */
/** Every threshold that decided something, published with the result. Defaults and sources: {@link THRESHOLD_TABLE}. */
export interface Thresholds {
  readonly dominantCaller: number;
  readonly sharedCallers: number;
  readonly dispatchEdge: number;
  readonly softJump: number;
  readonly fanInSplit: number;
  readonly calleeDominance: number;
  readonly dispatcherSelf: number;
  readonly dispatcherCallees: number;
  readonly dispatcherTogether: number;
  readonly insideSelf: number;
  readonly ownPart: number;
  readonly fanOutMin: number;
  readonly fanOutMax: number;
  readonly passThrough: number;
  readonly trunk: number;
  readonly sameCall: number;
  readonly ownAllocations: number;
  readonly lockedHelper: number;
  readonly builtinSelf: number;
  readonly builtinLines: number;
  readonly builtinStatement: number;
  readonly waist: number;
  readonly minRowShare: number;
  readonly minSamplesRow: number;
  readonly minSamplesProfile: number;
  readonly minWorth: number;
  readonly policyAfter: number;
  readonly flatBelow: number;
  readonly flatAlike: number;
  readonly flatAlikeBelow: number;
  readonly inherent: number;
  readonly gcLedger: number;
  readonly hiddenWarn: number;
  readonly hiddenDoubt: number;
  readonly hiddenAbstain: number;
  readonly truncatedStacks: number;
}

export interface ThresholdEntry {
  readonly key: keyof Thresholds;
  readonly value: number;
  /** one sentence for the docs */
  readonly meaning: string;
  /** where the value comes from */
  readonly source: string;
}

const METHOD = 'Fix Layer method';

export const THRESHOLD_TABLE: readonly ThresholdEntry[] = [
  {
    key: 'dominantCaller',
    value: 0.5,
    meaning: 'Share of a leaf that one owned caller must bring to be its caller.',
    source: 'HPCToolkit and Hatchet hot path, T = 0.5',
  },
  {
    key: 'sharedCallers',
    value: 4,
    meaning: 'Effective callers (1/Σp²) from which a function counts as shared.',
    source: 'Hill number of order 2; measured cases: 2.9 is Inside, 8.3 and 11.3 are Leaf (decision 0004)',
  },
  {
    key: 'dispatchEdge',
    value: 0.5,
    meaning: "A step whose cum is below this part of its parent's cum stands below a dispatch edge.",
    source: 'HPCToolkit hot path, T = 0.5',
  },
  {
    key: 'softJump',
    value: 1.25,
    meaning: 'Without a dispatch edge, the largest cum jump counts as a soft edge from here on.',
    source: METHOD,
  },
  {
    key: 'fanInSplit',
    value: 0.5,
    meaning: 'Part of the leaf that must still flow through a step; below it the chain splits.',
    source: METHOD,
  },
  {
    key: 'calleeDominance',
    value: 0.5,
    meaning: "Part of a dispatcher's cum that one callee must hold to be the place to edit.",
    source: 'HPCToolkit hot path, T = 0.5',
  },
  {
    key: 'dispatcherSelf',
    value: 0.05,
    meaning: 'A dispatcher spends at most this part of its cum itself.',
    source: METHOD,
  },
  {
    key: 'dispatcherCallees',
    value: 3,
    meaning: 'Owned callees of one package that make a thin function a dispatcher over variants.',
    source: METHOD,
  },
  {
    key: 'dispatcherTogether',
    value: 0.8,
    meaning: "Part of a dispatcher's cum that its variants hold together; a handler spreads over packages.",
    source: METHOD,
  },
  {
    key: 'insideSelf',
    value: 0.5,
    meaning: "Part of a function's exclusive cost that its own code, or one library call, must be to stand for it.",
    source: METHOD,
  },
  {
    key: 'ownPart',
    value: 0.4,
    meaning:
      "Part of a function's exclusive cost from which its own code stands for it, where no library call is larger.",
    source: METHOD,
  },
  {
    key: 'fanOutMin',
    value: 2.5,
    meaning: 'Effective callees (1/Σp²) from which a thin function calls several.',
    source: METHOD,
  },
  {
    key: 'fanOutMax',
    value: 10,
    meaning: 'Effective callees up to which the function that calls them is a place of its own; above, cost is spread.',
    source: 'Measured flat service: 16 steps',
  },
  {
    key: 'passThrough',
    value: 0.98,
    meaning: 'A function that hands this part of its cum to one callee is a thin wrapper.',
    source: 'Grafana flame graph collapses at 0.99; sampling noise leaves a little',
  },
  {
    key: 'trunk',
    value: 0.85,
    meaning: 'Owned frames that hold this part of all owned work stand above the entry points.',
    source: METHOD,
  },
  {
    key: 'sameCall',
    value: 0.99,
    meaning: 'A library function that takes this part of its library caller is the same call.',
    source: 'Grafana flame graph collapses at 0.99',
  },
  {
    key: 'ownAllocations',
    value: 0.5,
    meaning: "Part of a site's worth that allocation and collection must be for the edit to be its allocations.",
    source: METHOD,
  },
  {
    key: 'lockedHelper',
    value: 0.05,
    meaning: "Part of a helper's cost in locks from which its one caller should call it less.",
    source: METHOD,
  },
  {
    key: 'builtinSelf',
    value: 0.95,
    meaning: "V8: part of a function's cum that is self, with no callee to see, for a hidden builtin.",
    source: 'Node profiles: JSON.parse is self time of its caller',
  },
  {
    key: 'builtinLines',
    value: 8,
    meaning: 'V8: a function at most this many lines long, named for what native functions do, holds such a call.',
    source: METHOD,
  },
  {
    key: 'builtinStatement',
    value: 3,
    meaning: 'V8: a function at most this many lines long has room for one statement, so it holds a native call.',
    source: METHOD,
  },
  {
    key: 'waist',
    value: 0.25,
    meaning: 'Retention × purity that an owned frame above a spread library call needs to be its waist.',
    source: METHOD,
  },
  {
    key: 'minRowShare',
    value: 0.01,
    meaning: 'Smallest share of the profile that makes a row.',
    source: 'PerfView: folding under 1 % is almost always right',
  },
  {
    key: 'minSamplesRow',
    value: 30,
    meaning: 'Samples behind a row before it says where to edit.',
    source: 'Wilson bounds of a 60 % share at n = 30',
  },
  {
    key: 'minSamplesProfile',
    value: 100,
    meaning: 'Samples of a profile before anything is ranked.',
    source: 'PerfView: 100 samples are good to about 10 points',
  },
  { key: 'minWorth', value: 0.02, meaning: 'Fixes whose median saving is below this go last.', source: METHOD },
  {
    key: 'policyAfter',
    value: 0.05,
    meaning: 'A setting is ranked after every code change worth at least this.',
    source: METHOD,
  },
  {
    key: 'flatBelow',
    value: 0.1,
    meaning: 'If the largest place holds less of the profile than this, no single place matters.',
    source: 'Measured flat service: best of 16 places at 9 % saved 1 %',
  },
  {
    key: 'flatAlike',
    value: 6,
    meaning: 'So many places at least half as large as the largest: none of them stands out.',
    source: METHOD,
  },
  {
    key: 'flatAlikeBelow',
    value: 0.2,
    meaning: 'A place that holds this part of the profile matters however many are alike.',
    source: METHOD,
  },
  {
    key: 'inherent',
    value: 0.5,
    meaning: 'Share of the profile in inherent cost from which the whole profile says no action.',
    source: METHOD,
  },
  {
    key: 'gcLedger',
    value: 0.05,
    meaning: 'Share of allocation and collection from which the ledger is a row.',
    source: 'Go GC guide: assists over 5 % and mallocgc over 15 % are heavy',
  },
  {
    key: 'hiddenWarn',
    value: 0.02,
    meaning: 'Weight hidden by the query limit from which the result carries a caution.',
    source: 'pyroscope#3384',
  },
  {
    key: 'hiddenDoubt',
    value: 0.1,
    meaning: 'Hidden or nameless weight from which a verdict on callers must hold wherever that weight belongs.',
    source: 'pyroscope#3384',
  },
  {
    key: 'hiddenAbstain',
    value: 0.25,
    meaning: 'Hidden or nameless weight from which nothing is ranked.',
    source: 'pyroscope#3384: 5 to 25 % is usual',
  },
  {
    key: 'truncatedStacks',
    value: 0.05,
    meaning: 'Weight at depths where profilers cut (Go: 64 frames) from which stacks count as cut.',
    source: METHOD,
  },
];

export const defaultThresholds: Thresholds = Object.freeze(
  Object.fromEntries(THRESHOLD_TABLE.map(({ key, value }) => [key, value])) as Record<keyof Thresholds, number>
);
