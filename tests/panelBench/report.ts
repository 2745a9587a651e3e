/** The figures as a table for the terminal and as a page of the documentation. */
import Table from 'cli-table3';

export interface PanelRow {
  readonly nodes: number;
  /** ms from the profile's answer to drawn, medians: the hotspot panel, Grafana's flame graph */
  readonly oursMs: number;
  readonly coreMs: number;
  /** ms of the longest task of our code after the answer, median of pages under trace */
  readonly longestTaskMs: number;
  /** every run behind the medians */
  readonly runs: {
    readonly ours: readonly number[];
    readonly core: readonly number[];
    readonly tasks: readonly number[];
  };
}

export interface PanelReport {
  readonly rows: readonly PanelRow[];
  /** ms of scripting from a click on a row to the redrawn ribbon, median */
  readonly clickMs: number;
}

interface About {
  readonly machine: string;
  readonly browser: string;
  readonly date: string;
  readonly pages: number;
}

const HEAD = ['nodes', 'hotspot panel', 'flame graph of Grafana', 'times as soon', 'longest task of our code'];
const ms = (value: number) => `${Math.round(value)} ms`;

const cells = ({ nodes, oursMs, coreMs, longestTaskMs }: PanelRow): string[] => [
  nodes.toLocaleString('en'),
  ms(oursMs),
  ms(coreMs),
  (coreMs / oursMs).toFixed(1),
  ms(longestTaskMs),
];

export function formatTable({ rows, clickMs }: PanelReport): string {
  const table = new Table({ head: HEAD, style: { head: [], border: [] } });
  rows.forEach((row) => table.push(cells(row)));
  return `${table.toString()}\nClick on a row to ribbon: ${clickMs.toFixed(1)} ms of scripting.`;
}

export function formatDocs({ rows, clickMs }: PanelReport, { machine, browser, date, pages }: About): string {
  const line = (of: readonly string[]) => `| ${of.join(' | ')} |`;
  return `<!-- written by \`npm run bench:panel -- --write-docs\` -->
# Speed of the panel

${date}. ${machine}, Chromium ${browser}. From the end of the profile's answer to the first frame that shows it, on a
fresh page each, ${pages} of each panel in turn, medians. Both panels stand in the demo's host and draw the same frame of
the same data source (pprof, decoded in a worker, untruncated); Grafana's flame graph is the published
\`@grafana/flamegraph\`. Ours counts as drawn when table and ribbon are what \`fixlayer analyze --json\` says of the same
bytes; otherwise the benchmark fails.

${line(HEAD)}
${line(HEAD.map(() => '---'))}
${rows.map((row) => line(cells(row))).join('\n')}

A click on another row redraws the ribbon with ${clickMs.toFixed(1)} ms of scripting. The longest task is that of our own code by the
browser's sampling profiler, on pages under trace.

Where the first drawing goes: [decision](decisions/0005-first-draw.md). The engine by itself: [its own page](performance-engine.md).
`;
}
