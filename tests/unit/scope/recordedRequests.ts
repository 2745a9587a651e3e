/** Requests of the recording with their own CPU profiles: exemplar → profiled span → samples of that span. */
import path from 'node:path';
import { readDataset } from '../../../demo/standins/dataset';
import { buildMergedProfile } from '../../../demo/standins/pyroscope/mergedProfile';
import { mergeStacks, ProfileStore, type SelectedRow } from '../../../demo/standins/pyroscope/profileStore';
import { recordedTimeline } from '../../../demo/standins/rounds';
import type { CallTree } from '../../../src/profiles/callTree';
import { CallTreeBuilder } from '../../../src/profiles/callTreeBuilder';
import { decodeProfile } from '../../../src/profiles/decodeProfile';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

export interface RecordedRequest {
  readonly spanId: string;
  readonly traceId: string;
  readonly durationMs: number;
  readonly route: string;
  readonly atMs: number;
}

const dataset = readDataset(path.join(__dirname, '../../../demo/dataset'));
const store = new ProfileStore(dataset, recordedTimeline());
const { startMs, endMs, deployMs } = {
  startMs: dataset.times.window.startMs,
  endMs: dataset.times.window.endMs,
  deployMs: dataset.times.deployMs,
};
export const RECORDED_TIMES = { startMs, endMs, deployMs };

/** Rows of the store for one service, CPU. */
export const rowsOf = (service: string, fromMs = startMs - 60_000, toMs = endMs + 60_000): readonly SelectedRow[] =>
  store.select(
    [
      { name: 'service_name', op: '=', value: service, test: (value: string) => value === service },
      { name: '__profile_type__', op: '=', value: CPU, test: (value: string) => value === CPU },
    ] as never,
    fromMs,
    toMs
  );

/** @returns the merged tree; an empty one where no sample fits */
export function treeOfSpans(rows: readonly SelectedRow[], spanIds: readonly string[]): CallTree {
  const stacks = mergeStacks(rows, store.symbols, { spanIds, traceIds: [] });
  const profile = buildMergedProfile(stacks, store.symbols, { profileTypeId: CPU, endMs, maxNodes: null });
  return profile === null
    ? new CallTreeBuilder().build({ unit: 'nanoseconds', sampleType: 'cpu', sampleCount: 0 })
    : decodeProfile(new Uint8Array(profile.encode()));
}

const hex = (id: string): string => (/^[0-9a-f]+$/i.test(id) && id.length >= 16 ? id : Buffer.from(id, 'base64').toString('hex'));

/** Exemplars of a service's requests with the span that carries the profile: the exemplar's own span id. */
export function recordedRequests(service: string): readonly RecordedRequest[] {
  return dataset.exemplars
    .filter(({ seriesLabels }) => seriesLabels.service_name === service)
    .flatMap(({ seriesLabels, exemplars }) =>
      exemplars.map(({ labels, value, timestamp }) => ({
        spanId: hex(labels.span_id ?? ''),
        traceId: hex(labels.trace_id ?? ''),
        durationMs: Number(value) * 1000,
        route: seriesLabels.http_route ?? '',
        atMs: timestamp * 1000,
      }))
    );
}
