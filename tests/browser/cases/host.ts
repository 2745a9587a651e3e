/** The host around the panel: windows, themes, the second dashboard, the app's page, the strictness of its proxy. */
import assert from 'node:assert/strict';
import { HostPage } from '../pages/HostPage';
import { type BrowserTest } from '../runner';

export const hostTests: readonly BrowserTest[] = [
  {
    name: 'the page opens on the part of the round before the deploy, and the links lead to the other windows',
    async run({ demo, open }) {
      const page = await open();
      const host = new HostPage(page, demo);
      await host.open();
      assert.equal(await host.link('during the incident').getAttribute('aria-current'), 'page');
      await host.link('after the fix').click();
      await host.panel.waitUntilDrawn();
      assert.equal(await host.link('after the fix').getAttribute('aria-current'), 'page');
      assert.equal(host.query.get('var-service'), 'checkout');
    },
  },
  {
    name: 'no tile shows what 18 minutes cannot give',
    async run({ demo, open }) {
      const page = await open();
      await new HostPage(page, demo).open();
      assert.equal(await page.getByText('Error budget left').count(), 0);
      assert.ok((await page.getByText('Availability').count()) > 0);
    },
  },
  {
    name: 'the theme link turns the page light and keeps the window',
    async run({ demo, open }) {
      const page = await open();
      const host = new HostPage(page, demo);
      await host.open();
      const from = host.query.get('from');
      await host.link('light theme').click();
      await host.panel.waitUntilDrawn();
      assert.match((await page.locator('body').getAttribute('class')) ?? '', /theme-light/);
      assert.equal(host.query.get('from'), from);
    },
  },
  {
    name: '"On call" shows the services side by side and leads to the first dashboard',
    async run({ demo, open }) {
      const page = await open();
      const host = new HostPage(page, demo);
      await host.open();
      await host.link('On call').click();
      await host.title.filter({ hasText: 'On call' }).waitFor();
      await page.getByText('catalog').first().waitFor();
      await page.getByText('checkout').first().waitFor();
      await host.link('SLO and fix layer').first().click();
      await host.panel.waitUntilDrawn();
    },
  },
  {
    name: '"Where to fix this" opens the app’s page with the same panel',
    async run({ demo, open }) {
      const page = await open();
      const host = new HostPage(page, demo);
      await host.open();
      await host.link('Where to fix this').click();
      await page.waitForURL(/\/a\/fixlayer-hotpath-app\/hotspots/);
      await host.panel.waitUntilDrawn();
      assert.match((await host.panel.rowTexts())[0] ?? '', /ApplyRules/);
    },
  },
  {
    name: 'the proxy passes declared data sources, GET and POST, and nothing else',
    async run({ demo }) {
      const proxy = `${demo}/api/datasources/proxy/uid`;
      const status = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;
      assert.equal(await status(`${proxy}/prometheus/api/v1/query?query=1`), 200);
      assert.equal(await status(`${proxy}/other/api/v1/query?query=1`), 404);
      assert.equal(await status(`${proxy}/prometheus/api/v1/query`, { method: 'DELETE' }), 405);
      assert.equal(await status(`${proxy}/prometheus/..%2f..%2fetc/passwd`), 400);
      assert.equal(await status(`${demo}/public/plugins/fixlayer-hotpath-app/..%2f..%2fpackage.json`), 404);
    },
  },
];
