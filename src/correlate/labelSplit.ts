/**
 * One function by the values of a label: who costs most, who stands out, what is left.
 *
 * Standing out is told by the modified z-score (Iglewicz & Hoaglin, 1993): distance from the median over the median
 * distance, which one bad value can't hide behind, as it could behind mean and standard deviation.
 */

/** Amount of the function for one value of the label. */
export interface LabelAmount {
  readonly value: string;
  /** weight per second; null where the store has no profile of it, or it could not be read */
  readonly perSecond: number | null;
}

export interface LabelRow {
  readonly value: string;
  readonly perSecond: number;
  /** weight per request; null without a request rate of this value */
  readonly perRequest: number | null;
  /** far above what is usual among the values */
  readonly standsOut: boolean;
  /** times the median */
  readonly timesMedian: number;
}

export interface LabelSplit {
  /** most expensive first, by request where every value has a rate, else by second */
  readonly top: readonly LabelRow[];
  /** what is not in `top`; null where nothing is */
  readonly rest: { readonly values: number; readonly perSecond: number } | null;
  readonly comparedBy: 'request' | 'second';
  /** of the values by what they are compared by */
  readonly median: number;
  /** above it a value stands out; null where too few values, or nothing, is usual */
  readonly limit: number | null;
  /** values that have a number */
  readonly values: number;
  readonly missing: number;
}

const TOP = 10;
/** With fewer values there is no "usual". */
export const MIN_VALUES = 5;
/** Modified z-score from which a value is an outlier, by the source. */
export const OUTLIER_SCORE = 3.5;
/** What is steady to a hair has outliers of a hair. */
export const OUTLIER_TIMES = 1.5;

/**
 * @param rates  requests per second by value of the label; values without one have no cost per request
 * O(n log n)
 */
export function splitByLabel(
  amounts: readonly LabelAmount[],
  rates: ReadonlyMap<string, number> = new Map()
): LabelSplit {
  const known = amounts.flatMap(({ value, perSecond }) => {
    if (perSecond === null || !Number.isFinite(perSecond)) {
      return [];
    }
    const rate = rates.get(value) ?? 0;
    return [{ value, perSecond, perRequest: rate > 0 ? perSecond / rate : null }];
  });
  const byRequest = known.length > 0 && known.every(({ perRequest }) => perRequest !== null);
  const sizeOf = (row: (typeof known)[number]) => (byRequest ? (row.perRequest ?? 0) : row.perSecond);
  const sizes = known.map(sizeOf);
  const median = medianOf(sizes);
  const limit = outlierLimit(sizes, median);
  const rows = known
    .map((row): LabelRow => ({
      ...row,
      standsOut: limit !== null && sizeOf(row) > limit,
      timesMedian: median > 0 ? sizeOf(row) / median : 0,
    }))
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.value < b.value ? -1 : 1));
  const rest = rows.slice(TOP);
  return {
    top: rows.slice(0, TOP),
    rest:
      rest.length === 0
        ? null
        : { values: rest.length, perSecond: rest.reduce((sum, { perSecond }) => sum + perSecond, 0) },
    comparedBy: byRequest ? 'request' : 'second',
    median,
    limit,
    values: rows.length,
    missing: amounts.length - rows.length,
  };
}

/** null where too few values, or nothing, is known */
function outlierLimit(sizes: readonly number[], median: number): number | null {
  if (sizes.length < MIN_VALUES) {
    return null;
  }
  const distances = sizes.map((size) => Math.abs(size - median));
  const middle = medianOf(distances);
  // Where half of the values are equal the median distance is 0; the source takes the mean distance then.
  const spread =
    middle > 0 ? middle / 0.6745 : 1.253314 * (distances.reduce((sum, each) => sum + each, 0) / distances.length);
  const limit = Math.max(median + OUTLIER_SCORE * spread, OUTLIER_TIMES * median);
  return spread === 0 ? null : limit;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? 0 : sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Labels by which a function is split most usefully, the most telling first: which machine, which version, where, which route. */
export const SPLIT_LABELS = [
  'pod',
  'k8s_pod_name',
  'instance',
  'service_instance_id',
  'hostname',
  'host',
  'node',
  'service_version',
  'version',
  'service_git_ref',
  'region',
  'cloud_region',
  'zone',
  'cluster',
  'span_name',
  'http_route',
  'route',
  'endpoint',
] as const;

/** Label names as they are offered: the telling ones first, then the others by name. */
export function orderLabels(names: readonly string[]): readonly string[] {
  const rank = (name: string) => {
    const at = (SPLIT_LABELS as readonly string[]).indexOf(name);
    return at < 0 ? SPLIT_LABELS.length : at;
  };
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/**
 * The expression of a rate of everything as one by label: `sum(rate(x[1m]))` → `sum by (pod) (rate(x[1m]))`; null where it
 * is no plain sum, and where the label is no name of Prometheus.
 */
export function rateByLabel(expr: string, label: string): string | null {
  const plain = /^\s*sum\s*(\([\s\S]*\))\s*$/.exec(expr);
  return plain === null || !/^[a-zA-Z_]\w*$/.test(label) || !closesAtEnd(plain[1])
    ? null
    : `sum by (${label}) ${plain[1]}`;
}

/** The parenthesis that opens the text is the one that closes it; those in quotes don't count. */
function closesAtEnd(text: string): boolean {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quote !== '') {
      if (char === '\\') {
        i++;
      } else if (char === quote) {
        quote = '';
      }
    } else if (char === '"' || char === "'" || char === '`') {
      quote = char;
    } else if (char === '(') {
      depth++;
    } else if (char === ')' && --depth === 0) {
      return i === text.length - 1;
    }
  }
  return false;
}
