/**
 * A small recording made by a program: samples drawn with a seed are kept as a plain list, so that a test can sum them
 * itself, and are packed into pushes for the stand-ins. Series and traces have values that can be computed by hand.
 */
import {
  Function as PprofFunction,
  Label,
  Line,
  Location,
  Profile,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format';
import type { Dataset, PushEntry, RecordedTrace } from '../../../demo/standins/dataset';
import { seededRandom } from '../../../src/profiles/testing/seededRandom';

/** One sample of one push. */
export interface PlainSample {
  readonly atMs: number;
  readonly service: string;
  readonly version: string;
  readonly type: string;
  /** function names, root first */
  readonly stack: readonly string[];
  readonly value: number;
  /** '' = outside of any request */
  readonly spanId: string;
  readonly traceId: string;
  /** label of the sample itself */
  readonly spanName: string;
}

/** Inside the window that the recorded requests ask for, so that these find something here, too. */
export const START_MS = 1_795_385_720_000;
export const END_MS = START_MS + 240_000;
export const DEPLOY_MS = START_MS + 120_000;
export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
export const GOROUTINES = 'goroutines:goroutine:count:goroutine:count';
export const MEMORY = 'memory:alloc_space:bytes:space:bytes';

const STACKS: ReadonlyArray<readonly string[]> = [
  ['main.main', 'http.serve', 'shop.order', 'shop.price'],
  ['main.main', 'http.serve', 'shop.order', 'json.encode'],
  ['main.main', 'http.serve', 'shop.list', 'json.encode'],
  ['main.main', 'runtime.gc'],
  ['main.main', 'http.serve', 'shop.list', 'shop.rank', 'sort.sort'],
];
const ROUTES = ['GET /list', 'POST /order'];

/** Pushes of two services every 15 s; a sample in two belongs to a request with an id of its own. */
export function plainSamples(seed: number): PlainSample[] {
  const next = seededRandom(seed);
  const random = (below: number): number => Math.floor(next() * below);
  const hex = (digits: number): string => Array.from({ length: digits }, () => random(16).toString(16)).join('');
  const samples: PlainSample[] = [];
  for (let atMs = START_MS + 5_000; atMs < END_MS; atMs += 15_000) {
    for (const service of ['orders', 'stock']) {
      for (const type of [CPU, GOROUTINES, MEMORY]) {
        const step = type === CPU ? 10_000_000 : type === MEMORY ? 4096 : 1;
        for (let i = 0; i < 6; i++) {
          const inRequest = type === CPU && random(2) === 0;
          samples.push({
            atMs,
            service,
            type,
            version: atMs < DEPLOY_MS ? '1' : '2',
            stack: STACKS[random(STACKS.length)]!,
            value: (1 + random(40)) * step,
            spanId: inRequest ? hex(16) : '',
            traceId: inRequest ? hex(32) : '',
            spanName: inRequest ? ROUTES[random(ROUTES.length)]! : '',
          });
        }
      }
    }
  }
  return samples;
}

/** Requests per second of each route, constant: what a rate must be. */
export const RATES: Readonly<Record<string, number>> = { '/list': 4, '/order': 2 };
/** Every request of a route took this long, seconds; the buckets are 0.1, 0.5 and 1. */
export const DURATIONS: Readonly<Record<string, number>> = { '/list': 0.05, '/order': 0.4 };
const BUCKETS = [0.1, 0.5, 1, Infinity];
const SCRAPE_MS = 5_000;

export function smallDataset(samples: readonly PlainSample[]): Dataset {
  const pushes = new Map<string, PlainSample[]>();
  for (const sample of samples) {
    const file = [sample.service, sample.type, sample.atMs].join(' ');
    pushes.set(file, [...(pushes.get(file) ?? []), sample]);
  }
  return {
    times: { window: { startMs: START_MS, endMs: END_MS }, deployMs: DEPLOY_MS },
    pushes: [...pushes].map(([file, [first]]): PushEntry => ({
      file,
      labels: { service_name: first!.service, version: first!.version },
      profileTypes: [first!.type],
      timeNanos: `${first!.atMs}000000`,
    })),
    series: seriesOf(),
    exemplars: [
      {
        seriesLabels: { __name__: 'http_server_request_duration_seconds_bucket', job: 'orders', le: '0.5' },
        exemplars: samples
          .filter(({ spanId, service }) => spanId !== '' && service === 'orders')
          .map(({ atMs, traceId }) => ({ labels: { trace_id: traceId }, value: '0.4', timestamp: atMs / 1000 })),
      },
    ],
    metadata: { http_server_requests_total: [{ type: 'counter', help: 'Requests.', unit: '' }] },
    traces: samples.filter(({ spanId }) => spanId !== '').map(traceOf),
    readProfile: (file) => encodePush(pushes.get(file) ?? []),
  };
}

function encodePush(samples: readonly PlainSample[]): Uint8Array {
  const strings = new StringTable();
  const text = (value: string): number => strings.dedup(value);
  const [, type, unit] = samples[0]!.type.split(':');
  const names = [...new Set(samples.flatMap(({ stack }) => stack))];
  const profile = new Profile({
    sampleType: [new ValueType({ type: text(type!), unit: text(unit!) })],
    function: names.map((name, i) => new PprofFunction({ id: i + 1, name: text(name), filename: text('shop.go') })),
    location: names.map((_, i) => new Location({ id: i + 1, line: [new Line({ functionId: i + 1, line: 7 })] })),
    sample: samples.map(
      ({ stack, value, spanId, traceId, spanName }) =>
        new Sample({
          locationId: [...stack].reverse().map((name) => names.indexOf(name) + 1),
          value: [value],
          label: Object.entries({ span_id: spanId, trace_id: traceId, span_name: spanName })
            .filter(([, of]) => of !== '')
            .map(([key, of]) => new Label({ key: text(key), str: text(of) })),
        })
    ),
    stringTable: strings,
  });
  return profile.encode();
}

/** Counters that grow by the same at every scrape, so rates are what `RATES` says. */
function seriesOf(): Dataset['series'] {
  const times: number[] = [];
  for (let atMs = START_MS; atMs < END_MS; atMs += SCRAPE_MS) {
    times.push(atMs);
  }
  const counter = (metric: Record<string, string>, perSecond: number): Dataset['series'][number] => ({
    metric: { job: 'orders', instance: 'a', ...metric },
    values: times.map((atMs) => [atMs / 1000, String(1_000 + (perSecond * (atMs - START_MS)) / 1000)] as const),
  });
  return [
    { metric: { __name__: 'up', job: 'orders', instance: 'a' }, values: times.map((ms) => [ms / 1000, '1'] as const) },
    ...Object.entries(RATES).flatMap(([route, rate]) => [
      counter({ __name__: 'http_server_requests_total', http_route: route }, rate),
      ...BUCKETS.map((bound) =>
        counter(
          {
            __name__: 'http_server_request_duration_seconds_bucket',
            http_route: route,
            le: bound === Infinity ? '+Inf' : String(bound),
          },
          DURATIONS[route]! <= bound ? rate : 0
        )
      ),
    ]),
  ];
}

/** One span a request: 400 ms before its push. */
function traceOf({ atMs, service, spanId, traceId, spanName }: PlainSample): RecordedTrace {
  const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
  return {
    traceId,
    trace: {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: base64(traceId),
                  spanId: base64(spanId),
                  name: spanName,
                  kind: 'SPAN_KIND_SERVER',
                  startTimeUnixNano: `${atMs - 400}000000`,
                  endTimeUnixNano: `${atMs}000000`,
                  attributes: [
                    { key: 'pyroscope.profile.id', value: { stringValue: spanId } },
                    { key: 'http.route', value: { stringValue: spanName.split(' ')[1]! } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  };
}
