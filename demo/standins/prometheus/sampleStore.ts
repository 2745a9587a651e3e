/** Holds the recorded samples and exemplars, and lays them out along the timeline. */
import type { Dataset, RecordedSeries } from '../dataset';
import { labelsKey, matchesAll, type Labels, type Matcher } from '../promql/labels';
import { lastIndexAt } from '../promql/functions';
import type { Samples } from '../promql/values';
import { idInRound, type Timeline } from '../rounds';

export interface Exemplar {
  readonly labels: Labels;
  readonly value: string;
  readonly timestamp: number;
}

/** A query that reaches over too many rounds; the server has the same limit and words. */
export class TooManySamplesError extends Error {
  constructor() {
    super('query processing would load too many samples into memory in query execution');
    this.name = 'TooManySamplesError';
  }
}

/** Series times rounds of one selector: about ten million samples. */
const MAX_PIECES = 100_000;

export interface SampleStore {
  /**
   * @returns matching series that have samples between the two moments (both included), ordered by labels
   * @throws TooManySamplesError
   */
  select(matchers: readonly Matcher[], fromMs: number, toMs: number): readonly Samples[];
  exemplars(
    matchers: readonly Matcher[],
    fromMs: number,
    toMs: number
  ): ReadonlyArray<{ seriesLabels: Labels; exemplars: Exemplar[] }>;
}

export function buildSampleStore(dataset: Dataset, timeline: Timeline): SampleStore {
  const series = withStaleMarkers(dataset.series, timeline);
  return {
    select(matchers, fromMs, toMs) {
      const rounds = timeline.roundsWithin(fromMs, toMs);
      const untilMs = Math.min(toMs, timeline.nowMs());
      const matching = series.filter(({ labels }) => matchesAll(labels, matchers));
      if (matching.length * rounds.length > MAX_PIECES) {
        throw new TooManySamplesError();
      }
      return matching
        .map((one) => layOut(one, rounds, timeline, fromMs, untilMs))
        .filter(({ timesMs }) => timesMs.length > 0);
    },
    exemplars(matchers, fromMs, toMs) {
      const untilMs = Math.min(toMs, timeline.nowMs());
      return dataset.exemplars
        .filter(({ seriesLabels }) => matchesAll(seriesLabels, matchers))
        .map(({ seriesLabels, exemplars }) => ({
          seriesLabels,
          exemplars: timeline.roundsWithin(fromMs, toMs).flatMap((round) =>
            exemplars.flatMap(({ labels, value, timestamp }) => {
              const atMs = Math.round(timestamp * 1000);
              const shiftedMs = atMs + timeline.shiftMs(round);
              return timeline.holds(atMs) && shiftedMs >= fromMs && shiftedMs <= untilMs
                ? [{ labels: idsInRound(labels, round), value, timestamp: shiftedMs / 1000 }]
                : [];
            })
          ),
        }))
        .filter(({ exemplars }) => exemplars.length > 0);
    },
  };
}

/** Label values that are span or trace ids differ from round to round, as everywhere in the stand-ins. */
function idsInRound(labels: Labels, round: number): Labels {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [
      name,
      /^([0-9a-f]{16}|[0-9a-f]{32})$/.test(value) ? idInRound(value, round) : value,
    ])
  );
}

/** One series of the round; times are recorded ones. */
interface RoundSeries {
  readonly labels: Labels;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly stale: Uint8Array;
}

/**
 * The answer that was recorded holds no stale markers, so they are found again by the scraper's rule: a series that was
 * in one scrape of its target and is not in the next is marked at that next scrape. The target's `up` has every scrape;
 * in a repeating timeline the scrape after the last is the first of the next round.
 */
function withStaleMarkers(recorded: readonly RecordedSeries[], timeline: Timeline): RoundSeries[] {
  const { repeatMs } = timeline;
  const scrapes = new Map<string, number[]>();
  const target = ({ job = '', instance = '' }: Labels): string => labelsKey({ job, instance });
  const kept = recorded.map(({ metric, values }) => ({
    labels: metric,
    samples: values
      .map(([seconds, value]) => ({
        atMs: Math.round(seconds * 1000),
        value: Number(value.replace('Inf', 'Infinity')),
      }))
      .filter(({ atMs }) => timeline.holds(atMs)),
  }));
  for (const { labels, samples } of kept) {
    if (labels['__name__'] === 'up') {
      scrapes.set(
        target(labels),
        samples.map(({ atMs }) => atMs)
      );
    }
  }
  return kept.map(({ labels, samples }) => {
    const scrapesMs = scrapes.get(target(labels)) ?? [];
    const present = new Set(samples.map(({ atMs }) => atMs));
    const markers = scrapesMs.flatMap((atMs, i) => {
      const isLast = i === scrapesMs.length - 1;
      if (!present.has(atMs) || (isLast && repeatMs === null)) {
        return [];
      }
      const nextMs = isLast ? scrapesMs[0]! : scrapesMs[i + 1]!;
      // The marker of the last scrape stands at the beginning of the round: of the one that follows.
      return present.has(nextMs) ? [] : [{ atMs: nextMs, value: null }];
    });
    const all = [...samples, ...markers].sort((a, b) => a.atMs - b.atMs);
    return {
      labels,
      timesMs: Float64Array.from(all, ({ atMs }) => atMs),
      values: Float64Array.from(all, ({ value }) => value ?? NaN),
      stale: Uint8Array.from(all, ({ value }) => (value === null ? 1 : 0)),
    };
  });
}

/** Cuts the window out of each round and strings the pieces together. */
function layOut(
  series: RoundSeries,
  rounds: readonly number[],
  timeline: Timeline,
  fromMs: number,
  untilMs: number
): Samples {
  const timesMs: number[] = [];
  const values: number[] = [];
  const stale: number[] = [];
  for (const round of rounds) {
    const shiftMs = timeline.shiftMs(round);
    const end = lastIndexAt(series.timesMs, untilMs - shiftMs);
    for (let i = lastIndexAt(series.timesMs, fromMs - shiftMs - 1) + 1; i <= end; i++) {
      timesMs.push(series.timesMs[i]! + shiftMs);
      values.push(series.values[i]!);
      stale.push(series.stale[i]!);
    }
  }
  return { labels: series.labels, timesMs, values, stale };
}
