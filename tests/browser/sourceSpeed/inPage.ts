/** What runs in the host's page. Types alone are imported: the page has no modules of ours. */

import type * as runtimeModule from '@grafana/runtime';

/** Makes a datasource of the built plugin, and the way of the core datasource, ready on `window`. */
export async function prepareInPage(): Promise<void> {
  const page = window as unknown as {
    System: { import<T>(url: string): Promise<T> };
    grafanaBootData: {
      settings: { datasources: Record<string, { uid: string; url: string; meta: { module: string } }> };
    };
    ways: Record<string, (nodes: number) => Promise<number>>;
  };
  const settings = Object.values(page.grafanaBootData.settings.datasources).find(({ uid }) => uid === 'fl-pyroscope')!;
  const { plugin } = await page.System.import<{
    plugin: {
      DataSourceClass: new (settings: unknown) => { query(request: unknown): { subscribe(next: unknown): void } };
    };
  }>(settings.meta.module);
  const { default: runtime } = await page.System.import<{
    default: Pick<typeof runtimeModule, 'getBackendSrv' | 'toDataQueryResponse'>;
  }>('package:@grafana/runtime');
  const datasource = new plugin.DataSourceClass(settings);
  page.ways = {
    ours: (nodes) =>
      new Promise((resolve, reject) => {
        const from = { valueOf: () => Date.now() - 3_600_000 };
        const to = { valueOf: () => Date.now() };
        datasource
          .query({
            requestId: 'speed',
            range: { from, to, raw: { from: 'now-1h', to: 'now' } },
            scopedVars: {},
            targets: [
              {
                refId: 'A',
                queryType: 'profile',
                profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
                labelSelector: `{nodes="${nodes}"}`,
                maxNodes: 1_048_576,
              },
            ],
          })
          .subscribe({
            next: ({ data, errors }: { data: Array<{ length: number }>; errors?: Array<{ message: string }> }) =>
              errors ? reject(new Error(errors[0].message)) : resolve(data[0].length),
            error: reject,
          });
      }),
    core: (nodes) =>
      new Promise((resolve, reject) => {
        runtime
          .getBackendSrv()
          .fetch({ url: `${settings.url}/core-frames?nodes="${nodes}"`, method: 'GET' })
          .subscribe({
            next: (response) => resolve(runtime.toDataQueryResponse(response as never).data[0].length),
            error: reject,
          });
      }),
  };
}

export interface OnceInPage {
  readonly rows: number;
  /** from the last byte of the answer to the frames */
  readonly answerToFramesMs: number;
  /** longest time in which the page could do nothing else; 0 = none of 50 ms */
  readonly longestTaskMs: number;
}

/** Runs one way once. */
export async function runInPage({ way, nodes }: { way: string; nodes: number }): Promise<OnceInPage> {
  const { ways } = window as unknown as { ways: Record<string, (nodes: number) => Promise<number>> };
  performance.clearResourceTimings();
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ['longtask'] });
  const rows = await ways[way](nodes);
  const framesMs = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  const answers = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('/SelectMerge') || name.includes('/core-frames'))
    .map((entry) => (entry as PerformanceResourceTiming).responseEnd);
  return { rows, answerToFramesMs: framesMs - Math.max(...answers), longestTaskMs: Math.max(0, ...tasks) };
}
