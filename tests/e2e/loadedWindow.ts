/** When the recording was loaded: asked of Prometheus through Grafana, so that the specs work with any load. */
import type { APIRequestContext } from '@playwright/test';

export interface LoadedWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Recorded seconds before the deploy, less the start of the load. */
const INCIDENT_SECONDS = 500;
const LAST_BEFORE_DEPLOY = 'max(max_over_time(timestamp(build_info{service_name="checkout",version="1.4.0"})[6h:15s]))';

/** @returns the latest loaded incident: only version 1.4.0 in view */
export async function loadedIncident(request: APIRequestContext): Promise<LoadedWindow> {
  const response = await request.get('/api/datasources/proxy/uid/prometheus/api/v1/query', {
    params: { query: LAST_BEFORE_DEPLOY },
  });
  const answer = (await response.json()) as { data?: { result?: Array<{ value: [number, string] }> } };
  const seconds = Number(answer.data?.result?.[0]?.value[1]);
  if (!Number.isFinite(seconds)) {
    throw new Error('No recording within the last six hours: run `npm run seed` against the servers of this Grafana.');
  }
  return { fromMs: (seconds - INCIDENT_SECONDS) * 1000, toMs: seconds * 1000 };
}

export function searchOf({ fromMs, toMs }: LoadedWindow): URLSearchParams {
  return new URLSearchParams({ from: String(fromMs), to: String(toMs) });
}
