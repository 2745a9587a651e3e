/**
 * Holds the pushes as Pyroscope does: a push is split by the text labels of its samples into series, one row each for
 * every profile type; span and trace ids stay with the samples. Pushes are decoded when they are first needed.
 */
import { createHash } from 'node:crypto';
import { Profile } from 'pprof-format';
import type { Dataset, PushEntry } from '../dataset';
import { labelsKey, matchesAll, type Labels, type Matcher } from '../promql/labels';
import { idInRound, NANOS_PER_MS, type Timeline } from '../rounds';
import { SymbolTable } from './symbols';

/** Samples of one series of one push, for one profile type. */
export interface ProfileRow {
  readonly labels: Labels;
  readonly samples: readonly RowSample[];
  /** sum of the values */
  readonly total: number;
}

export interface RowSample {
  readonly stackId: number;
  readonly value: number;
  /** '' where the sample carries none */
  readonly spanId: string;
  readonly traceId: string;
}

/** A row in one round. */
export interface SelectedRow extends ProfileRow {
  readonly timeMs: number;
  readonly round: number;
  readonly profileId: string;
}

interface Push {
  readonly entry: PushEntry;
  readonly timeMs: number;
  /** per profile type, the labels that are known before the push is decoded: all but those of its samples */
  readonly labels: readonly Labels[];
  rows: readonly ProfileRow[] | null;
}

/** Labels of a sample that are stored beside it, not in the series. */
const SAMPLE_IDS = new Set(['span_id', 'profile_id', 'trace_id']);

const DAY_MS = 86_400_000;

export class ProfileStore {
  readonly symbols = new SymbolTable();
  private readonly pushes: readonly Push[];

  constructor(
    private readonly dataset: Dataset,
    private readonly timeline: Timeline
  ) {
    this.pushes = dataset.pushes
      .map((entry) => ({
        entry,
        timeMs: Number(BigInt(entry.timeNanos) / NANOS_PER_MS),
        labels: entry.profileTypes.map((type) => seriesLabels(entry, type)),
        rows: null,
      }))
      .filter(({ timeMs }) => timeline.holds(timeMs))
      .sort((a, b) => a.timeMs - b.timeMs);
  }

  /** @returns rows whose push has its time in [fromMs, toMs) and is not in the future, by time */
  select(matchers: readonly Matcher[], fromMs: number, toMs: number): SelectedRow[] {
    return this.pushesWithin(matchers, fromMs, toMs).flatMap(({ push, round, timeMs }) =>
      this.rowsOf(push)
        .filter(({ labels }) => matchesAll(labels, matchers))
        .map((row) => ({ ...row, timeMs, round, profileId: profileId(push.entry.file, round) }))
    );
  }

  /**
   * Label sets of the rows that `select` would give. Where names and matchers are of the push and not of its samples,
   * nothing is decoded: the server answers these from its index, too.
   */
  labelSets(matchers: readonly Matcher[], fromMs: number, toMs: number, names: readonly string[]): Labels[] {
    const pushes = this.pushesWithin(matchers, fromMs, toMs);
    const asked = [...names, ...matchers.map(({ name }) => name)];
    const isIndexed =
      names.length > 0 && pushes.every(({ push }) => asked.every((name) => push.labels[0]?.[name] !== undefined));
    return isIndexed
      ? pushes.flatMap(({ push }) => push.labels.filter((labels) => matchesAll(labels, matchers)))
      : this.select(matchers, fromMs, toMs).map(({ labels }) => labels);
  }

  /** Pushes of the window that may have matching rows. */
  private pushesWithin(
    matchers: readonly Matcher[],
    fromMs: number,
    toMs: number
  ): Array<{ push: Push; round: number; timeMs: number }> {
    const untilMs = Math.min(toMs, this.timeline.nowMs() + 1);
    const mayMatch = (labels: Labels): boolean =>
      matchers.every(({ name, test }) => labels[name] === undefined || test(labels[name]!));
    return this.timeline
      .roundsWithin(fromMs, toMs)
      .flatMap((round) =>
        this.pushes
          .map((push) => ({ push, round, timeMs: push.timeMs + this.timeline.shiftMs(round) }))
          .filter(({ push, timeMs }) => timeMs >= fromMs && timeMs < untilMs && push.labels.some(mayMatch))
      );
  }

  /** Moments of the first and the last push, of a repeated recording those of the last day; null when there is none. */
  timeSpan(): { readonly oldestMs: number; readonly newestMs: number } | null {
    const nowMs = Math.min(this.timeline.nowMs(), Number.MAX_SAFE_INTEGER);
    let [oldestMs, newestMs] = [Infinity, -Infinity];
    for (const round of this.timeline.roundsWithin(nowMs - DAY_MS, nowMs)) {
      for (const push of this.pushes) {
        const timeMs = push.timeMs + this.timeline.shiftMs(round);
        if (timeMs <= nowMs) {
          oldestMs = Math.min(oldestMs, timeMs);
          newestMs = Math.max(newestMs, timeMs);
        }
      }
    }
    return newestMs < oldestMs ? null : { oldestMs, newestMs };
  }

