/**
 * Under which names a service's requests are measured, and the PromQL that reads rate, errors and durations from them.
 *
 * Names differ by who instruments: OpenTelemetry (stable and old), Tempo, the Collector, meshes, own code. The first
 * convention of the table that has series of the service is taken. Sources: OpenTelemetry semantic conventions 1.44,
 * Tempo's and the Collector's span metrics, Istio, Linkerd and ingress-nginx documentation.
 */
import { quotePromString } from '../shared/lib/promString';

interface Convention {
  readonly title: string;
  /** counter of requests; also the base of the histogram where it ends in `_count` */
  readonly counter: string;
  /** histogram of durations, without `_bucket` */
  readonly histogram: string;
  readonly secondsPerUnit: number;
  /** matchers of a failed request, first that has series wins */
  readonly errors: readonly string[];
  /** matchers that belong to the convention: requests that the service answers, not those that it sends */
  readonly fixed: string;
}

const HTTP_ERRORS = ['http_response_status_code=~"5.."', 'http_status_code=~"5.."', 'error_type!=""'];
const OWN_ERRORS = ['code=~"5.."', 'status=~"5.."', 'status_code=~"5.."'];

function histogram(title: string, name: string, errors: readonly string[], rest: Partial<Convention> = {}): Convention {
  return { title, counter: `${name}_count`, histogram: name, secondsPerUnit: 1, errors, fixed: '', ...rest };
}

export const RED_CONVENTIONS: readonly Convention[] = [
  histogram('OpenTelemetry HTTP', 'http_server_request_duration_seconds', HTTP_ERRORS),
  histogram('OpenTelemetry HTTP, old', 'http_server_duration_milliseconds', HTTP_ERRORS, { secondsPerUnit: 1e-3 }),
  histogram('OpenTelemetry RPC', 'rpc_server_call_duration_seconds', ['error_type!=""', 'rpc_grpc_status_code!~"0|"']),
  histogram('OpenTelemetry RPC, old', 'rpc_server_duration_milliseconds', ['rpc_grpc_status_code!~"0|"'], {
    secondsPerUnit: 1e-3,
  }),
  histogram('Own HTTP', 'http_request_duration_seconds', OWN_ERRORS),
  histogram('Tempo span metrics', 'traces_spanmetrics_latency', ['status_code="STATUS_CODE_ERROR"'], {
    counter: 'traces_spanmetrics_calls_total',
    fixed: 'span_kind="SPAN_KIND_SERVER"',
  }),
  histogram(
    'Collector span metrics',
    'traces_span_metrics_duration_milliseconds',
    ['status_code="STATUS_CODE_ERROR"'],
    {
      counter: 'traces_span_metrics_calls_total',
      secondsPerUnit: 1e-3,
      fixed: 'span_kind="SPAN_KIND_SERVER"',
    }
  ),
  histogram('Istio', 'istio_request_duration_milliseconds', ['response_code=~"5.."'], {
    counter: 'istio_requests_total',
    secondsPerUnit: 1e-3,
    fixed: 'reporter="destination"',
  }),
  histogram('Linkerd', 'response_latency_ms', ['classification="failure"'], {
    counter: 'response_total',
    secondsPerUnit: 1e-3,
    fixed: 'direction="inbound"',
  }),
  histogram('ingress-nginx', 'nginx_ingress_controller_request_duration_seconds', ['status=~"5.."'], {
    counter: 'nginx_ingress_controller_requests',
  }),
];

/** Labels that name a service in metrics; of `job` the part behind the last slash does (OpenTelemetry's convention). */
export const METRIC_SERVICE_LABELS = [
  'service_name',
  'service',
  'job',
  'destination_workload',
  'destination_service_name',
  'deployment',
  'app',
] as const;

/**
 * Series of the service under any of the names, counted by name and by the labels that may name it: an instant query.
 *
 * @param extra  further matchers without braces, '' = none
 */
