/** Reads a recording from a folder. What can't be read is a {@link DatasetError} that says how to get on. */
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RecordedTimes } from './rounds';

/** One profile push of the recording. */
export interface PushEntry {
  readonly file: string;
  readonly labels: Readonly<Record<string, string>>;
  /** one per sample type, in the order of `sampleTypes` */
  readonly profileTypes: readonly string[];
  readonly timeNanos: string;
}

/** A raw series: samples as `[epoch seconds, text of the value]`, ascending. */
export interface RecordedSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: ReadonlyArray<readonly [number, string]>;
}

/** Exemplars of one series as `query_exemplars` returns them. */
export interface RecordedExemplars {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly exemplars: ReadonlyArray<{
    readonly labels: Readonly<Record<string, string>>;
    readonly value: string;
    readonly timestamp: number;
  }>;
}

/** An OTLP attribute in JSON. */
export interface Attribute {
  readonly key: string;
  readonly value: {
    readonly stringValue?: string;
    readonly intValue?: string;
    readonly doubleValue?: number;
    readonly boolValue?: boolean;
  };
}

/** A span as Tempo writes it: ids in base64, times in nanoseconds as text, zero values absent. */
export interface RecordedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: ReadonlyArray<{
    readonly timeUnixNano?: string;
    readonly name?: string;
    readonly attributes?: readonly Attribute[];
  }>;
  readonly status?: { readonly code?: string; readonly message?: string };
}

export interface RecordedTrace {
  readonly traceId: string;
  readonly trace: {
    readonly resourceSpans: ReadonlyArray<{
      readonly resource?: { readonly attributes?: readonly Attribute[] };
      readonly scopeSpans: ReadonlyArray<{
        readonly scope?: { readonly name?: string };
        readonly spans: readonly RecordedSpan[];
      }>;
    }>;
  };
}

export interface Dataset {
  readonly times: RecordedTimes;
  readonly pushes: readonly PushEntry[];
  readonly series: readonly RecordedSeries[];
  readonly exemplars: readonly RecordedExemplars[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly traces: readonly RecordedTrace[];
  /** @returns the pprof bytes of a push, decompressed */
  readProfile(file: string): Uint8Array;
}

/** The folder is no recording. The message is one sentence with a way out. */
export class DatasetError extends Error {
  constructor(what: string, dir: string) {
    super(`${what} in ${dir}: give the folder of a recording with --dataset DIR, or leave it out to use demo/dataset.`);
    this.name = 'DatasetError';
  }
}

interface IndexFile extends RecordedTimes {
  readonly profiles: readonly PushEntry[];
  readonly metrics: { readonly seriesFile: string; readonly exemplarsFile: string; readonly metadataFile: string };
  readonly traces: { readonly file: string };
}

/** @throws DatasetError when a file is missing or is not what it should be */
export function readDataset(dir: string): Dataset {
  const index = readJson(dir, 'index.json') as IndexFile;
  const { startMs, endMs } = index?.window ?? {};
  if (!(Number.isFinite(startMs) && Number.isFinite(endMs) && endMs > startMs && Number.isFinite(index.deployMs))) {
    throw new DatasetError('No recording window (window.startMs < window.endMs, deployMs) in index.json', dir);
  }
  for (const [name, found] of [
    ['profiles', Array.isArray(index.profiles)],
    ['metrics', typeof index.metrics?.seriesFile === 'string'],
    ['traces', typeof index.traces?.file === 'string'],
  ] as const) {
    if (!found) {
      throw new DatasetError(`No "${name}" in index.json`, dir);
    }
  }
  for (const push of index.profiles) {
    if (!fs.existsSync(inside(dir, push.file))) {
      throw new DatasetError(`Profile ${push.file} is missing`, dir);
    }
  }
  const { seriesFile, exemplarsFile, metadataFile } = index.metrics;
  const series = readJson(dir, seriesFile) as { data?: { result?: RecordedSeries[] } };
  const exemplars = readJson(dir, exemplarsFile) as { data?: RecordedExemplars[] };
  const traces = readJson(dir, index.traces.file) as { traces?: RecordedTrace[] };
  if (!Array.isArray(series.data?.result) || !Array.isArray(exemplars.data) || !Array.isArray(traces.traces)) {
    throw new DatasetError('No series, exemplars or traces', dir);
  }
  return {
    times: { window: { startMs, endMs }, deployMs: index.deployMs },
    pushes: index.profiles,
    series: series.data.result,
    exemplars: exemplars.data,
    metadata: readJson(dir, metadataFile) as Record<string, unknown>,
    traces: traces.traces,
    readProfile: (file) => readBytes(dir, file),
  };
}

function readJson(dir: string, file: string): unknown {
  const bytes = readBytes(dir, file);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new DatasetError(`File ${file} is not JSON`, dir);
  }
}

function readBytes(dir: string, file: string): Uint8Array {
  try {
    const bytes = fs.readFileSync(inside(dir, file));
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new DatasetError(missing ? `File ${file} is missing` : `File ${file} can't be read`, dir);
  }
}

/** File names of the index stay in the folder. */
function inside(dir: string, file: string): string {
  const full = path.resolve(dir, file);
  if (!full.startsWith(path.resolve(dir) + path.sep)) {
    throw new DatasetError(`File ${file} lies outside`, dir);
  }
  return full;
}
