/**
 * `npm run -s bench:panel -- --json`: from the profile's answer to drawn, the hotspot panel and Grafana's own flame graph
 * (`@grafana/flamegraph`) in turn: same host, same query of the same data source, same bytes, a fresh page each.
 *
 * Exit 0 when it ran, 2 with one sentence when it could not, also when the first thing drawn is not what the command line
 * says of the same bytes.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Browser, chromium } from 'playwright-core';
import { median } from 'simple-statistics';
import { describeMachine } from '../../bench/measure';
import { buildWhenStale } from '../../demo/prepare.mjs';
import { startDemo } from '../browser/demo';
import { findBrowser } from '../findBrowser.mjs';
import { assertSameAsCommandLine, tasksOfOurs, timeToDrawn } from './pageLoad';
import { analyseByCommandLine, writeProfile } from './profileFile';
import { formatDocs, formatTable, type PanelReport, type PanelRow } from './report';

const SIZES = [12_000, 100_000, 500_000];
const DOCS = path.resolve(__dirname, '../../docs/performance.md');
/** Pages under trace: they say what a task costs, not when something is drawn. */
const TRACED_PAGES = 3;

interface Options {
  readonly json: boolean;
  readonly pages: number;
  readonly writeDocs: boolean;
}

async function measureSize(
  browser: Browser,
  folder: string,
  nodes: number,
  pages: number
): Promise<{ readonly row: PanelRow; readonly clicksMs: readonly number[] }> {
  const file = writeProfile(folder, nodes);
  const answer = analyseByCommandLine(file);
  const demo = await startDemo([file]);
  try {
    const first = new URL(
      (await fetch(`${demo.address}/`, { redirect: 'manual' })).headers.get('location') ?? '/',
      demo.address
    );
    const time = (panel: 'ours' | 'core') =>
      timeToDrawn(
        browser,
        demo.address,
        first.search,
        panel,
        panel === 'ours' ? (page) => assertSameAsCommandLine(page, answer) : undefined
      );
    // The server reads and encodes the profile on the first request; that is not a measurement.
    await time('ours');
    await time('core');
    const ours: number[] = [];
    const core: number[] = [];
    for (let page = 0; page < pages; page++) {
      ours.push(await time('ours'));
      core.push(await time('core'));
    }
    const tasks: number[] = [];
    const clicksMs: number[] = [];
    for (let page = 0; page < TRACED_PAGES; page++) {
      const { longestTaskMs, clickMs } = await tasksOfOurs(browser, demo.address, first.search);
      tasks.push(longestTaskMs);
      clicksMs.push(clickMs);
    }
    return {
      row: {
        nodes,
        oursMs: median(ours),
        coreMs: median(core),
        longestTaskMs: median(tasks),
        runs: { ours, core, tasks },
      },
      clicksMs,
    };
  } finally {
    await demo.stop();
  }
}

async function main(): Promise<void> {
  const program = new Command('bench:panel')
    .description('How soon the panel is drawn, beside the flame graph of Grafana.')
    .option('--json', 'print JSON alone', false)
    .option('--pages <n>', 'fresh pages of each panel at each size', readPages, 5)
    .option('--write-docs', 'write docs/performance.md', false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const { json, pages, writeDocs } = program.parse().opts<Options>();
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error('No browser was found. Set CHROMIUM_PATH to a Chromium or Chrome.');
  }
  await buildWhenStale();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fixlayer-bench-panel-'));
  const machine = describeMachine();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const rows: PanelRow[] = [];
    const clicks: number[] = [];
    for (const nodes of SIZES) {
      const { row, clicksMs } = await measureSize(browser, folder, nodes, pages);
      process.stderr.write(`${nodes} nodes: ours ${Math.round(row.oursMs)} ms, core ${Math.round(row.coreMs)} ms\n`);
      rows.push(row);
      clicks.push(...clicksMs);
    }
    const report: PanelReport = { rows, clickMs: median(clicks) };
    const about = { machine, browser: browser.version(), date: new Date().toISOString().slice(0, 10), pages };
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${formatTable(report)}\n`);
    if (writeDocs) {
      fs.writeFileSync(DOCS, formatDocs(report, about));
    }
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function readPages(text: string): number {
  const pages = Number(text);
  if (!Number.isInteger(pages) || pages < 1) {
    throw new InvalidArgumentError('Give a whole number above 0.');
  }
  return pages;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
