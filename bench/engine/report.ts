/** Figures of a run: medians, ratios, the table for people and for the docs. */
import Table from 'cli-table3';
import { median } from 'simple-statistics';
import type { DecodeSpeed } from './decodeSpeed';
import type { ColdResult, Run, WarmResult } from './protocol';

/** Names and units are a contract: `npm run -s bench -- --json`. Times in milliseconds, medians. */
export interface SizeReport {
  readonly nodes: number;
  /** warm: `analyze`, rows and reasons included; sentences are built by the front ends from it */
  readonly analysisMs: number;
  /** first run ever in a fresh process */
  readonly coldMs: number;
  /** adding each self to its parent once */
  readonly passMs: number;
  /** levels, collapsing, top table of the core flame graph */
  readonly opponentMs: number;
  /** opponentMs ÷ analysisMs */
  readonly ratio: number;
  /** (opponentMs + 50 sandwiches) ÷ analysisMs; null where the sandwiches are left out */
  readonly sandwichRatio: number | null;
  readonly functions: number;
  /** analysisMs ÷ passMs */
  readonly passes: number;
  readonly opponentEnumMs: number;
  readonly sandwichMs: number | null;
  /** callers, chain and callees of the same 50 functions by the engine */
  readonly neighboursMs: number;
  /** (opponentMs + sandwichMs) ÷ (analysisMs + neighboursMs) */
  readonly sandwichRatioWithNeighbours: number | null;
  readonly bytesPerNode: number;
  readonly treeBytesPerNode: number;
  /** ratios of processor time: steadier on a busy machine */
  readonly cpu: {
    readonly analysisMs: number;
    readonly coldMs: number;
    readonly ratio: number;
    readonly passes: number;
  };
  readonly compared: WarmResult['compared'];
  readonly raw: WarmResult['runs'] & { readonly cold: readonly ColdResult[] };
}

export interface EngineReport {
  readonly sizes: readonly SizeReport[];
  readonly decode: DecodeSpeed;
  readonly machine: string;
  /** more work waited for the processors than they could run: times say little, ratios not much more */
  readonly isBusy: boolean;
  readonly opponentVersion: string;
  readonly date: string;
}

const wall = (runs: readonly Run[]) => median(runs.map(({ ms }) => ms));
const processor = (runs: readonly Run[]) => median(runs.map(({ cpuMs }) => cpuMs));

export function reportSize(nodes: number, warm: WarmResult, cold: readonly ColdResult[]): SizeReport {
  const { analysis, pass, neighbours, opponent, opponentEnum, sandwiches } = warm.runs;
  const analysisMs = wall(analysis);
  const opponentMs = wall(opponent);
  const sandwichMs = sandwiches.length === 0 ? null : wall(sandwiches);
  const withSandwiches = sandwichMs === null ? null : opponentMs + sandwichMs;
  return {
    nodes,
    analysisMs,
    coldMs: wall(cold),
    passMs: wall(pass),
    opponentMs,
    ratio: opponentMs / analysisMs,
    sandwichRatio: withSandwiches === null ? null : withSandwiches / analysisMs,
    functions: warm.functions,
    passes: analysisMs / wall(pass),
    opponentEnumMs: wall(opponentEnum),
    sandwichMs,
    neighboursMs: wall(neighbours),
    sandwichRatioWithNeighbours: withSandwiches === null ? null : withSandwiches / (analysisMs + wall(neighbours)),
    bytesPerNode: warm.bytesPerNode,
    treeBytesPerNode: warm.treeBytesPerNode,
    cpu: {
      analysisMs: processor(analysis),
      coldMs: processor(cold),
      ratio: processor(opponent) / processor(analysis),
      passes: processor(analysis) / processor(pass),
    },
    compared: warm.compared,
    raw: { ...warm.runs, cold },
  };
}

const COLUMNS: ReadonlyArray<readonly [head: string, cell: (size: SizeReport) => string]> = [
  ['nodes', ({ nodes }) => nodes.toLocaleString('en')],
  ['functions', ({ functions }) => functions.toLocaleString('en')],
  ['analysis', ({ analysisMs }) => ms(analysisMs)],
  ['passes', ({ passes }) => passes.toFixed(0)],
  ['first run ever', ({ coldMs }) => ms(coldMs)],
  ['core: levels, table', ({ opponentMs }) => ms(opponentMs)],
  ['ratio', ({ ratio }) => ratio.toFixed(1)],
  ['core: 50 sandwiches', ({ sandwichMs }) => (sandwichMs === null ? 'left out' : ms(sandwichMs))],
  ['ratio with them', ({ sandwichRatio }) => (sandwichRatio === null ? '' : sandwichRatio.toFixed(0))],
  ['engine, B a node', ({ bytesPerNode }) => bytesPerNode.toFixed(0)],
  ['processor time: analysis', ({ cpu }) => ms(cpu.analysisMs)],
  ['ratio', ({ cpu }) => cpu.ratio.toFixed(1)],
];

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

const BUSY = 'The machine was busy with other work: these figures are no measure of the goals, run it again alone.';

const decodeText = ({ bytes, nodes, engineMs, engineMBps, pprofFormatMs, goRawMs }: DecodeSpeed): string =>
  `Decoding pprof, ${(bytes / 1e6).toFixed(1)} MB, ${nodes.toLocaleString('en')} nodes: call tree in ${ms(engineMs)} ` +
  `(${engineMBps.toFixed(0)} MB/s); pprof-format, messages only, ${ms(pprofFormatMs)}; go tool pprof -raw ` +
  `${goRawMs === null ? 'not installed' : ms(goRawMs)}.`;

export function formatReport({ sizes, decode, machine, isBusy, opponentVersion }: EngineReport): string {
  const table = new Table({ head: COLUMNS.map(([head]) => head), style: { head: [], border: [] }, wordWrap: true });
  sizes.forEach((size) => table.push(COLUMNS.map(([, cell]) => cell(size))));
  return `${machine}; @grafana/flamegraph ${opponentVersion}\n${table.toString()}\n${decodeText(decode)}${isBusy ? `\n${BUSY}` : ''}`;
}

export function formatDocs(report: EngineReport): string {
  const { sizes, decode, machine, isBusy, opponentVersion, date } = report;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `<!-- written by \`npm run bench -- --write-docs\` -->
# Speed of the engine

${date}. ${machine}. Medians of warm runs in turn, each side in a process of its own (as worker and page are), each run
after a forced collection and a pause of 300 ms; seeded trees.
A pass: adding each self to its parent once, timed in the same run. Core: the published code of \`@grafana/flamegraph\`
${opponentVersion} (levels, collapsing, top table; merged callers and callees of the 50 hottest functions), plain string
labels; its table and sandwiches equal the engine's on the same tree, or the benchmark fails. Analysis: all of
\`analyze\`; sentences are worded by the front ends.
${isBusy ? `\n**${BUSY}**\n` : ''}
${row(COLUMNS.map(([head]) => head))}
${row(COLUMNS.map(() => '---'))}
${sizes.map((size) => row(COLUMNS.map(([, cell]) => cell(size)))).join('\n')}

${decodeText(decode)}

What was done for it and what its limits are: decisions [9](decisions/0009-counts-and-lists-before-columns.md) and
[22](decisions/0022-passes-in-pieces.md).
`;
}
