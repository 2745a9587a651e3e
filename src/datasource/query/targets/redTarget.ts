/**
 * Rate, errors and durations of the service that the selector names, from the linked Prometheus datasource: first under
 * which names it is measured there, then the values.
 */
import { map, switchMap, type Observable } from 'rxjs';
import { FieldType, type DataFrame } from '@grafana/data';
import { chooseRedSource, probeQuery, redQueries, type RedSource } from '../../../correlate/redMetrics';
import { t } from '../../../shared/ui/i18n/translate';
import { redFrames } from '../../frames/redFrames';
import { queryPrometheus, type PromTarget } from '../../prometheus/linkedPrometheus';
import { ownError } from '../../pyroscopeError';
import { rangeMs } from '../../timeRange';
import { matchersOfFilters } from '../adHocFilters';
import { formatLabelSelector, parseLabelSelector } from '../labelSelector';
import { effectiveSelector } from '../planQuery';
import type { RunTarget, TargetRun } from './target';

export const runRed: RunTarget = (run) => {
  const { query, request } = run;
  const selector = effectiveSelector(query.labelSelector, matchersOfFilters(request.filters), request.scopedVars);
  const service = serviceIn(selector);
  const extra = matchersText(effectiveSelector(query.metricSelector?.trim() || '{}', [], request.scopedVars));
  return findSource(run, service, extra).pipe(
    switchMap((source) => {
      const queries = redQueries(source, service, extra);
      const targets = queries.map(({ part, expr, withExemplars }): PromTarget => ({
        refId: part,
        expr,
        range: true,
        exemplar: withExemplars,
      }));
      return ask(run, targets, 'red').pipe(map((answer) => ({ frames: redFrames(source, answer) })));
    })
  );
};

/** Of the range: enough to meet a service that stopped, and cheap for one with many series. */
const PROBE_POINTS = 100;

function findSource(run: TargetRun, service: string, extra: string): Observable<RedSource> {
  const expr = probeQuery(service, extra);
  // At the end a service that just began, on the way there one that has stopped since.
  const probes: PromTarget[] = [
    { refId: 'probe', expr, instant: true, range: false },
    { refId: 'probe-range', expr, instant: false, range: true },
  ];
  return ask(run, probes, 'probe', PROBE_POINTS).pipe(
    map(({ frames, errors }) => {
      const said = errors.get('probe') ?? errors.get('probe-range');
      const source = said === undefined ? chooseRedSource(frames.flatMap(labelSets)) : null;
      if (source) {
        return source;
      }
      throw said === undefined
        ? noMetrics(service)
        : ownError('red-failed', {
            what: t('query.the-request-metrics-could-not', 'The request metrics could not be looked for.'),
            why: t(
              'query.the-linked-prometheus-datasource-refused',
              'The linked Prometheus datasource refused the query.'
            ),
            next: t('query.correct-metrics-in-the-query', 'Correct Metrics in the query.'),
            said,
          });
    })
  );
}

/** @param points  of the whole range at most; absent = as many as the panel shows */
function ask({ runner, query, request }: TargetRun, targets: readonly PromTarget[], name: string, points?: number) {
  const { scopedVars, timezone, startTime, range, intervalMs, maxDataPoints = 1000 } = request;
  const { fromMs, toMs } = rangeMs(range);
  return queryPrometheus(runner.options.prometheusUid, targets, {
    requestId: `${request.requestId}-${query.refId}-${name}`,
    scopedVars,
    timezone,
    startTime,
    range,
    intervalMs: points === undefined ? intervalMs : Math.max(intervalMs, Math.ceil((toMs - fromMs) / points)),
    maxDataPoints: points ?? maxDataPoints,
  });
}

function labelSets({ fields }: DataFrame): Array<Record<string, string>> {
  return fields.flatMap(({ type, labels }) => (type === FieldType.number && labels ? [labels] : []));
}

/** @throws PyroscopeError unless the selector names exactly one service */
function serviceIn(selector: string): string {
  const named = parseLabelSelector(selector).filter(
    ({ name, operator }) => name === 'service_name' && operator === '='
  );
  if (named.length === 1 && named[0].value !== '') {
    return named[0].value;
  }
  throw ownError('red-service', {
    what: t('query.the-label-selector-does-not', 'The label selector does not name one service.'),
    why: t(
      'query.quantiles-and-error-ratios-of',
      'Quantiles and error ratios of several services have no common value.'
    ),
    next: t('query.write-it-like-service-name', 'Write it like {service_name="checkout"}.'),
  });
}

function matchersText(selector: string): string {
  return formatLabelSelector(parseLabelSelector(selector)).slice(1, -1);
}

function noMetrics(service: string) {
  return ownError('red-no-metrics', {
    what: t(
      'query.prometheus-has-no-request-metrics',
      'Prometheus has no request metrics of “{{service}}” in this time range.',
      { service }
    ),
    why: t(
      'query.none-of-the-names-used',
      'None of the names used by OpenTelemetry, span metrics, Istio, Linkerd and ingress-nginx has series of it.'
    ),
    next: t(
      'query.check-the-linked-datasource-in',
      'Check the linked datasource in the settings, or whether the service has another name in its metrics.'
    ),
  });
}
