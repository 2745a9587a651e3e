/**
 * `Analysis`: what the engine found in one profile, as plain JSON-able data.
 *
 * The one contract between the engine and everything else: the panel, the datasource's table query, the command line's
 * `--json`, tests and benchmarks read the same object. Front ends format it, they never compute from it. Weights are in
 * `profile.unit`; everything called `…Share` is 0..1 of the profile total unless its comment names another whole.
 */
import type { Thresholds } from './thresholds';

export type { Thresholds } from './thresholds';

/** Raised whenever a field changes meaning or goes away. */
export const ANALYSIS_VERSION = 1;

/** Where the edit belongs (`docs/method.md`). `policy` = a setting (GC, pool, runtime) that trades something else for CPU. */
export type FixLayer = 'caller' | 'leaf' | 'inside' | 'callee' | 'policy';

/** `abstain` reads "Need data" on screen, `flat` "No single place", `no-action` "No action". */
export type Verdict = 'fix' | 'no-action' | 'flat' | 'abstain';

/** What a profile type measures; decides unit, wording and rules. */
export type ProfileKind = 'cpu' | 'wall' | 'alloc' | 'inuse' | 'mutex' | 'block' | 'goroutine' | 'other';

export type Language = 'go' | 'node' | 'jvm' | 'python' | 'ruby' | 'dotnet' | 'rust' | 'native' | 'unknown';

/** Who can edit a frame. */
export type Ownership = 'owned' | 'vendored' | 'stdlib' | 'runtime' | 'kernel' | 'unresolved';

/** The measured pattern that a row shows in its Signal column. */
export type SignalKind =
  | 'one-dominant-caller' // wide leaf, one owned caller brings most of it
  | 'many-thin-callers' // wide leaf, no owned caller brings half of it
  | 'high-self-time' // the function does the work itself
  | 'dispatcher' // thin self, wide cum, one callee holds it
  | 'one-doorway' // many callers, but all of them through one owned helper
  | 'runtime-gc'
  | 'runtime-lock'
  | 'runtime-syscall'
  | 'waiting' // block and goroutine profiles: the stack waits, it does not work
  | 'work-by-design' // inherent cost: crypto, compression that somebody asked for
  | 'few-callers'
  | 'mixed';

/** Kind of work, from the pattern table. */
export type Category =
  | 'cpu'
  | 'alloc'
  | 'gc'
  | 'lock'
  | 'sched'
  | 'syscall'
  | 'memcopy'
  | 'map'
  | 'hash'
  | 'memory' // page faults, pages cleared and copied by the kernel
  | 'reflection'
  | 'regexp'
  | 'serialisation'
  | 'crypto'
  | 'compression'
  | 'logging'
  | 'io'
  | 'remote' // databases, caches, other services: mostly waiting
  | 'jit'
  | 'deopt'
  | 'runtime' // the language's own machinery, not named otherwise
  | 'idle'
  | 'unresolved';

/** Part of the whole profile that is one kind of work. */
export interface CategoryShare {
  readonly category: Category;
  readonly share: number;
}

/** Kind of remedy. `describe…` in the front ends turns it into words. */
export type FixFamily =
  | 'hoist'
  | 'cache'
  | 'batch'
  | 'call-less'
  | 'avoid'
  | 'allocate-less'
  | 'faster-algorithm'
  | 'narrow-work'
  | 'cheaper-library'
  | 'setting';

