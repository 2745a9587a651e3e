/**
 * `npm run bench`: the whole analysis beside the core flame graph's first work on the same tree, at three sizes. Every
 * measurement runs in a process of its own; nothing else should run on the machine meanwhile.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import type { Command } from 'commander';
import { describeMachine } from '../measure';
import { bundleChild, bundleOpponent } from './bundles';
import { compareSides } from './compareSides';
import { measureDecode } from './decodeSpeed';
import { runJob } from './processes';
import type { ColdResult, ProfileResult } from './protocol';
import { formatDocs, formatReport, reportSize, type EngineReport, type SizeReport } from './report';

const ROOT = path.resolve(__dirname, '../..');
const DOCS = path.join(ROOT, 'docs/performance-engine.md');
const ROUNDS = 11;
const COLD_PROCESSES = 3;
/** The core's sandwiches take half a second at 10 k nodes, some twenty at 100 k and minutes at 1 M. */
const SIZES: ReadonlyArray<{ readonly nodes: number; readonly sandwichRuns: number }> = [
  { nodes: 10_000, sandwichRuns: 3 },
  { nodes: 100_000, sandwichRuns: 1 },
  { nodes: 1_000_000, sandwichRuns: 0 },
];

interface Options {
  readonly json?: true;
  readonly profile?: true;
  readonly writeDocs?: true;
  readonly nodes?: string;
}

export function addEngineBenchmark(program: Command): void {
  program
    .command('engine', { isDefault: true })
    .description('the analysis beside the core flame graph, at 10 k, 100 k and 1 M nodes')
    .option('--json', 'figures and raw runs as JSON, nothing else on standard output')
    .option('--profile', 'where warm analyses spend their time, by function of the engine')
    .option('--nodes <number>', 'this size only')
    .option('--write-docs', 'write docs/performance-engine.md')
    .action(async (options: Options) => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fixlayer-bench-'));
      try {
        await runEngineBenchmark(options, folder);
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    });
}

async function runEngineBenchmark({ json, profile, writeDocs, nodes }: Options, folder: string): Promise<void> {
  const sizes = SIZES.filter((size) => nodes === undefined || size.nodes === Number(nodes));
  if (sizes.length === 0) {
    throw new Error(`--nodes ${nodes}: one of ${SIZES.map((size) => size.nodes).join(', ')} is expected.`);
  }
  const child = await bundleChild(ROOT, folder);
  if (profile) {
    for (const size of sizes) {
      printProfile(size.nodes, await runJob<ProfileResult>(child, { kind: 'profile', nodes: size.nodes, runs: 10 }));
    }
    return;
  }
  const opponent = await bundleOpponent(ROOT, folder);
  const reports: SizeReport[] = [];
  let opponentVersion = '';
  for (const size of sizes) {
    const cold: ColdResult[] = [];
    for (let process = 0; process < COLD_PROCESSES; process++) {
      cold.push(await runJob<ColdResult>(child, { kind: 'cold', nodes: size.nodes }));
    }
    const warm = await compareSides(child, { rounds: ROUNDS, root: ROOT, opponent, ...size });
    opponentVersion = warm.version;
    reports.push(reportSize(size.nodes, warm, cold));
  }
  const report: EngineReport = {
    sizes: reports,
    decode: await measureDecode(folder),
    machine: describeMachine(),
    isBusy: os.loadavg()[0] > 2 * os.cpus().length,
    opponentVersion,
    date: new Date().toISOString().slice(0, 10),
  };
  if (writeDocs) {
    fs.writeFileSync(DOCS, formatDocs(report));
  }
  console.log(json ? JSON.stringify(report) : formatReport(report));
}

function printProfile(nodes: number, profile: ProfileResult): void {
  const table = new Table({ head: ['function', 'ms a run', 'share'], style: { head: [], border: [] } });
  profile
    .filter(({ share }) => share >= 0.01)
    .forEach(({ where, ms, share }) => table.push([where, ms.toFixed(2), `${(100 * share).toFixed(0)} %`]));
  console.log(`${nodes.toLocaleString('en')} nodes\n${table.toString()}`);
}
