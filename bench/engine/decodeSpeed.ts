/** pprof bytes → call tree, beside the library that other Node tools read pprof with and beside pprof itself. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { Profile } from 'pprof-format';
import { decodePprof } from '../../src/profiles/decodePprof';
import { measure } from '../measure';
import { syntheticPprof } from '../syntheticPprof';

export interface DecodeSpeed {
  readonly nodes: number;
  /** uncompressed */
  readonly bytes: number;
  readonly engineMs: number;
  readonly engineMBps: number;
  /** `pprof-format`: messages only, no tree */
  readonly pprofFormatMs: number;
  readonly pprofFormatMBps: number;
  /** `go tool pprof -raw`, start of the process and its text included; null where Go is not installed */
  readonly goRawMs: number | null;
}

const NODES = 425_000;
const RUNS = 7;

export async function measureDecode(folder: string): Promise<DecodeSpeed> {
  const bytes = syntheticPprof(NODES);
  const perSecond = (ms: number) => bytes.length / 1e6 / (ms / 1000);
  const engine = await measure(() => decodePprof(bytes), { runs: RUNS });
  const library = await measure(() => Profile.decode(bytes), { runs: RUNS });
  const file = path.join(folder, 'bench.pb.gz');
  fs.writeFileSync(file, zlib.gzipSync(bytes));
  return {
    nodes: decodePprof(bytes).length,
    bytes: bytes.length,
    engineMs: engine.p50Ms,
    engineMBps: perSecond(engine.p50Ms),
    pprofFormatMs: library.p50Ms,
    pprofFormatMBps: perSecond(library.p50Ms),
    goRawMs: timeGoRaw(file),
  };
}

function timeGoRaw(file: string): number | null {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    const { status, error } = spawnSync('go', ['tool', 'pprof', '-raw', file], { stdio: 'ignore' });
    if (error !== undefined || status !== 0) {
      return null;
    }
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[1];
}