/** Low end, median and high end; of a saving at the levels that measured fixes give (`saving.ts`): eight of ten lie between. */
export interface Interval {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** A function as the reader needs it. `key` is stable over refreshes of the same service (JSON of name and file). */
export interface FunctionRef {
  readonly key: string;
  /** as pprof prints it: `example.com/shop/pricing.ApplyRules` */
  readonly name: string;
  /** what stands first on screen: `ApplyRules`, `Conn.Handshake` */
  readonly shortName: string;
  /** what stands muted behind it: `pricing`, `regexp`; '' where there is none */
  readonly packageName: string;
  readonly file: string;
  /** −1 where unknown */
  readonly line: number;
  readonly ownership: Ownership;
}

/** A caller or callee of the row's subject; shares are of the subject's weight, not of the profile. */
export interface NeighbourShare {
  readonly func: FunctionRef;
  readonly share: number;
  readonly samples: number;
}

/** One part of a folded figure; the parts of a row add up to its `selfShare`. */
export interface FoldedPart {
  readonly func: FunctionRef;
  readonly selfShare: number;
}

/** How callers spread, projected to one level (never read at the immediate parent). */
export interface FanIn {
  /** at the first owned frame above the subject, largest first; all of them, of a ledger the first twenty */
  readonly owned: readonly NeighbourShare[];
  /** at the entry point (handler, job), largest first */
  readonly entryPoints: readonly NeighbourShare[];
  /** share of the largest owned caller; 0 where there is none */
  readonly dominance: number;
  /** effective callers, 1/Σp² over `owned` */
  readonly effectiveCallers: number;
  readonly spread: 'localised' | 'shared';
  /** part of the subject that no owned frame leads to (0..1 of the subject) */
  readonly unownedShare: number;
}

/** One step of the parent chain, root first, subject last. */
export interface ChainStep {
  readonly func: FunctionRef;
  /** share of the subject's weight that flows through this step along this path (0..1 of the subject) */
  readonly retention: number;
  /** cum of this function in this context, as share of the profile */
  readonly cumShare: number;
  /** part of this step that is about the subject (0..1 of the step) */
  readonly purity: number;
  readonly samples: number;
  readonly role: 'dispatch' | 'work' | 'library';
  /** frames folded into this step: library internals, pass-throughs, a folded middle; root first */
  readonly folded: readonly FunctionRef[];
  /** how often the function recurs on this path; 1 = not recursive */
  readonly recursion: number;
  /**
   * callers of this step on the way up (the chain's own included), at most twelve, largest first; share of its weight
   */
  readonly callers: readonly NeighbourShare[];
  /** how many callers there are beyond those, and their share of its weight together */
  readonly unlisted: { readonly count: number; readonly share: number };
}

/**
 * Where an ancestor stops being about the subject (a dispatch edge or a fan-in split); not the ownership line.
 */
export interface Boundary {
  /** index into `chain` of the first step *below* the boundary */
  readonly stepIndex: number;
  readonly kind: 'dispatch-edge' | 'dispatch-edge-soft' | 'fan-in-split' | 'outermost-owned';
  readonly cumShareAbove: number;
  readonly cumShareBelow: number;
}

/** A sentence of "Why", as numbers; the front ends word it by the copy deck. */
export type Reason =
  | {
      readonly kind: 'dominant-caller';
      readonly func: FunctionRef;
      readonly share: number;
      readonly samples: number;
      readonly ofSamples: number;
    }
  | { readonly kind: 'many-thin-callers'; readonly callers: number; readonly largestShare: number }
  | { readonly kind: 'own-code'; readonly func: FunctionRef; readonly share: number }
  | {
      readonly kind: 'dispatcher';
      readonly func: FunctionRef;
      readonly selfShare: number;
      readonly callee: FunctionRef;
      readonly calleeShare: number;
    }
  | { readonly kind: 'doorway'; readonly func: FunctionRef; readonly callers: number }
  | {
      readonly kind: 'splits-above';
      readonly func: FunctionRef;
      /** of every caller, largest first */
      readonly shares: readonly number[];
    }
  | {
      readonly kind: 'boundary';
      readonly func: FunctionRef;
      readonly cumShareAbove: number;
      readonly cumShareBelow: number;
    }
  | {
      readonly kind: 'allocates';
      readonly func: FunctionRef;
      readonly share: number;
      readonly of: 'alloc-profile' | 'allocator-samples';
    }
  | {
      /** collection off the stack that the row's allocations cause */
      readonly kind: 'collects';
      readonly share: number;
    }
  | {
      /** the largest allocating site goes with the row that edits `site`; share of all allocation */
      readonly kind: 'covered-elsewhere';
      readonly func: FunctionRef;
      readonly share: number;
      readonly site: FunctionRef;
    }
  | {
      readonly kind: 'invisible-builtin';
      readonly func: FunctionRef;
      readonly line: number;
      readonly lineShare: number;
    }
  | { readonly kind: 'inherent'; readonly func: FunctionRef; readonly category: Category }
  | { readonly kind: 'losing-layer'; readonly layer: FixLayer; readonly func: FunctionRef; readonly saving: number }
  | {
      /** a CPU profile: what the row is about mostly waits, and how long is not in the profile */
      readonly kind: 'cannot-see-waiting';
      readonly of: 'lock' | 'answer';
    }
  | {
      /** the weight is waiting, and what ends it */
      readonly kind: 'waits';
      readonly func: FunctionRef;
      readonly until: WaitsFor;
      readonly samples: number;
    }
  | {
      /** mutex profiles charge the function that held the lock */ readonly kind: 'holds-lock';
      readonly func: FunctionRef;
    }
  | {
      /** heap profiles know who allocated what is held, not who holds it */ readonly kind: 'allocated-what-is-held';
      readonly func: FunctionRef;
    };

/** What ends a wait. */
export type WaitsFor = 'lock' | 'goroutine' | 'io' | 'timer' | 'answer';

/** One way to fix, with its own saving. */
export interface WayToFix {
  readonly family: FixFamily;
  readonly saving: Interval;
}

/** Cost that an edit touches; the part of it that an edit of a family usually removes makes the saving. */
export interface TouchedShare {
  /** on the stacks that the edit changes */
  readonly onStack: number;
  /** collection that goes with them, off the stack */
  readonly offStack: number;
}

/** What an edit at one layer buys on average: `share` of the profile × the part `removed` of it = `saving`. */
export interface LayerArithmetic {
  readonly layer: FixLayer;
  readonly func: FunctionRef;
  readonly share: number;
  readonly removed: number;
  readonly saving: number;
}

/** A row's layer beside the one that lost. */
export interface LayerComparison {
  readonly chosen: LayerArithmetic;
  readonly losing: LayerArithmetic;
}

/** A verdict that another reading of the same samples would turn: the figure lies within its own noise of the limit. */
export interface CloseCall {
  /** what the row would say instead; `layer` null unless `verdict` is `fix` */
  readonly verdict: Verdict;
  readonly layer: FixLayer | null;
  readonly threshold: keyof Thresholds;
  readonly value: number;
  readonly limit: number;
}

/** What would decide an `abstain` row. */
export type Need =
  | { readonly kind: 'samples'; readonly more: number }
  | { readonly kind: 'profile-type'; readonly profileKind: ProfileKind }
  | { readonly kind: 'symbols'; readonly unknownShare: number }
  | { readonly kind: 'node-limit'; readonly hiddenShare: number }
  | { readonly kind: 'deeper-stacks' };

/** What garbage collection and allocation cost, split into parts that add up; shares of the profile. */
export interface GcLedger {
  readonly alloc: number;
  readonly assist: number;
  readonly mark: number;
  readonly idleMark: number;
  readonly sweep: number;
  /** allocating sites in owned code, largest first; share of all allocation (0..1 of it) */
  readonly sites: readonly NeighbourShare[];
  /** what `sites` was measured on */
  readonly basis: 'alloc-profile' | 'allocator-samples';
}

/** One site, one layer, one row. */
export interface Row {
  /** stable over refreshes: the subject's key, with a prefix for ledger and dispatcher rows */
  readonly id: string;
  /** the function in the first column: the hot library function, shared leaf, dispatcher, … */
  readonly subject: FunctionRef;
  readonly subjectKind: 'leaf' | 'gc' | 'dispatcher';
  /** self with library internals folded into the library function that owned code called */
  readonly selfShare: number;
  /** cum of the subject, a stack counted once */
  readonly cumShare: number;
  /** as pprof counts them, unfolded, in `profile.unit` */
  readonly selfRaw: number;
  readonly cumRaw: number;
  /** what `selfShare` is made of, largest first; sums to it */
  readonly folded: readonly FoldedPart[];
  readonly fanIn: FanIn;
  /** largest first, share of the subject's cum */
  readonly callees: readonly NeighbourShare[];
  readonly category: Category;
  readonly signal: SignalKind;
  readonly verdict: Verdict;
  /** null unless `verdict` is `fix` */
  readonly layer: FixLayer | null;
  /** the one function to edit; null unless `verdict` is `fix` */
  readonly site: FunctionRef | null;
  /** saving as share of the profile total per request; null unless `verdict` is `fix` */
  readonly saving: Interval | null;
  /** what the saving is a part of: shares of the profile that the edit touches; null unless `verdict` is `fix` */
  readonly touched: TouchedShare | null;
  /** kind of edit that `saving` is predicted by; the first of the verdict's own, not always the largest of `ways` */
  readonly family: FixFamily | null;
  /**
   * what the fix still saves once the first row's is in, as share of the profile before both; null for the first row
   * and unless `verdict` is `fix`
   */
  readonly afterFirst: Interval | null;
  readonly layers: LayerComparison | null;
  /** null where the samples leave no doubt */
  readonly close: CloseCall | null;
  readonly ways: readonly WayToFix[];
  /** samples behind this row */
  readonly samples: number;
  readonly chain: readonly ChainStep[];
  /** index into `chain` of the site, −1 where the site is not on it (callee below the subject, no site) */
  readonly siteStep: number;
  readonly boundary: Boundary | null;
  readonly reasons: readonly Reason[];
  readonly need: Need | null;
  readonly ledger: GcLedger | null;
}

export interface DataQuality {
  readonly samples: number;
  /** how the number of samples was found */
  readonly samplesFrom: 'source' | 'quantum' | 'nodes';
  /** weight in `other` frames: cut by a node limit */
  readonly hiddenShare: number;
  /** weight in frames without a name */
  readonly unknownShare: number;
  readonly truncatedStacks: boolean;
  /** weight of cut stacks without an owned function: who called stands in the part that is missing */
  readonly ownerlessCutShare: number;
  /** false where the savings' priors were measured on other languages or profile types than this one */
  readonly calibrated?: boolean;
  /** CPU profiles: the widest call to another service or a database that owned code makes; its wait is not measured */
  readonly unseenWait?: { readonly func: FunctionRef; readonly share: number } | null;
  /** idle weight that was set aside (wall and block profiles); share of the profile as decoded */
  readonly idleShare: number;
}

export interface AnalysisOptions {
  /** e.g. `process_cpu:cpu:nanoseconds:cpu:nanoseconds`; null = told by unit and sample type */
  readonly profileTypeId?: string | null;
  /** prefixes that count as owned, beside what is inferred; with `!` in front, prefixes that do not */
  readonly ownedPrefixes?: readonly string[];
  readonly thresholds?: Partial<Thresholds>;
  readonly maxRows?: number;
}

/** What counted as the user's own code, so that a reader can see a wrong guess and name other prefixes. */
export interface OwnershipExplained {
  /** the user's prefixes first, then what was inferred; empty where places (node_modules, gems, …) tell it */
  readonly prefixes: readonly string[];
  /** in words of the method: how it was found */
  readonly basis: string;
  /** number of functions taken as owned */
  readonly functions: number;
  /** part of the profile on stacks that contain one of them */
  readonly share: number;
  /** prefixes that could be meant instead, largest first; share of the profile that their widest function holds */
  readonly alternatives: ReadonlyArray<{ readonly prefix: string; readonly share: number }>;
}

export interface Analysis {
  readonly version: typeof ANALYSIS_VERSION;
  readonly profile: {
    readonly kind: ProfileKind;
    readonly unit: string;
    readonly total: number;
    readonly language: Language;
    readonly functionCount: number;
    readonly nodeCount: number;
  };
  readonly quality: DataQuality;
  /** of the whole profile: `fix` where the first row has a fix */
  readonly verdict: Verdict;
  /** set where `verdict` is `abstain` */
  readonly need: Need | null;
  /** whose code was taken for the user's own, and why */
  readonly ownership: OwnershipExplained;
  /** the whole profile by kind of work, largest first; adds up to 1 */
  readonly categories: readonly CategoryShare[];
  /** best first (`docs/method.md`); what front ends show, in this order */
  readonly rows: readonly Row[];
  readonly thresholds: Thresholds;
  /** set where stacks were hidden first (`search/stackFilters.ts`): every share above is of the part that is left */
  readonly part?: ProfilePart;
}

export interface ProfilePart {
  /** what is left, 0..1 of the whole profile */
  readonly share: number;
  /** per filter, in order: what it took, 0..1 of the whole profile */
  readonly removed: readonly number[];
}
