/**
 * What a dashboard's author can set on the panel. Every option here has an effect; view state (selection, scope, raw
 * figures) is in the URL instead, because saving a dashboard must not save what somebody happened to look at.
 */
import type { Thresholds } from '../analysis/model';

/** Which target (by refId) plays which part. An empty string falls back to the default name. */
export interface RefIds {
  readonly profile: string;
  /** optional second profile: allocated bytes, for the GC ledger */
  readonly alloc: string;
  readonly rate: string;
  readonly errors: string;
  readonly p50: string;
  readonly p95: string;
  readonly p99: string;
  readonly versions: string;
}

/** Thresholds that the panel lets its author change, in percent where the engine uses shares. */
export interface ThresholdOptions {
  readonly dominantCallerPercent?: number;
  readonly minWorthPercent?: number;
  readonly minRowSharePercent?: number;
  readonly minSamplesRow?: number;
}

export interface HotpathOptions {
  readonly refIds: Partial<RefIds>;
  /** prefixes of the author's own code, one a line or separated by commas */
  readonly ownedPrefixes: string;
  /** latency limit of the objective in seconds; none = no limit is drawn */
  readonly sloSeconds?: number;
  /** share of failed requests that the objective allows, in percent; none = errors are no objective here */
  readonly sloErrorPercent?: number;
  /** read a few slow requests after drawing, to say whether they work or wait; absent = yes */
  readonly checkSlowRequests?: boolean;
  /** labels whose change marks a deploy, one a line or separated by commas; absent = the usual ones */
  readonly deployLabels?: string;
  readonly thresholds: ThresholdOptions;
  /** zones that are drawn; absent = all. The table always is */
  readonly zones?: readonly ZoneName[];
  /** address of a line in the repository: `https://…/blob/{version}/{path}#L{line}` */
  readonly sourceUrl?: string;
  /** prefixes of files in profiles and what they are in the repository, `from = to`, one a line */
  readonly sourcePrefixes?: string;
  /** prefixes of functions whose cost is the purpose of the service, one a line or separated by commas */
  readonly inherent?: string;
}

/** Zones that an author can leave out. */
export const zoneNames = ['red', 'path', 'why', 'ways'] as const;
export type ZoneName = (typeof zoneNames)[number];

/** Zones in force. What a saved panel names and this version does not know is ignored. */
export const effectiveZones = ({ zones }: Partial<HotpathOptions> = {}): ReadonlySet<ZoneName> =>
  new Set(Array.isArray(zones) ? zoneNames.filter((name) => zones.includes(name)) : zoneNames);

export const defaultRefIds: RefIds = {
  profile: 'profile',
  alloc: 'alloc',
  rate: 'rate',
  errors: 'errors',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  versions: 'versions',
};

export const defaultOptions: HotpathOptions = { refIds: {}, ownedPrefixes: '', thresholds: {} };

/** The refIds in force: the author's where set, else the defaults. */
export function effectiveRefIds(options: Partial<HotpathOptions> | undefined): RefIds {
  const set = Object.entries(options?.refIds ?? {}).filter(
    ([, refId]) => typeof refId === 'string' && refId.trim() !== ''
  );
  return { ...defaultRefIds, ...Object.fromEntries(set.map(([part, refId]) => [part, String(refId).trim()])) };
}

/** `'a, b\nc'` → `['a', 'b', 'c']`. */
export function parseOwnedPrefixes(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[\n,]/)
    .map((prefix) => prefix.trim())
    .filter((prefix) => prefix !== '');
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Author's thresholds as the engine takes them; what is not set (or not a number) is left to the engine's defaults. */
export function effectiveThresholds(options: Partial<HotpathOptions> | undefined): Partial<Thresholds> {
  const set = options?.thresholds ?? {};
  return {
    ...(isNumber(set.dominantCallerPercent) && { dominantCaller: set.dominantCallerPercent / 100 }),
    ...(isNumber(set.minWorthPercent) && { minWorth: set.minWorthPercent / 100 }),
    ...(isNumber(set.minRowSharePercent) && { minRowShare: set.minRowSharePercent / 100 }),
    ...(isNumber(set.minSamplesRow) && { minSamplesRow: set.minSamplesRow }),
  };
}
