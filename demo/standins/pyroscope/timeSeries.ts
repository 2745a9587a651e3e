/** `SelectSeries` of v2 storage: sparse points at the right edge of their step, the largest profile as exemplar. */
import { compareLabels, keepLabels, labelsKey, type Labels } from '../promql/labels';
import { pairs } from './connect';
import type { SelectedRow } from './profileStore';

export interface TimeSeriesOptions {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly groupBy: readonly string[];
  readonly withExemplars: boolean;
}

/** Series in protojson, largest total first; rows after the last whole step are in no point. */
export function buildTimeSeries(rows: readonly SelectedRow[], options: TimeSeriesOptions): unknown[] {
  const { startMs, endMs, stepMs, groupBy, withExemplars } = options;
  const names = new Set(groupBy);
  const groups = new Map<string, { labels: Labels; total: number; points: Map<number, SelectedRow[]> }>();
  for (const row of rows) {
    const atMs = startMs + Math.max(0, Math.ceil((row.timeMs - startMs) / stepMs)) * stepMs;
    if (atMs > endMs) {
      continue;
    }
    const labels = keepLabels(row.labels, names);
    const key = labelsKey(labels);
    const group = groups.get(key) ?? { labels, total: 0, points: new Map<number, SelectedRow[]>() };
    group.total += row.total;
    group.points.set(atMs, [...(group.points.get(atMs) ?? []), row]);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.total - a.total || compareLabels(a.labels, b.labels))
    .map(({ labels, points }) => ({
      ...(groupBy.length > 0 && { labels: pairs(labels) }),
      points: [...points]
        .sort(([a], [b]) => a - b)
        .map(([atMs, members]) => ({
          value: sum(members),
          timestamp: String(atMs),
          ...(withExemplars && { exemplars: [largestProfile(members, names)] }),
        })),
    }));
}

const sum = (rows: readonly SelectedRow[]): number => rows.reduce((total, row) => total + row.total, 0);

/** Rows of one push are one profile: their values are summed, their labels are those that all of them have. */
function largestProfile(rows: readonly SelectedRow[], groupBy: ReadonlySet<string>): unknown {
  const profiles = new Map<string, SelectedRow[]>();
  for (const row of rows) {
    profiles.set(row.profileId, [...(profiles.get(row.profileId) ?? []), row]);
  }
  const [largest] = [...profiles.values()].sort((a, b) => sum(b) - sum(a));
  const [first, ...others] = largest!;
  const shared = Object.fromEntries(
    Object.entries(first!.labels).filter(
      ([name, value]) => !groupBy.has(name) && others.every(({ labels }) => labels[name] === value)
    )
  );
  return {
    timestamp: String(first!.timeMs),
    profileId: first!.profileId,
    value: String(sum(largest!)),
    labels: pairs(shared),
  };
}
