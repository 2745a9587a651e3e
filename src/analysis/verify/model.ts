/**
 * What a comparison of two profiles takes and gives: plain data, the one contract of panel, command line and tests.
 *
 * "Cost" is weight per unit of load (CPU seconds per request); a ratio is after ÷ before, so below 1 is less. Intervals
 * are 95 %. Infinity is no JSON: where nothing stood before, a ratio and its upper bound are `null`.
 */
import type { CallTree } from '../../profiles/callTree';
import type { ProfileKind } from '../model';

export const VERIFY_VERSION = 1;

export type LocalChange = 'shrank' | 'same' | 'grew';
export type HeadlineChange = 'improved' | 'same' | 'worse';
export type VerifyVerdict =
  'confirmed' | 'masked' | 'moved' | 'regressed' | 'not-credited' | 'no-effect' | 'not-comparable';

/** One part of a side's time range: its own profile and load. Several of them show how much the service varies. */
export interface VerifyWindow {
  readonly tree: CallTree;
  readonly requests: number;
}

/** A metric of the user's, one value for each sub-window of a side; finite, not negative, any unit. */
export interface HeadlineMetric {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly better: 'lower' | 'higher';
  /** as the reader calls it: `p99` */
  readonly name?: string;
}

/** Requests by route; any positive weights. */
export type RouteMix = Readonly<Record<string, number>>;

/** A span that slow requests spend their time in, as `summarizeSlowSpans` finds it. */
export interface SlowSpan {
  readonly name: string;
  /** traces looked at, and those in which this span takes the most time */
  readonly traces: number;
  readonly tracesLed: number;
  /** median time in the span itself, its children left out, in milliseconds */
  readonly medianMs: number;
  /** that time as a share (0..1) of the whole request, median */
  readonly shareOfRequest: number;
  /** such spans in the whole time range after the change; null = not known */
  readonly occurrences: number | null;
}

export interface VerifyInput {
  readonly before: CallTree;
  readonly after: CallTree;
  readonly requestsBefore: number;
  readonly requestsAfter: number;
  /** full name as pprof prints it, or a short name that is the only one of its kind */
  readonly frame: string;
  /** null = total cost per request is the headline */
  readonly headline?: HeadlineMetric | null;
  /** requests per second, from metrics; never derived from the profile */
  readonly rateBefore?: number | null;
  readonly rateAfter?: number | null;
  readonly routeMixBefore?: RouteMix | null;
  readonly routeMixAfter?: RouteMix | null;
  /** failed requests, 0..1 of all */
  readonly errorsBefore?: number | null;
  readonly errorsAfter?: number | null;
  /** the same data by sub-windows: the dispersion is then measured and not assumed */
  readonly windowsBefore?: readonly VerifyWindow[];
  readonly windowsAfter?: readonly VerifyWindow[];
  /** what slow requests wait for after the change, slowest first; from traces */
  readonly slowSpans?: readonly SlowSpan[];
  readonly profileTypeId?: string | null;
  /** as for `analyze`: tells a parked thread from one that waits for the service */
  readonly ownedPrefixes?: readonly string[];
  readonly limits?: Partial<VerifyLimits>;
}

/** Every number that decides something; table and sources: `VERIFY_LIMIT_TABLE`. */
export interface VerifyLimits {
  readonly dispersion: number;
  readonly drift: number;
  readonly minWindows: number;
  readonly rateLow: number;
  readonly rateHigh: number;
  readonly routeMix: number;
  readonly errorRise: number;
  readonly minSamplesBefore: number;
  readonly cautionSamples: number;
  readonly movedShare: number;
  readonly movedFalseRate: number;
}

export interface RatioInterval {
  /** after ÷ before; null where nothing stood before */
  readonly ratio: number | null;
  readonly low: number;
  /** null = no upper bound */
  readonly high: number | null;
}

export interface CostChange extends RatioInterval {
  /** in the profile's unit per request */
  readonly costBefore: number;
  readonly costAfter: number;
  readonly samplesBefore: number;
  readonly samplesAfter: number;
  /** variance of the counts over that of independent samples */
  readonly dispersion: number;
  readonly dispersionFrom: 'windows' | 'default';
}

/** A function as the reader needs it. */
export interface ComparedFunction {
  readonly name: string;
  readonly shortName: string;
  readonly packageName: string;
  readonly file: string;
}

