import { expect, test } from '@grafana/plugin-e2e';
import type { Page } from '@playwright/test';
import { redTestIds } from '../../src/panel/red/testIds';
import { testIds } from '../../src/panel/testIds';
import { loadedIncident, searchOf } from './loadedWindow';

test.beforeEach(async ({ gotoDashboardPage, request }) => {
  const queryParams = searchOf(await loadedIncident(request));
  queryParams.set('var-service', 'checkout');
  await gotoDashboardPage({ uid: 'fixlayer-slo', queryParams });
});

const row = (page: Page, name: string) => page.getByTestId(testIds.row).filter({ hasText: name });

test('names the function to edit and its layer', async ({ page }) => {
  for (const [name, layer] of [
    ['ApplyRules', 'Caller'],
    ['Normalize', 'Leaf'],
    ['Solve', 'Inside'],
    ['Markdown', 'Callee'],
  ]) {
    await expect(row(page, name).filter({ hasText: layer }).first()).toBeVisible();
  }
});

test('redraws the ribbon for the chosen row, in the address and back', async ({ page }) => {
  await row(page, 'Normalize').first().click();
  await expect(page.getByTestId(testIds.ribbon)).toContainText('Normalize');
  await expect(page).toHaveURL(/fl-10-row=/);
  await page.goBack();
  await expect(page).not.toHaveURL(/fl-10-row=/);
});

test('shows the profile of one request after a click on its dot, and the service again', async ({ page }) => {
  await page.getByTestId(redTestIds.dot).first().click();
  await expect(page).toHaveURL(/fl-10-span=/);
  await expect(row(page, 'hashHistory').first()).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/fl-10-span=/);
  await expect(row(page, 'Normalize').first()).toBeVisible();
});

test('lists the slow requests for the keyboard', async ({ page }) => {
  await page.getByTestId(redTestIds.slowButton).press('Enter');
  await page.getByTestId(redTestIds.slowList).getByRole('button').first().press('Enter');
  await expect(page).toHaveURL(/fl-10-(span|trace)=/);
});
