import { expect, test } from '@grafana/plugin-e2e';
import pluginJson from '../../src/datasource/plugin.json';
import { testIds } from '../../src/panel/testIds';
import { CPU, openExplore } from './explore';
import { loadedIncident, searchOf } from './loadedWindow';

test('Save & test says what it found', async ({ gotoDataSourceConfigPage, page }) => {
  await gotoDataSourceConfigPage('fl-pyroscope');
  await page.getByRole('button', { name: 'Save & test' }).click();
  // a load of more than an hour ago is out of the range that is looked at
  await expect(
    page
      .getByText(/^Connected(\. In the last hour: \d+ profile types? of \d+ services?\.|, but no profile arrived)/)
      .first()
  ).toBeVisible();
});

test('Save & test names the step that fails', async ({ createDataSourceConfigPage, page }) => {
  await createDataSourceConfigPage({ type: pluginJson.id, deleteDataSourceAfterTest: true });
  await page.getByPlaceholder('http://localhost:4040').fill('http://127.0.0.1:9');
  await page.getByRole('button', { name: 'Save & test' }).click();
  await expect(page.getByText(/^Failed at reaching the server/).first()).toBeVisible();
});

test('a hotspots query fills any table', async ({ gotoDashboardPage, page, request }) => {
  const queryParams = searchOf(await loadedIncident(request));
  queryParams.set('var-focus', 'checkout');
  queryParams.set('var-profile_type', CPU);
  const dashboard = await gotoDashboardPage({ uid: 'fixlayer-oncall', queryParams });
  const panel = dashboard.getPanelByTitle('Where to fix first: checkout');
  await expect(panel.locator.getByText('ApplyRules').first()).toBeVisible();
  await expect(page.getByText('No data')).toHaveCount(0);
});

test('a profile query is drawn in Explore by the panel, which its frame prefers', async ({ page, request }) => {
  await openExplore(page, request, { queryType: 'profile' });
  await expect(page.getByTestId(testIds.row).filter({ hasText: 'ApplyRules' }).first()).toBeVisible();
});

test('the text of a selector is completed by keyboard, in Explore', async ({ page, request }) => {
  await openExplore(page, request, { queryType: 'functions' });
  const labels = page.getByRole('combobox', { name: 'Labels' });
  await labels.click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(',ver');
  await expect(page.getByRole('option', { name: 'version' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: '1.4.0' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(labels).toHaveValue('{service_name="checkout",version="1.4.0"}');
});

test('variables list services and profile types', async ({ gotoDashboardPage, page, request }) => {
  await gotoDashboardPage({ uid: 'fixlayer-slo', queryParams: searchOf(await loadedIncident(request)) });
  await page
    .getByTestId('data-testid Dashboard template variables Variable Value DropDown value link text catalog')
    .click();
  await expect(page.getByRole('option', { name: 'checkout' })).toBeVisible();
});
