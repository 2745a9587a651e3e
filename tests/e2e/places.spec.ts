/** The panel in every place where Grafana shows panels: kiosk, edit mode, inspect, Explore, a snapshot; as a Viewer too. */
import { expect, test } from '@grafana/plugin-e2e';
import type { Browser, Page } from '@playwright/test';
import dashboard from '../../src/dashboards/slo-and-fix-layer.json';
import pluginJson from '../../src/panel/plugin.json';
import { testIds } from '../../src/panel/testIds';
import { loadedIncident, searchOf, type LoadedWindow } from './loadedWindow';

const UID = 'fixlayer-slo';
const PANEL = String(dashboard.panels.find(({ type }) => type === pluginJson.id)?.id);

/** The first load of Grafana's own code takes its time. */
const LOADED = { timeout: 60_000 };

const applyRules = (page: Page) => page.getByTestId(testIds.row).filter({ hasText: 'ApplyRules' }).first();

function urlOf(window: LoadedWindow, more: Record<string, string> = {}): string {
  const search = searchOf(window);
  search.set('var-service', 'checkout');
  Object.entries(more).forEach(([key, value]) => search.set(key, value));
  return `/d/${UID}?${search}`;
}

test('kiosk', async ({ page, request }) => {
  await page.goto(urlOf(await loadedIncident(request), { kiosk: '' }));
  await expect(applyRules(page)).toBeVisible(LOADED);
});

test('alone, as a link to one panel shows it', async ({ page, request }) => {
  await page.goto(urlOf(await loadedIncident(request), { viewPanel: `panel-${PANEL}` }));
  await expect(applyRules(page)).toBeVisible(LOADED);
});

test('edit mode: options beside the drawn panel', async ({ page, request }) => {
  await page.goto(urlOf(await loadedIncident(request), { editPanel: PANEL }));
  await expect(applyRules(page)).toBeVisible(LOADED);
  await expect(page.getByText('Prefixes of functions that you can edit').first()).toBeVisible();
});

test('inspect: the data tab is a readable table', async ({ gotoDashboardPage, page, request }) => {
  const queryParams = searchOf(await loadedIncident(request));
  queryParams.set('var-service', 'checkout');
  const opened = await gotoDashboardPage({ uid: UID, queryParams });
  await expect(applyRules(page)).toBeVisible(LOADED);
  await opened.getPanelByTitle('Where to fix: checkout').clickOnMenuItem('Data', { parentItem: 'Inspect' });
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('columnheader').first()).toBeVisible();
  await expect(drawer.getByText('[object Object]')).toHaveCount(0);
});

test('a snapshot holds the answer without a server', async ({ page, request }) => {
  await page.goto(urlOf(await loadedIncident(request)));
  await expect(applyRules(page)).toBeVisible(LOADED);
  await page.getByTestId('data-testid new share button arrow menu').click();
  await page.getByTestId('data-testid new share button share snapshot').click();
  await page.getByTestId('data-testid share snapshot publish button').click();
  await expect(page.getByRole('button', { name: 'Delete snapshot' })).toBeVisible();
  const snapshots = (await (await request.get('/api/dashboard/snapshots')).json()) as Array<{
    id: number;
    key: string;
  }>;
  const newest = snapshots.sort((one, other) => other.id - one.id)[0];
  // What is stored is all that a snapshot has: no data source answers any more.
  await page.route('**/api/datasources/proxy/**', (route) => route.abort());
  await page.goto(`/dashboard/snapshot/${newest.key}`);
  await expect(applyRules(page)).toBeVisible(LOADED);
});

test('a Viewer reads the same', async ({ browser, request, baseURL }) => {
  const url = urlOf(await loadedIncident(request));
  const page = await anonymousPage(browser, baseURL);
  await page.goto(url);
  await expect(applyRules(page)).toBeVisible(LOADED);
  await page.context().close();
});

/** Without a session: in a Grafana with anonymous access that is a Viewer. */
async function anonymousPage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  return context.newPage();
}
