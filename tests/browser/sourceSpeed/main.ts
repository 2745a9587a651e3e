/**
 * `npm run bench:source [-- --json] [-- --write-docs]`: from a profile's answer to frames in a browser, the built plugin
 * beside the JSON frames of the core datasource, of the same tree and in turn; and the bytes of each form.
 *
 * Main thread: processor time of the page's thread between asking and frames, by the browser's own count (`TaskDuration`
 * in thread ticks): sending, receiving and the garbage collector included. The page is otherwise idle.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type CDPSession, chromium } from 'playwright-core';
import { median } from 'simple-statistics';
import { decodeFlamebearer } from '../../../src/profiles/decodeFlamebearer';
import { decodePprof } from '../../../src/profiles/decodePprof';
import { decodePyroscopeTree } from '../../../src/profiles/decodePyroscopeTree';
import { buildWhenStale } from '../../../demo/prepare.mjs';
import { findBrowser } from '../../findBrowser.mjs';
import { startDemo } from '../demo';
import { type Answers, gzippedBytes, makeAnswers } from './answers';
import { type OnceInPage, prepareInPage, runInPage } from './inPage';
import { reportText } from './report';
import { startServer } from './server';

const SIZES = [15_000, 100_000, 500_000];
const WAYS = ['ours', 'core'] as const;
const WARM_UP = 2;

export interface Run extends OnceInPage {
  readonly mainThreadMs: number;
}
export interface SizeResult {
  readonly nodes: number;
  readonly ways: Readonly<Record<(typeof WAYS)[number], { readonly first: Run; readonly median: Run }>>;
  /** by form: bytes, bytes gzipped, milliseconds to decode in Node */
  readonly forms: Readonly<Record<'pprof' | 'tree' | 'json' | 'coreFrames', readonly [number, number, number]>>;
}
export interface Report {
  readonly machine: string;
  readonly browser: string;
  readonly runs: number;
  readonly sizes: readonly SizeResult[];
}

async function measureSize(browser: Browser, address: string, answers: Answers, given: Given): Promise<SizeResult> {
  const runs: Record<(typeof WAYS)[number], Run[]> = { ours: [], core: [] };
  const page = await browser.newPage();
  // The compiler names functions by a helper, which the page has not.
  await page.addInitScript('globalThis.__name = (named) => named');
  // An instance without an editor leaves the page idle.
  await page.goto(`${address}/explore/prometheus`);
  await page.getByRole('alert').waitFor();
  await page.evaluate(prepareInPage);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  for (let i = 0; i < WARM_UP + given.runs; i++) {
    for (const way of WAYS) {
      await session.send('HeapProfiler.collectGarbage');
      const before = await taskMs(session);
      const once = await page.evaluate(runInPage, { way, nodes: given.size });
      runs[way].push({ ...once, mainThreadMs: (await taskMs(session)) - before });
    }
  }
  await page.close();
  const result = (all: readonly Run[]) => ({ first: all[0], median: medianRun(all.slice(WARM_UP)) });
  return {
    nodes: answers.nodes,
    ways: { ours: result(runs.ours), core: result(runs.core) },
    forms: {
      pprof: form(answers.pprof, () => decodePprof(answers.pprof.subarray(answers.pprof.length - given.pprofBytes))),
      tree: form(answers.tree, () => decodePyroscopeTree(answers.tree.subarray(answers.tree.length - given.treeBytes))),
      json: form(answers.json, () => decodeFlamebearer(JSON.parse(answers.json))),
      coreFrames: form(answers.coreFrames, () => JSON.parse(answers.coreFrames) as unknown),
    },
  };
}

interface Given {
  readonly size: number;
  readonly runs: number;
  /** of the profile inside the envelope */
  readonly pprofBytes: number;
  readonly treeBytes: number;
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

function medianRun(runs: readonly Run[]): Run {
  const of = (key: keyof Run) => median(runs.map((run) => run[key]));
  return {
    rows: of('rows'),
    mainThreadMs: of('mainThreadMs'),
    answerToFramesMs: of('answerToFramesMs'),
    longestTaskMs: of('longestTaskMs'),
  };
}

function form(body: Uint8Array | string, decode: () => unknown): [number, number, number] {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    decode();
    return performance.now() - start;
  });
  return [Buffer.byteLength(body), gzippedBytes(body), median(times.slice(2))];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
      runs: { type: 'string', default: '9' },
    },
  });
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error('No browser was found. Set CHROMIUM_PATH to a Chromium or Chrome.');
  }
  await buildWhenStale();
  const answersBySize = new Map(SIZES.map((size) => [size, makeAnswers(size)]));
  const server = await startServer(answersBySize);
  const demo = await startDemo(['--pyroscope', server.url]);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const sizes: SizeResult[] = [];
    for (const [size, answers] of answersBySize) {
      const [pprofBytes, treeBytes] = [innerLength(answers.pprof, 2), innerLength(answers.tree, 1)];
      const given = { size, runs: Number(values.runs), pprofBytes, treeBytes };
      sizes.push(await measureSize(browser, demo.address, answers, given));
    }
    const cpus = os.cpus();
    const report: Report = {
      machine: `Node ${process.versions.node}, ${cpus.length} × ${cpus[0]?.model.trim()}, load ${os.loadavg()[0].toFixed(1)}`,
      browser: `Chromium ${browser.version()}`,
      runs: Number(values.runs),
      sizes,
    };
    if (values['write-docs']) {
      fs.writeFileSync(path.resolve(__dirname, '../../../docs/performance-source.md'), reportText(report));
    }
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  } finally {
    await browser.close();
    await demo.stop();
    await server.close();
  }
}

/** Length of what stands in so many envelopes of one field each: a key byte and a varint length. */
function innerLength(bytes: Uint8Array, envelopes: number): number {
  let at = 0;
  for (let i = 0; i < envelopes; i++) {
    at++;
    while (bytes[at++] >= 0x80) {
      // The length goes on.
    }
  }
  return bytes.length - at;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
