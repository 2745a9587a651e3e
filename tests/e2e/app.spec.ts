import { expect, test } from '@grafana/plugin-e2e';
import { testIds } from '../../src/panel/testIds';
import pluginJson from '../../src/plugin.json';
import { loadedIncident, searchOf } from './loadedWindow';

test('the page shows the panel of the service that the address names', async ({ gotoAppPage, page, request }) => {
  const search = searchOf(await loadedIncident(request));
  search.set('label.service_name', 'checkout');
  search.set('label.region', 'eu-west');
  await gotoAppPage({ pluginId: pluginJson.id, path: `/hotspots?${search}` });
  await expect(page.getByText('narrowed to region = eu-west')).toBeVisible();
  await expect(page.getByTestId(testIds.row).filter({ hasText: 'ApplyRules' }).first()).toContainText('Caller');
});

test('the page asks where the address names several services', async ({ gotoAppPage, page, request }) => {
  const search = searchOf(await loadedIncident(request));
  search.append('label.service_name', 'checkout');
  search.append('label.service_name', 'catalog');
  await gotoAppPage({ pluginId: pluginJson.id, path: `/hotspots?${search}` });
  await expect(page.getByText('The panel shows several services (label service_name).')).toBeVisible();
  await page.getByRole('combobox', { name: 'Service' }).click();
  await page.getByRole('option', { name: 'catalog' }).click();
  await expect(page.getByText('Where to fix: catalog')).toBeVisible();
});

test('the menu of a panel leads to the page, with the time and service of the panel', async ({
  gotoDashboardPage,
  page,
  request,
}) => {
  const window = await loadedIncident(request);
  const queryParams = searchOf(window);
  queryParams.set('var-service', 'checkout');
  const dashboard = await gotoDashboardPage({ uid: 'fixlayer-oncall', queryParams });
  const panel = dashboard.getPanelByTitle('p99 duration');
  await panel.locator.hover();
  await panel.locator.getByRole('button', { name: /^Menu/ }).click();
  await page.getByRole('menuitem', { name: /Extensions/ }).hover();
  await page.getByRole('menuitem', { name: /Where to fix this/ }).click();
  await expect(page.getByText('Where to fix: checkout')).toBeVisible();
  expect(page.url()).toContain('/a/fixlayer-hotpath-app/hotspots');
});

test('the settings page takes rules for service names', async ({ page }) => {
  await page.goto(`/plugins/${pluginJson.id}?page=service-names`);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
});
