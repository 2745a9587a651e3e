/**
 * The demo's process: stand-ins for the servers that were not given by URL, and the host in front of them.
 * Prints one line, ending in the address, when the page is ready to load.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ProfileFileError, readProfileFiles } from '../standins/profileFiles';
import { latestRound, type RecordedTimes, roundLengthMs } from '../standins/rounds';
import { startStandins } from '../standins/start';
import { type ServerKind, type Upstreams } from './instances';
import { startHost } from './server/server';
import { windowsOf } from './server/windows';

export interface DemoOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly open: boolean;
  readonly dataset: string;
  /** Profile files to show instead of the recording; empty = the recording. */
  readonly files: readonly string[];
  /** Base URLs of real servers; a stand-in answers for each that is missing. */
  readonly servers: Partial<Upstreams>;
}

/** What the user can do something about: one sentence, no stack. */
export class DemoError extends Error {}

const serverKinds: readonly ServerKind[] = ['pyroscope', 'prometheus', 'tempo'];
/** Any answer proves that something listens there; which path it likes is its own matter. */
const probeTimeoutMs = 3000;

async function assertReachable(kind: ServerKind, url: string): Promise<void> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(probeTimeoutMs) });
  } catch {
    throw new DemoError(
      `No server answers at ${url}. Start it, correct --${kind}, or leave --${kind} out to use the recording.`
    );
  }
}

interface RecordingIndex extends RecordedTimes {
  readonly services?: Readonly<Record<string, { readonly versions?: readonly string[] }>>;
}

function readIndex(dataset: string): RecordingIndex {
  const file = path.join(dataset, 'index.json');
  try {
    const index = JSON.parse(fs.readFileSync(file, 'utf8')) as RecordingIndex;
    if (
      typeof index.window?.startMs !== 'number' ||
      typeof index.window.endMs !== 'number' ||
      typeof index.deployMs !== 'number'
    ) {
      throw new DemoError(
        `${file} names no window and deploy time. Give a folder of the shape of demo/dataset with --dataset.`
      );
    }
    return index;
  } catch (error) {
    if (error instanceof DemoError) {
      throw error;
    }
    throw new DemoError(
      `${file} can't be read (${(error as Error).message}). Give a folder of the shape of demo/dataset with --dataset.`
    );
  }
}

/** The service that the deploy changed: what the incident is about. */
const deployedService = ({ services = {} }: RecordingIndex): string | null =>
  Object.keys(services).find((name) => (services[name]?.versions?.length ?? 0) > 1) ?? null;

/** Best effort: a machine without a browser just has the printed line. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  spawn(command!, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** Files are served once, at one moment; the recording repeats up to now. */
function readFiles(files: readonly string[]) {
  try {
    return files.length > 0 ? readProfileFiles(files, Date.now()) : null;
  } catch (error) {
    throw error instanceof ProfileFileError ? new DemoError(error.message) : error;
  }
}

export async function runDemo(options: DemoOptions): Promise<{ readonly address: string; close(): Promise<void> }> {
  const missing = serverKinds.filter((kind) => !options.servers[kind]);
  await Promise.all(serverKinds.map((kind) => options.servers[kind] && assertReachable(kind, options.servers[kind])));

  const files = readFiles(options.files);
  const index = missing.length > 0 && files === null ? readIndex(options.dataset) : null;
  const standins =
    missing.length > 0
      ? await startStandins({ dataset: files?.dataset ?? options.dataset, recordedTime: files !== null })
      : null;
  const upstreams = Object.fromEntries(
    serverKinds.map((kind) => [kind, options.servers[kind] ?? standins?.[kind]])
  ) as Upstreams;

  const host = await startHost({
    port: options.port,
    upstreams,
    recording: index && {
      windows: () => windowsOf(latestRound(index, Date.now())),
      roundMs: roundLengthMs(index),
      service: deployedService(index),
    },
    files: files && {
      window: { fromMs: files.dataset.times.window.startMs, toMs: files.dataset.times.window.endMs },
      services: files.services,
    },
  }).catch((error: NodeJS.ErrnoException) => {
    void standins?.close();
    throw error.code === 'EADDRINUSE'
      ? new DemoError(`Port ${options.port} is in use. Choose another with --port, or --port 0 for any free one.`)
      : error.code === 'EACCES'
        ? new DemoError(`Port ${options.port} needs more rights than this user has. Choose one above 1023 with --port.`)
        : error;
  });
  const address = `${host.address}/`;
  process.stdout.write(`Fix Layer demo: ${address}\n`);
  if (options.open) {
    openBrowser(address);
  }
  return {
    address,
    close: async () => {
      await host.close();
      await standins?.close();
    },
  };
}
