/** Series and their exemplars into Prometheus by remote write: a scrape can't fill the past. */
import type { Dataset } from '../standins/dataset';
import { post } from './post';
import { encodeWriteRequest, REMOTE_WRITE_HEADERS, type WriteSeries } from './remoteWrite';

/** About 200 kB a request: a series stays whole, so that its samples arrive in order. */
const MAX_POINTS_PER_REQUEST = 10_000;

export interface LoadedSeries {
  readonly series: number;
  readonly samples: number;
  readonly exemplars: number;
}

export async function loadSeries(baseUrl: string, dataset: Dataset, shiftMs: number): Promise<LoadedSeries> {
  const all = writeSeriesOf(dataset, shiftMs);
  for (const batch of batchesOf(all)) {
    await post({
      server: 'Prometheus',
      option: '--prometheus',
      url: `${baseUrl}/api/v1/write`,
      headers: REMOTE_WRITE_HEADERS,
      body: encodeWriteRequest(batch),
      adviceFor,
    });
  }
  const sum = (count: (series: WriteSeries) => number) => all.reduce((total, series) => total + count(series), 0);
  return {
    series: all.length,
    samples: sum(({ samples }) => samples.length),
    exemplars: sum(({ exemplars }) => exemplars.length),
  };
}

/** Each recorded series in the servers' time, its exemplars with it. */
export function writeSeriesOf(dataset: Dataset, shiftMs: number): WriteSeries[] {
  const timestamp = (seconds: number) => Math.round(seconds * 1000) + shiftMs;
  const exemplars = new Map(dataset.exemplars.map((entry) => [seriesKey(entry.seriesLabels), entry.exemplars]));
  return dataset.series.map(({ metric, values }) => ({
    labels: metric,
    samples: values.map(([seconds, text]) => ({ timestampMs: timestamp(seconds), value: parseValue(text) })),
    exemplars: (exemplars.get(seriesKey(metric)) ?? []).map((exemplar) => ({
      labels: exemplar.labels,
      timestampMs: timestamp(exemplar.timestamp),
      value: parseValue(exemplar.value),
    })),
  }));
}

/** Whole series, at most {@link MAX_POINTS_PER_REQUEST} points together unless one series alone has more. */
export function batchesOf(all: readonly WriteSeries[]): WriteSeries[][] {
  const batches: WriteSeries[][] = [];
  let points = Infinity;
  for (const series of all) {
    const size = series.samples.length + series.exemplars.length;
    if (points + size > MAX_POINTS_PER_REQUEST) {
      batches.push([]);
      points = 0;
    }
    batches[batches.length - 1].push(series);
    points += size;
  }
  return batches;
}

/**
 * Prometheus takes exemplars and drops them when its exemplar storage is off, without a word in its answer.
 *
 * @returns whether the server gives back any exemplar of the loaded time; true where it can't be asked
 */
export async function keepsExemplars(
  baseUrl: string,
  window: { readonly startMs: number; readonly endMs: number }
): Promise<boolean> {
  const params = new URLSearchParams({
    query: '{__name__=~".+_bucket"}',
    start: String(window.startMs / 1000),
    end: String(window.endMs / 1000),
  });
  try {
    const response = await fetch(`${baseUrl}/api/v1/query_exemplars?${params}`, {
      signal: AbortSignal.timeout(10_000),
    });
    const answer = (await response.json()) as { data?: unknown[] | null };
    return !response.ok || answer.data?.length !== 0;
  } catch {
    return true;
  }
}

function seriesKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Prometheus writes infinities as `+Inf` and `-Inf`. */
function parseValue(text: string): number {
  return Number(text.replace(/Inf$/, 'Infinity'));
}

function adviceFor(status: number, text: string): string {
  if (status === 404) {
    return 'start Prometheus with --web.enable-remote-write-receiver.';
  }
  if (/out of order|out of bounds|too old|duplicate sample/i.test(text)) {
    return 'it already holds newer samples of these series, so wait until the earlier load is older than 20 minutes, or empty its storage.';
  }
  return '';
}
