/** A small incident for tests: three steps, a deploy, two slow requests. */
import type { Exemplar } from '../../../correlate/exemplars';
import { buildRedModel, type RedInput, type RedModel, type SeriesColumns } from '../../../correlate/red';

export const START = Date.UTC(2026, 10, 22, 14, 0, 0);
export const END = START + 30_000;

export const refIds = { rate: 'rate', errors: 'errors', p50: 'p50', p95: 'p95', p99: 'p99', versions: 'versions' };

export function series(
  refId: string,
  values: Array<number | null>,
  labels: Record<string, string> = {}
): SeriesColumns {
  return { refId, labels, timesMs: values.map((_, i) => START + i * 15_000), values };
}

export function exemplar(id: string, valueSeconds: number, atMs = START + 10_000): Exemplar {
  const traceId = id.padStart(32, '0');
  const spanId = id.padStart(16, '0');
  return {
    key: `${traceId}-${spanId}`,
    timeMs: atMs,
    valueSeconds,
    traceId,
    spanId,
    labels: { http_route: '/checkout', http_request_method: 'POST', http_response_status_code: '200' },
  };
}

export const slowRequest = exemplar('a1', 2.91);
export const slowerRequest = exemplar('a2', 3.57, START + 20_000);
export const fastRequest = exemplar('b1', 0.018);

export function redFixture(changes: Partial<RedInput> = {}): RedModel {
  return buildRedModel({
    series: [
      series('rate', [46, 40, 44]),
      series('errors', [0, 0.01, 0.004]),
      series('p50', [0.018, 0.018, 0.018]),
      series('p95', [0.3, 0.5, 0.64]),
      series('p99', [1.9, 2.5, 1.86]),
      series('versions', [46, 0, 0], { version: '1.4.0' }),
      series('versions', [0, 40, 44], { version: '1.5.0' }),
    ],
    exemplars: [fastRequest, slowRequest, slowerRequest],
    queried: Object.values(refIds),
    errors: {},
    refIds,
    sloSeconds: 1,
    loading: false,
    ...changes,
  });
}
