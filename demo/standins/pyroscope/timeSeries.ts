/** `SelectSeries`: sparse points at the right edge of their step, the largest profile as exemplar. */
import { compareLabels, keepLabels, labelsKey, type Labels } from '../promql/labels';
import { pairs } from './connect';
import { sharedLabels } from './heatmap';
import type { SelectedRow } from './profileStore';

export interface TimeSeriesOptions {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly groupBy: readonly string[];
  readonly withExemplars: boolean;
  /** series with the largest totals that are returned; 0 = all */
  readonly limit: number;
  /** a point is the mean over the rows of its step instead of their sum */
  readonly average: boolean;
}

/** Series in protojson, largest total first; rows after the last whole step are in no point. */
export function buildTimeSeries(rows: readonly SelectedRow[], options: TimeSeriesOptions): unknown[] {
  const { startMs, endMs, stepMs, groupBy, withExemplars, limit, average } = options;
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
    const members = group.points.get(atMs);
    if (members) {
      members.push(row);
    } else {
      group.points.set(atMs, [row]);
    }
    groups.set(key, group);
  }
  const ordered = [...groups.values()].sort((a, b) => b.total - a.total || compareLabels(a.labels, b.labels));
  return (limit > 0 ? ordered.slice(0, limit) : ordered).map(({ labels, points }) => ({
    ...(groupBy.length > 0 && Object.keys(labels).length > 0 && { labels: pairs(labels) }),
    points: [...points]
      .sort(([a], [b]) => a - b)
      .map(([atMs, members]) => ({
        value: average ? sum(members) / members.length : sum(members),
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
  const shared = Object.entries(sharedLabels(largest!)).filter(([name]) => !groupBy.has(name));
  return {
    timestamp: String(largest![0]!.timeMs),
    profileId: largest![0]!.profileId,
    value: String(sum(largest!)),
    labels: pairs(Object.fromEntries(shared)),
  };
}
