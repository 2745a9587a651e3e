/**
 * plugin-e2e against a running Grafana that has the bundle, `provisioning/` and the loaded recording (`npm run seed`).
 *
 *   GRAFANA_URL        default http://localhost:3000
 *   CHROMIUM_PATH      a browser of the system; default: Playwright's own
 */
import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';
import path from 'node:path';

const authState = 'playwright/.auth/admin.json';
const isRoot = process.getuid?.() === 0;

export default defineConfig<PluginOptions>({
  testDir: './tests/e2e',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 2 : 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000',
    provisioningRootDir: path.join(__dirname, 'provisioning'),
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: isRoot ? ['--no-sandbox'] : [] },
  },
  projects: [
    { name: 'auth', testDir: path.dirname(require.resolve('@grafana/plugin-e2e')) + '/auth', testMatch: [/.*\.js/] },
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1400, height: 1300 }, storageState: authState },
      dependencies: ['auth'],
    },
  ],
});
