/**
 * Writes the goldens of {@link goldens} anew: `npx tsx tests/goldens/update.ts`. Needs Go on the machine.
 *
 * `-symbolize=none` keeps pprof from looking for binaries, `-trim=false` keeps every function, `-unit` every digit.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Golden, goldenName, goldens } from './manifest';

const ROOT = path.resolve(__dirname, '../..');

function pprof({ profile, unit, sampleType }: Golden, report: readonly string[]): string {
  const index = sampleType === undefined ? [] : [`-sample_index=${sampleType}`];
  const args = ['tool', 'pprof', '-symbolize=none', '-trim=false', `-unit=${unit}`, ...index, ...report, profile];
  return execFileSync('go', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });
}

for (const golden of goldens) {
  const base = path.join(__dirname, goldenName(golden));
  fs.writeFileSync(`${base}.top.txt`, pprof(golden, ['-top']));
  if (golden.peek !== undefined) {
    const names = golden.peek.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    fs.writeFileSync(`${base}.peek.txt`, pprof(golden, [`-peek=^(${names.join('|')})$`]));
  }
}
