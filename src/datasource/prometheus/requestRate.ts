/** How many requests a window holds: the load behind a profile. */
import { dateTime, FieldType, type DataFrame, type DataQueryRequest, type TimeRange } from '@grafana/data';
import { map, of, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import { ownError } from '../pyroscopeError';
import type { PyroscopeQuery, RangeMs } from '../types';
import { coveredSeconds } from '../../correlate/cadence';
import { queryPrometheus } from './linkedPrometheus';
import { sum } from 'simple-statistics';

/** Fine enough for a mean, whatever the length of the window. */
const POINTS = 120;
const SMALLEST_STEP_MS = 15_000;

/**
 * @param rate  requests per second: a number, or PromQL for the linked Prometheus datasource; variables in place
 * @returns requests in the window, more than 0
 * @throws PyroscopeError where the rate is nowhere to be had, or 0 (in the stream)
 */
export function requestsIn(
  window: RangeMs,
  rate: string,
  { uid, request, requestId }: { uid: string | undefined; request: DataQueryRequest<PyroscopeQuery>; requestId: string }
): Observable<number> {
  const seconds = (window.toMs - window.fromMs) / 1000;
  const fixed = Number(rate);
  if (Number.isFinite(fixed)) {
    return of(positive(fixed * seconds, rate));
  }
  const { scopedVars, timezone, startTime } = request;
  const intervalMs = Math.max(SMALLEST_STEP_MS, Math.ceil((window.toMs - window.fromMs) / POINTS));
  return queryPrometheus(uid, [{ refId: 'requests', expr: rate, range: true }], {
    requestId: `${requestId}-requests`,
    scopedVars,
    timezone,
    startTime,
    range: timeRangeOf(window),
    intervalMs,
    maxDataPoints: POINTS,
  }).pipe(
    map(({ frames, errors }) => {
      const said = errors.get('requests');
      if (said !== undefined) {
        throw ownError('request-rate-failed', {
          what: t('prometheus.the-request-rate-could-not', 'The request rate could not be read.'),
          why: t(
            'prometheus.the-linked-prometheus-datasource-refused',
            'The linked Prometheus datasource refused the query.'
          ),
          next: t('prometheus.correct-requests-in-the-query', 'Correct Requests in the query.'),
          said,
        });
      }
      return positive(requestsOf(frames, intervalMs / 1000, seconds), rate);
    })
  );
}

export function timeRangeOf({ fromMs, toMs }: RangeMs): TimeRange {
  const from = dateTime(fromMs);
  const to = dateTime(toMs);
  return { from, to, raw: { from, to } };
}

/** Series of one rate (by route, by version) add up, each over the time in which it was there. */
function requestsOf(frames: readonly DataFrame[], stepSeconds: number, windowSeconds: number): number {
  return sum(
    frames.flatMap(({ fields }) => {
      const times = fields.find(({ type }) => type === FieldType.time)?.values as number[] | undefined;
      return fields
        .filter(({ type }) => type === FieldType.number)
        .map(({ values }) => {
          const known = (values as Array<number | null>)
            .map((rate, i) => ({ rate, timeMs: times?.[i] }))
            .filter((point): point is { rate: number; timeMs: number | undefined } => Number.isFinite(point.rate));
          const timesMs = known.flatMap(({ timeMs }) => timeMs ?? []);
          const covered = times ? coveredSeconds(timesMs, stepSeconds, windowSeconds) : windowSeconds;
          return known.length === 0 ? 0 : (sum(known.map(({ rate }) => rate)) / known.length) * covered;
        });
    })
  );
}

function positive(requests: number, rate: string): number {
  if (requests > 0) {
    return requests;
  }
  throw ownError('no-requests', {
    what: t('prometheus.there-were-no-requests', 'There were no requests.'),
    why: t('prometheus.is-0-or-has-no', '“{{rate}}” is 0 or has no data in the time range.', { rate }),
    next: t(
      'prometheus.widen-the-time-range-correct',
      'Widen the time range, correct Requests in the query, or leave it empty to compare per second.'
    ),
  });
}
