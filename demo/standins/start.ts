/** Starts the three stand-ins over one recording. */
import { prometheusHandler } from './prometheus/server';
import { pyroscopeHandler } from './pyroscope/server';
import { type Storage } from './pyroscope/storageModes';
import { tempoHandler } from './tempo/server';
import { type Dataset, readDataset } from './dataset';
import { startServer, type RunningServer } from './http';
import { recordedTimeline, repeatingTimeline } from './rounds';

export interface StandinOptions {
  /** folder of a recording, or what has been read already */
  readonly dataset: string | Dataset;
  /** true: the recording at its own time, once; false: repeated up to now */
  readonly recordedTime: boolean;
  /** with `recordedTime`: how far the recording is moved as a whole, ms */
  readonly shiftMs?: number;
  /** what Pyroscope's storage is; absent = v2 */
  readonly storage?: Storage;
  readonly host?: '127.0.0.1';
  /** absent or 0 = a free one */
  readonly ports?: { readonly pyroscope?: number; readonly prometheus?: number; readonly tempo?: number };
  readonly clock?: () => number;
}

/** Addresses without a slash at the end. */
export interface Standins {
  readonly pyroscope: string;
  readonly prometheus: string;
  readonly tempo: string;
  close(): Promise<void>;
}

/** @throws DatasetError when the recording can't be read; a listen error when a port is in use */
export async function startStandins({
  dataset: source,
  recordedTime,
  shiftMs = 0,
  storage = 'v2',
  host = '127.0.0.1',
  ports = {},
  clock = Date.now,
}: StandinOptions): Promise<Standins> {
  const dataset = typeof source === 'string' ? readDataset(source) : source;
  const timeline = recordedTime ? recordedTimeline(shiftMs) : repeatingTimeline(dataset.times, clock);
  const pyroscope = pyroscopeHandler(dataset, timeline, storage);
  const servers: RunningServer[] = [];
  const close = async (): Promise<void> => {
    pyroscope.stop();
    await Promise.all(servers.map((server) => server.close()));
  };
  try {
    for (const [handler, port] of [
      [pyroscope.handle, ports.pyroscope],
      [prometheusHandler(dataset, timeline), ports.prometheus],
      [tempoHandler(dataset, timeline), ports.tempo],
    ] as const) {
      servers.push(await startServer(handler, { host, port: port ?? 0 }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const [first, second, third] = servers;
  return { pyroscope: first!.url, prometheus: second!.url, tempo: third!.url, close };
}
