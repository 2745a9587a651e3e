/**
 * `SelectHeatmap` of v2 storage: how many profiles, or how many spans, had which value, per step. Twenty equal cells
 * between the smallest and the largest value of the whole answer; at most one exemplar a cell.
 */
import { keepLabels, labelsKey, type Labels } from '../promql/labels';
import { idInRound } from '../rounds';
import { pairs } from './connect';
import type { SelectedRow } from './profileStore';

const CELLS = 20;

export interface HeatmapOptions {
  readonly startMs: number;
  readonly stepMs: number;
  readonly groupBy: readonly string[];
  /** what is counted */
  readonly of: 'profiles' | 'spans';
  readonly withExemplars: boolean;
  /** series with the most counts that are returned; 0 = all */
  readonly limit: number;
}

/** One profile, or one span of one profile. */
interface Counted {
  readonly timeMs: number;
  readonly value: number;
  readonly labels: Labels;
  readonly ids: Readonly<Record<string, string>>;
}

/** Series in protojson; a step without data has no slot. */
export function buildHeatmap(rows: readonly SelectedRow[], options: HeatmapOptions): unknown[] {
  const names = new Set(options.groupBy);
  const groups = new Map<string, { labels: Labels; rows: SelectedRow[] }>();
  for (const row of rows) {
    const labels = keepLabels(row.labels, names);
    const key = labelsKey(labels);
    const group = groups.get(key) ?? { labels, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const count = options.of === 'spans' ? countSpans : countProfiles;
  const series = [...groups.values()]
    .map((group) => ({ labels: group.labels, counted: count(group.rows) }))
    .filter(({ counted }) => counted.length > 0)
    .sort((a, b) => b.counted.length - a.counted.length);
  const shown = options.limit > 0 ? series.slice(0, options.limit) : series;
  let [min, max] = [Infinity, -Infinity];
  for (const { counted } of shown) {
    for (const { value } of counted) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  const scale = { min, width: (max - min) / CELLS };
  return shown.map(({ labels, counted }) => ({
    ...(names.size > 0 && { labels: pairs(labels) }),
    slots: slotsOf(counted, scale, options, names),
  }));
}

function slotsOf(
  counted: readonly Counted[],
  { min, width }: { min: number; width: number },
  { startMs, stepMs, withExemplars }: HeatmapOptions,
  groupBy: ReadonlySet<string>
): unknown[] {
  const slots = new Map<number, Counted[]>();
  for (const one of counted) {
    const atMs = startMs + Math.max(0, Math.ceil((one.timeMs - startMs) / stepMs)) * stepMs;
    slots.set(atMs, [...(slots.get(atMs) ?? []), one]);
  }
  const cellOf = (value: number): number => (width === 0 ? 0 : Math.min(CELLS - 1, Math.floor((value - min) / width)));
  return [...slots]
    .sort(([a], [b]) => a - b)
    .map(([atMs, members]) => {
      const counts = new Array<number>(CELLS).fill(0);
      const exemplars = new Map<number, Counted>();
      for (const member of members) {
        const cell = cellOf(member.value);
        counts[cell]!++;
        if (!((exemplars.get(cell)?.value ?? -Infinity) >= member.value)) {
          exemplars.set(cell, member);
        }
      }
      return {
        timestamp: String(atMs),
        yMin: counts.map((_, cell) => min + cell * width),
        counts,
        ...(withExemplars && {
          exemplars: [...exemplars.values()].map(({ timeMs, value, labels, ids }) => ({
            timestamp: String(timeMs),
            value: String(value),
            labels: pairs(dropGroup(labels, groupBy)),
            ...ids,
          })),
        }),
      };
    });
}

const dropGroup = (labels: Labels, groupBy: ReadonlySet<string>): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !groupBy.has(name)));

/** Rows of one push are one profile; its labels are those that all of them have. */
function countProfiles(rows: readonly SelectedRow[]): Counted[] {
  const profiles = new Map<string, SelectedRow[]>();
  for (const row of rows) {
    profiles.set(row.profileId, [...(profiles.get(row.profileId) ?? []), row]);
  }
  return [...profiles].map(([profileId, members]) => ({
    timeMs: members[0]!.timeMs,
    value: members.reduce((sum, { total }) => sum + total, 0),
    labels: sharedLabels(members),
    ids: { profileId },
  }));
}

/** Labels that all rows have. */
export function sharedLabels(rows: readonly SelectedRow[]): Labels {
  const [first, ...others] = rows;
  return Object.fromEntries(
    Object.entries(first!.labels).filter(([name, value]) => others.every(({ labels }) => labels[name] === value))
  );
}

/** A span in two profiles is counted in both; samples without a span are not. */
function countSpans(rows: readonly SelectedRow[]): Counted[] {
  return rows.flatMap((row) => {
    const spans = new Map<string, { value: number; spanId: string; traceId: string }>();
    for (const { value, spanId, traceId } of row.samples) {
      if (spanId !== '') {
        const key = `${spanId} ${traceId}`;
        const span = spans.get(key) ?? { value: 0, spanId, traceId };
        span.value += value;
        spans.set(key, span);
      }
    }
    return [...spans.values()].map(({ value, spanId, traceId }) => ({
      timeMs: row.timeMs,
      value,
      labels: row.labels,
      ids: {
        spanId: idInRound(spanId, row.round),
        ...(traceId !== '' && { traceId: idInRound(traceId, row.round) }),
      },
    }));
  });
}
