/**
 * Prometheus remote write 1.0: one `WriteRequest` message, compressed with snappy's block format.
 * Field numbers: prometheus/prometheus prompb/remote.proto and prompb/types.proto.
 */
import Pbf from 'pbf';
import { compress } from 'snappyjs';

export interface WriteSample {
  readonly value: number;
  readonly timestampMs: number;
}

export interface WriteExemplar extends WriteSample {
  readonly labels: Readonly<Record<string, string>>;
}

export interface WriteSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** ascending: a server refuses a sample older than the series' last one */
  readonly samples: readonly WriteSample[];
  /** ascending; they need a series that has samples */
  readonly exemplars: readonly WriteExemplar[];
}

export const REMOTE_WRITE_HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
} as const;

/** @returns the body of a remote write request */
export function encodeWriteRequest(series: readonly WriteSeries[]): Uint8Array {
  const pbf = new Pbf();
  series.forEach((one) => pbf.writeMessage(1, writeSeries, one));
  return compress(pbf.finish());
}

function writeSeries(series: WriteSeries, pbf: Pbf): void {
  writeLabels(series.labels, pbf);
  series.samples.forEach((sample) => pbf.writeMessage(2, writeSample, sample));
  series.exemplars.forEach((exemplar) => pbf.writeMessage(3, writeExemplar, exemplar));
}

/** The server wants label names in byte order. */
function writeLabels(labels: Readonly<Record<string, string>>, pbf: Pbf): void {
  Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .forEach((label) => pbf.writeMessage(1, writeLabel, label));
}

function writeLabel([name, value]: readonly [string, string], pbf: Pbf): void {
  pbf.writeStringField(1, name);
  pbf.writeStringField(2, value);
}

function writeSample(sample: WriteSample, pbf: Pbf): void {
  pbf.writeDoubleField(1, sample.value);
  pbf.writeVarintField(2, sample.timestampMs);
}

function writeExemplar(exemplar: WriteExemplar, pbf: Pbf): void {
  writeLabels(exemplar.labels, pbf);
  pbf.writeDoubleField(2, exemplar.value);
  pbf.writeVarintField(3, exemplar.timestampMs);
}