export type FrameMatch =
  /** the full name, as it stands in the profiles */
  | 'exact'
  /** the only function of this short name */
  | 'short'
  /** a name whose number or line an edit has changed (closures, anonymous classes, `file:function:line`) */
  | 'renumbered';

export interface FrameFound {
  readonly asked: string;
  readonly match: FrameMatch;
  /** names that were counted as the frame; empty = absent on that side, cost 0 */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly func: ComparedFunction;
}

export interface HeadlineResult extends RatioInterval {
  readonly change: HeadlineChange;
  readonly metric: 'given' | 'cost-per-request';
  /** as given; null for cost per request */
  readonly name: string | null;
  readonly better: 'lower' | 'higher';
  /** values (or, for cost per request, samples) on each side */
  readonly countBefore: number;
  readonly countAfter: number;
}

export type GateName = 'samples' | 'request-rate' | 'route-mix' | 'errors';
export interface Gate {
  readonly gate: GateName;
  readonly status: 'passed' | 'failed' | 'not-checked';
  /** measured: samples before, ratio of rates, Jensen–Shannon divergence (bits), rise of the error share; null = not given */
  readonly value: number | null;
  readonly why: string;
}

/** A function whose cost per request changed beyond chance. */
export interface ChangedFunction extends RatioInterval {
  readonly func: ComparedFunction;
  readonly costBefore: number;
  readonly costAfter: number;
  /** cost after − before, as a share of the total cost per request before */
  readonly deltaShare: number;
  readonly samplesBefore: number;
  readonly samplesAfter: number;
  /** probability of such a difference by chance, two-sided */
  readonly pValue: number;
}

export interface Masked {
  /** what slow requests wait for; null = no traces were given */
  readonly slowSpan: SlowSpan | null;
  /** CPU of the function of the span's name as part of the span's time, 0..1, the rest is waiting; null = can't be told */
  readonly cpuShareOfSpan: number | null;
  /** the next place to edit by cost and the share (0..1) of the total that it is worth, median; null = none */
  readonly nextByCost: { readonly func: ComparedFunction; readonly share: number } | null;
}

export type VerifyCaution =
  | { readonly kind: 'few-samples'; readonly samples: number; readonly limit: number }
  | { readonly kind: 'few-values'; readonly before: number; readonly after: number }
  | { readonly kind: 'no-metric' }
  | { readonly kind: 'too-few-windows'; readonly windows: number; readonly limit: number };

export interface VerifyReport {
  readonly version: typeof VERIFY_VERSION;
  readonly verdict: VerifyVerdict;
  readonly frame: FrameFound;
  readonly local: CostChange & { readonly change: LocalChange };
  readonly headline: HeadlineResult;
  /** total cost per request, also where a metric is the headline */
  readonly total: CostChange & { readonly change: LocalChange };
  readonly gates: readonly Gate[];
  readonly cautions: readonly VerifyCaution[];
  /** set where the verdict is `masked` */
  readonly masked: Masked | null;
  /** functions beside the frame whose cost rose or fell, what explains most first */
  readonly rose: readonly ChangedFunction[];
  readonly fell: readonly ChangedFunction[];
  readonly kind: ProfileKind;
  readonly unit: string;
  readonly limits: VerifyLimits;
}

/** Load behind each side of a diff: requests, or seconds of the window, or 1 and 1 for plain weights. */
export interface Loads {
  readonly before: number;
  readonly after: number;
}

export type DiffStatus = 'new' | 'gone' | 'grew' | 'shrank' | 'same';

export interface DiffRow extends ChangedFunction {
  readonly status: DiffStatus;
  readonly selfBefore: number;
  readonly selfAfter: number;
}

export interface DiffReport {
  readonly version: typeof VERIFY_VERSION;
  readonly kind: ProfileKind;
  readonly unit: string;
  readonly loads: Loads;
  readonly total: CostChange & { readonly change: LocalChange };
  /** largest change first; all `new`, `gone`, `grew` and `shrank` are beyond chance */
  readonly rows: readonly DiffRow[];
  /** functions compared, and those left out of `rows` */
  readonly functionCount: number;
  readonly leftOut: number;
}

/** The input can't be compared: one sentence with cause and next action. */
export class VerifyInputError extends Error {
  constructor(
    message: string,
    /** names close to the one asked for, best first */
    readonly nearNames: readonly string[] = []
  ) {
    super(message);
    this.name = 'VerifyInputError';
  }
}