export function probeQuery(service: string, extra: string): string {
  const names = RED_CONVENTIONS.flatMap(({ counter, histogram: base }) => [counter, base, `${base}_bucket`]);
  const name = `__name__=~${quotePromString([...new Set(names)].join('|'))}`;
  return METRIC_SERVICE_LABELS.map((label) => {
    const matchers = [name, serviceMatcher(label, service), extra].filter((text) => text !== '').join(',');
    return `count by (__name__,${label}) ({${matchers}})`;
  }).join(' or ');
}

/** What the service is measured under. */
export interface RedSource {
  readonly convention: Convention;
  readonly serviceLabel: string;
  /** classic buckets, a native histogram, or counters alone */
  readonly durations: 'buckets' | 'native' | 'none';
}

/** @param found  label sets of the answer to {@link probeQuery} @returns null where no convention has series */
export function chooseRedSource(found: ReadonlyArray<Readonly<Record<string, string>>>): RedSource | null {
  for (const convention of RED_CONVENTIONS) {
    for (const serviceLabel of METRIC_SERVICE_LABELS) {
      const has = (name: string) => found.some((labels) => labels.__name__ === name && serviceLabel in labels);
      const isNative = has(convention.histogram);
      if (has(convention.counter) || isNative) {
        const durations = has(`${convention.histogram}_bucket`) ? 'buckets' : isNative ? 'native' : 'none';
        return { convention, serviceLabel, durations };
      }
    }
  }
  return null;
}

export interface RedQuery {
  readonly part: 'rate' | 'errors' | 'p50' | 'p95' | 'p99' | 'versions';
  readonly expr: string;
  /** exemplars of all are the same; they are asked for once */
  readonly withExemplars: boolean;
}

/** Rate in 1/s, errors 0..1 of the requests, durations in seconds. `$__rate_interval` is Grafana's. */
export function redQueries(
  { convention, serviceLabel, durations }: RedSource,
  service: string,
  extra: string
): RedQuery[] {
  const { counter, histogram: base, secondsPerUnit, errors, fixed } = convention;
  const matchers = (...more: string[]) =>
    [serviceMatcher(serviceLabel, service), fixed, extra, ...more].filter((text) => text !== '').join(',');
  const perSecond = (...more: string[]) =>
    durations === 'native'
      ? `histogram_count(sum(rate(${base}{${matchers(...more)}}[$__rate_interval])))`
      : `sum(rate(${counter}{${matchers(...more)}}[$__rate_interval]))`;
  // Without a failed request there is no series of them: that is 0, not nothing.
  const failed = [...errors.map((error) => perSecond(error)), 'vector(0)'].join(' or ');
  const quantile = (q: number) =>
    durations === 'native'
      ? `histogram_quantile(${q}, sum(rate(${base}{${matchers()}}[$__rate_interval])))`
      : `histogram_quantile(${q}, sum by (le) (rate(${base}_bucket{${matchers()}}[$__rate_interval])))`;
  const inSeconds = (expr: string) => (secondsPerUnit === 1 ? expr : `${expr} * ${secondsPerUnit}`);
  const duration = (part: 'p50' | 'p95' | 'p99', q: number): RedQuery => ({
    part,
    expr: inSeconds(quantile(q)),
    withExemplars: part === 'p99',
  });
  return [
    { part: 'rate', expr: perSecond(), withExemplars: false },
    { part: 'errors', expr: `(${failed}) / ${perSecond()}`, withExemplars: false },
    ...(durations === 'none' ? [] : [duration('p50', 0.5), duration('p95', 0.95), duration('p99', 0.99)]),
    {
      part: 'versions',
      expr: `count by (version) (${durations === 'native' ? base : counter}{${matchers('version!=""')}})`,
      withExemplars: false,
    },
  ];
}

function serviceMatcher(label: string, service: string): string {
  return label === 'job'
    ? `job=~${quotePromString(`(.+/)?${service.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`)}`
    : `${label}=${quotePromString(service)}`;
}