  /** Decodes one push that is not yet decoded. @returns false when all are */
  decodeNext(): boolean {
    const push = this.pushes.find(({ rows }) => rows === null);
    if (push) {
      this.rowsOf(push);
    }
    return push !== undefined;
  }

  private rowsOf(push: Push): readonly ProfileRow[] {
    push.rows ??= splitPush(Profile.decode(this.dataset.readProfile(push.entry.file)), push.entry, this.symbols);
    return push.rows;
  }
}

/** The server invents an id for each push; here it follows from the file and the round, so that it is always the same. */
function profileId(file: string, round: number): string {
  const hex = createHash('sha256').update(`${file} ${round}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Sums values per stack over the rows, of those samples that the selectors let through. A sample without frames is in
 * the total of its row, but in no tree.
 */
export function mergeStacks(
  rows: readonly SelectedRow[],
  symbols: SymbolTable,
  selector: { spanIds: readonly string[]; traceIds: readonly string[] }
): Map<number, number> {
  const frameless = symbols.stackId([]);
  const stacks = new Map<number, number>();
  const rounds = new Map<number, { spans: Set<string>; traces: Set<string> }>();
  for (const row of rows) {
    let wanted = rounds.get(row.round);
    if (!wanted) {
      const recorded = (ids: readonly string[]): Set<string> =>
        new Set(ids.map((id) => idInRound(id.toLowerCase(), row.round)));
      wanted = { spans: recorded(selector.spanIds), traces: recorded(selector.traceIds) };
      rounds.set(row.round, wanted);
    }
    const { spans, traces } = wanted;
    for (const { stackId, value, spanId, traceId } of row.samples) {
      if (
        stackId !== frameless &&
        (spans.size === 0 || spans.has(spanId)) &&
        (traces.size === 0 || traces.has(traceId))
      ) {
        stacks.set(stackId, (stacks.get(stackId) ?? 0) + value);
      }
    }
  }
  return stacks;
}

function splitPush(profile: Profile, entry: PushEntry, symbols: SymbolTable): ProfileRow[] {
  const text = (index: number | bigint): string => profile.stringTable.strings[Number(index)] ?? '';
  const mappings = new Map(
    profile.mapping.map((mapping) => [
      Number(mapping.id),
      { file: text(mapping.filename), buildId: text(mapping.buildId) },
    ])
  );
  const functions = new Map(
    profile.function.map(({ id, name, filename, startLine }) => [
      Number(id),
      symbols.functionId({ name: text(name), file: text(filename), startLine: Number(startLine) }),
    ])
  );
  const locations = new Map(
    profile.location.map(({ id, mappingId, line }) => [
      Number(id),
      symbols.locationId({
        mapping: mappings.get(Number(mappingId)) ?? { file: '', buildId: '' },
        lines: line.map((one) => ({
          functionId: functions.get(Number(one.functionId)) ?? symbols.functionId({ name: '', file: '', startLine: 0 }),
          line: Number(one.line),
        })),
      }),
    ])
  );
  const series = new Map<string, { labels: Record<string, string>; samples: RowSample[][] }>();
  for (const { label, locationId, value } of profile.sample) {
    const texts = Object.fromEntries(
      label.filter(({ str }) => Number(str) !== 0).map(({ key, str }) => [text(key), text(str)])
    );
    const labels = Object.fromEntries(Object.entries(texts).filter(([name]) => !SAMPLE_IDS.has(name)));
    const key = labelsKey(labels);
    let group = series.get(key);
    if (!group) {
      group = { labels, samples: entry.profileTypes.map(() => []) };
      series.set(key, group);
    }
    const stackId = symbols.stackId(locationId.map((id) => locations.get(Number(id))!));
    const [spanId, traceId] = [texts['span_id'] ?? texts['profile_id'] ?? '', texts['trace_id'] ?? ''];
    group.samples.forEach((samples, type) => {
      if (Number(value[type]) !== 0) {
        samples.push({ stackId, value: Number(value[type]), spanId, traceId });
      }
    });
  }
  return [...series.values()].flatMap(({ labels, samples }) =>
    samples.flatMap((rows, type) =>
      rows.length === 0
        ? []
        : [
            {
              labels: { ...labels, ...seriesLabels(entry, entry.profileTypes[type]!) }, // the push's labels win
              samples: rows,
              total: rows.reduce((sum, { value }) => sum + value, 0),
            },
          ]
    )
  );
}

/** Public labels of the push and the private ones that Pyroscope derives. */
function seriesLabels(entry: PushEntry, profileType: string): Labels {
  const [name, sampleType, sampleUnit, periodType, periodUnit] = profileType.split(':');
  const service = entry.labels['service_name'] ?? 'unknown_service';
  return {
    __name__: name!,
    __profile_type__: profileType,
    __type__: sampleType!,
    __unit__: sampleUnit!,
    __period_type__: periodType!,
    __period_unit__: periodUnit!,
    __service_name__: service,
    ...entry.labels,
    service_name: service,
  };
}
