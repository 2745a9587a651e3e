/** Explore with one query of the datasource, over the loaded incident. */
import type { APIRequestContext, Page } from '@playwright/test';
import pluginJson from '../../src/datasource/plugin.json';
import { loadedIncident } from './loadedWindow';

export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

const UID = 'fl-pyroscope';

/** @param query  what differs from the CPU profile of checkout */
export async function openExplore(page: Page, request: APIRequestContext, query: Record<string, unknown>) {
  const { fromMs, toMs } = await loadedIncident(request);
  const whole = {
    refId: 'A',
    profileTypeId: CPU,
    labelSelector: '{service_name="checkout"}',
    datasource: { type: pluginJson.id, uid: UID },
    ...query,
  };
  const panes = { a: { datasource: UID, queries: [whole], range: { from: String(fromMs), to: String(toMs) } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
}
