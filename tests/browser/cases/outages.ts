/** Each server killed in turn: its zone says why, the rest of the page stays. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { redTestIds } from '../../../src/panel/red/testIds';
import { startDemoWithGates } from '../demo';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest, type Session } from '../runner';

/** The recording at its own time, as the stand-ins of these tests serve it: the part before the deploy. */
function recordedIncident(): { from: string; to: string } {
  const index = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../demo/dataset/index.json'), 'utf8')) as {
    window: { startMs: number };
    deployMs: number;
  };
  return { from: String(index.window.startMs + 60_000), to: String(index.deployMs - 10_000) };
}

async function withDemo(
  session: Session,
  run: (host: HostPage, cut: (kind: 'pyroscope' | 'prometheus' | 'tempo') => Promise<void>) => Promise<void>
) {
  const demo = await startDemoWithGates();
  try {
    await run(new HostPage(await session.open(), demo.address), demo.cut);
  } finally {
    await demo.stop();
  }
}

const incident = { ...recordedIncident(), 'var-service': 'checkout' };

export const outageTests: readonly BrowserTest[] = [
  {
    name: 'without Pyroscope the table says why and the RED strip stays',
    run: (session) =>
      withDemo(session, async (host, cut) => {
        await cut('pyroscope');
        await host.openDashboard('fixlayer-slo', {
          ...incident,
          'var-profile_type': 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
        });
        await host.panel.emptyZones.first().waitFor({ timeout: 10_000 });
        assert.match(await host.panel.emptyZones.first().innerText(), /Pyroscope/);
        await host.panel.dots.first().waitFor();
      }),
  },
  {
    name: 'without Prometheus the strip says why and the table stays',
    run: (session) =>
      withDemo(session, async (host, cut) => {
        await cut('prometheus');
        await host.openDashboard('fixlayer-slo', incident);
        await host.panel.waitUntilDrawn();
        assert.match((await host.panel.rowTexts())[0] ?? '', /ApplyRules/);
        assert.match(await host.panel.root.getByTestId(redTestIds.strip).innerText(), /failed/);
      }),
  },
  {
    name: 'without Tempo everything but the way from a dot over its trace stays',
    run: (session) =>
      withDemo(session, async (host, cut) => {
        await cut('tempo');
        await host.openDashboard('fixlayer-slo', incident);
        await host.panel.waitUntilDrawn();
        await host.panel.dots.first().waitFor();
        assert.match((await host.panel.rowTexts())[0] ?? '', /ApplyRules/);
        // The exemplars name trace and span, so that the request's profile needs no trace.
        await host.panel.openSlowest();
        await host.panel.chip.waitFor();
      }),
  },
  {
    name: 'a server that dies while the page is open takes only its zone along',
    run: (session) =>
      withDemo(session, async (host, cut) => {
        await host.openDashboard('fixlayer-slo', incident);
        await host.panel.waitUntilDrawn();
        await cut('prometheus');
        await host.refresh();
        await host.panel.root
          .getByTestId(redTestIds.strip)
          .getByText(/failed/)
          .first()
          .waitFor();
        await host.panel.waitUntilDrawn();
      }),
  },
];
