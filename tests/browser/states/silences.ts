/** States without an answer, or with less of one: thin and flat profiles, missing servers, empty windows, loading. */
import { redTestIds } from '../../../src/panel/red/testIds';
import { testIds } from '../../../src/panel/testIds';
import { type PanelState, type Stage } from './state';

const fixture = (name: string) => `tests/fixtures/fixbench/${name}.pb.gz`;

async function openFile({ host, theme }: Stage): Promise<void> {
  await host.open({ theme });
}

/** The proxy's answer where a server is down, as the host's and Grafana's have it. */
async function cut({ page }: Stage, uid: string): Promise<void> {
  await page.route(`**/api/datasources/proxy/uid/${uid}/**`, (route) =>
    route.fulfill({ status: 502, contentType: 'application/json', body: '{"message":"Bad Gateway"}' })
  );
}

const openWithout = (uid: string): PanelState['reach'] =>
  async function (stage) {
    await cut(stage, uid);
    await stage.host.open({ theme: stage.theme });
  };

export const silentStates: readonly PanelState[] = [
  {
    name: 'thin',
    shows: 'too few samples: how many more are needed',
    files: [fixture('billing-rules/thin')],
    reach: openFile,
  },
  {
    name: 'flat',
    shows: 'a profile without a place that matters',
    files: [fixture('tickets-flat/base')],
    reach: openFile,
  },
  {
    name: 'inherent',
    shows: 'cost that is the purpose of the code',
    files: [fixture('account-login/base')],
    reach: openFile,
  },
  {
    name: 'profile-file',
    shows: 'a profile file: no requests, and so no rate, errors and duration',
    files: ['demo/exercises/node-json-parse.cpuprofile'],
    reach: openFile,
  },
  {
    name: 'no-metrics',
    shows: 'Prometheus is down: the strip says so, table and ribbon stay',
    reach: openWithout('prometheus'),
  },
  {
    name: 'no-traces',
    shows: 'Tempo is down: the answer about waiting says so',
    reach: openWithout('tempo'),
  },
  {
    name: 'no-profiles',
    shows: 'Pyroscope is down: the strip stays',
    async reach(stage) {
      await cut(stage, 'fl-pyroscope');
      await stage.host.begin({
        theme: stage.theme,
        'var-service': 'checkout',
        'var-profile_type': 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
      });
      await stage.panel.emptyZones.first().waitFor();
      await stage.panel.dots.first().waitFor();
    },
  },
  {
    name: 'no-data',
    shows: 'a window without profiles',
    async reach(stage) {
      // The recording repeats without a gap up to now, and no further.
      const from = Date.now() + 86_400_000;
      await stage.host.openDashboard('fixlayer-slo', {
        theme: stage.theme,
        'var-service': 'checkout',
        'var-profile_type': 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
        from: String(from),
        to: String(from + 900_000),
      });
      await stage.panel.emptyZones.first().waitFor();
    },
  },
  {
    name: 'reading',
    isFaded: true,
    shows: 'a refresh whose profile has not come yet: what was there stays, faded',
    async reach(stage) {
      await stage.host.open({ theme: stage.theme });
      await stage.panel.root.getByTestId(redTestIds.strip).waitFor();
      await stage.page.route('**/api/datasources/proxy/uid/fl-pyroscope/**', () => undefined);
      await stage.page.getByTestId('data-testid RefreshPicker run button').click();
      await stage.panel.root.getByTestId(testIds.table).waitFor();
      await stage.page.waitForTimeout(1_000);
    },
  },
];
