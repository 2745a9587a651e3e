/** A picture of every query type of the datasource: its editor, and what its frames are drawn with, in the host's Explore. */
import path from 'node:path';
import { type Browser } from 'playwright-core';
import { ExplorePage } from './pages/ExplorePage';

const cpu = { profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds' };
const checkout = { ...cpu, labelSelector: '{service_name="checkout"}' };

/** File name → query, over the whole recording: both versions. */
const queries: Readonly<Record<string, object>> = {
  profile: { queryType: 'profile', ...checkout },
  hotspots: { queryType: 'hotspots', ...checkout },
  functions: { queryType: 'functions', ...checkout },
  callers: { queryType: 'callers', functionName: 'runtime.mallocgc', ...checkout },
  callees: { queryType: 'callees', functionName: 'pricing.ApplyRules', ...checkout },
  series: {
    queryType: 'series',
    groupBy: ['service_name', 'version'],
    profileTypeId: 'goroutines:goroutine:count:goroutine:count',
    labelSelector: '{service_name=~".+"}',
  },
  'function-over-time': {
    queryType: 'functionOverTime',
    functionName: 'pricing.ApplyRules',
    windows: 18,
    ...checkout,
  },
  'function-by-label': {
    queryType: 'functionOverTime',
    functionName: 'pricing.ApplyRules',
    functionValue: 'perSecond',
    overLabel: 'version',
    ...checkout,
  },
  diff: {
    queryType: 'diff',
    ...cpu,
    labelSelector: '{service_name="checkout",version="1.5.0"}',
    baseline: { labelSelector: '{service_name="checkout",version="1.4.0"}' },
  },
  red: { queryType: 'red', ...checkout },
};

/** @param folder  gets a file for each query type; @returns their names */
export async function takeQueryTypePictures(browser: Browser, address: string, folder: string): Promise<string[]> {
  const page = await browser.newPage({
    // High enough for two panels: those below the fold are not drawn.
    viewport: { width: 1200, height: 1500 },
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const explore = new ExplorePage(page, address);
  const files: string[] = [];
  for (const [name, query] of Object.entries(queries)) {
    await explore.open(query);
    const file = `${name}.png`;
    await explore.capture(path.join(folder, file));
    files.push(file);
  }
  await page.close();
  return files;
}
