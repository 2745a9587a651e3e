/** `npm run demo -- FILE…`: profile files in the panel, and what is said where one cannot be shown. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startDemo } from '../demo';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

const root = path.resolve(__dirname, '../../..');
const fixture = (name: string) => path.join('tests/fixtures/fixbench', name);

/** A small V8 profile: `parse` below `handle` holds most of the time. */
function writeCpuprofile(): string {
  const callFrame = (functionName: string, lineNumber: number) => ({
    functionName,
    scriptId: '1',
    url: functionName === '(root)' ? '' : 'file:///srv/shop/lib/orders.js',
    lineNumber,
    columnNumber: 0,
  });
  const samples = Array.from({ length: 4000 }, (_, i) => (i % 4 === 0 ? 2 : 3));
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fixlayer-')), 'orders.cpuprofile');
  fs.writeFileSync(
    file,
    JSON.stringify({
      nodes: [
        { id: 1, callFrame: callFrame('(root)', -1), children: [2] },
        { id: 2, callFrame: callFrame('handleOrder', 10), children: [3] },
        { id: 3, callFrame: callFrame('priceLines', 40) },
      ],
      startTime: 0,
      endTime: samples.length * 1000,
      samples,
      timeDeltas: samples.map(() => 1000),
    })
  );
  return file;
}

export const fileTests: readonly BrowserTest[] = [
  {
    name: 'profile files open in the panel without request metrics, and the page says so',
    async run({ open }) {
      const demo = await startDemo([fixture('billing-rules/base.pb.gz'), writeCpuprofile()]);
      try {
        const page = await open();
        const host = new HostPage(page, demo.address);
        await host.open();
        assert.match((await host.panel.rowTexts())[0] ?? '', /rules/i);
        assert.match(await page.getByRole('note').first().innerText(), /A profile file has no request metrics/);
        assert.equal(await page.getByText('Latency SLO').count(), 0);
        assert.equal(host.query.get('var-service'), 'base');
        const query = new URLSearchParams(host.query);
        query.set('var-service', 'orders');
        query.set('var-profile_type', 'wall:wall:microseconds:wall:microseconds');
        await host.openDashboard('fixlayer-slo', Object.fromEntries(query));
        await host.panel.row('priceLines').waitFor();
      } finally {
        await demo.stop();
      }
    },
  },
  {
    name: 'a file that is no profile is one sentence and exit code 2',
    async run() {
      const run = (file: string) =>
        spawnSync(process.execPath, ['demo/start.mjs', '--port', '0', '--no-open', '--no-build', file], {
          cwd: root,
          encoding: 'utf8',
        });
      for (const [file, sentence] of [
        ['package.json', /package\.json: not a profile that can be read \(.+\)\.\n$/],
        ['nothing.pb.gz', /nothing\.pb\.gz: no such file, check the path\.\n$/],
      ] as const) {
        const { status, stdout, stderr } = run(file);
        assert.equal(status, 2);
        assert.equal(stdout, '');
        assert.match(stderr, sentence);
        assert.equal(stderr.trim().split('\n').length, 1);
      }
    },
  },
];
