/**
 * Profiles into Pyroscope through `push.v1.PusherService/Push`: unlike `/ingest` it takes the labels, the profile's name
 * and the bytes as they were recorded, and it answers when the profile can be queried.
 */
import { gzipSync } from 'node:zlib';
import { type Dataset, DatasetError, type PushEntry } from '../standins/dataset';
import { post } from './post';
import { shiftProfileTime } from './pprofTime';
import { SeedError } from './seedError';

/** Default limits of a Pyroscope tenant are 4 MB a second with bursts of 2 MB, counted before compression. */
const MAX_BATCH_BYTES = 1_000_000;
/** A v2 push returns after its segment is flushed (500 ms), so some wait side by side. */
const PARALLEL_PUSHES = 4;

interface PushedSeries {
  readonly labels: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly samples: ReadonlyArray<{ readonly rawProfile: string }>;
}

/** @returns number of profiles loaded */
export async function loadProfiles(baseUrl: string, dataset: Dataset, shiftMs: number): Promise<number> {
  const url = `${baseUrl}/push.v1.PusherService/Push`;
  const batches = profileBatches(dataset, shiftMs);
  const worker = async () => {
    for (let next = batches.next(); !next.done; next = batches.next()) {
      await post({
        server: 'Pyroscope',
        option: '--pyroscope',
        url,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ series: next.value }),
      });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_PUSHES }, worker));
  return dataset.pushes.length;
}

/** The pushes in the order they were recorded, several in a request; bounded by {@link MAX_BATCH_BYTES} unless one alone is larger. */
export function* profileBatches(dataset: Dataset, shiftMs: number): Generator<PushedSeries[], undefined> {
  let batch: PushedSeries[] = [];
  let batchBytes = 0;
  for (const push of dataset.pushes) {
    const profile = shiftedProfile(dataset, push, shiftMs);
    if (batch.length > 0 && batchBytes + profile.length > MAX_BATCH_BYTES) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push({ labels: labelsOf(push), samples: [{ rawProfile: gzipSync(profile).toString('base64') }] });
    batchBytes += profile.length;
  }
  if (batch.length > 0) {
    yield batch;
  }
  return undefined;
}

function shiftedProfile(dataset: Dataset, push: PushEntry, shiftMs: number): Uint8Array {
  try {
    return shiftProfileTime(dataset.readProfile(push.file), shiftMs);
  } catch (error) {
    if (error instanceof DatasetError) {
      throw error;
    }
    throw new SeedError(
      `File ${push.file} is no pprof profile: give the folder of a recording with --dataset DIR, or leave it out to use demo/dataset.`
    );
  }
}

/** `__name__` is the first part of a profile type id; `__delta__` tells v1 storage that values are differences already. */
function labelsOf(push: PushEntry): PushedSeries['labels'] {
  const labels = { ...push.labels, __name__: push.profileTypes[0].split(':')[0], __delta__: 'false' };
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}
