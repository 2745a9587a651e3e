/**
 * The ladder from one request's span to its trace and its route: what each would merge, and why it can't where it can't.
 * The service is the step above them; it is the panel's own profile.
 */
import { describeRequest, type Exemplar } from '../../correlate/exemplars';
import { sampleFloor } from '../../correlate/sampleFloor';
import { formatSamples } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { MAX_WINDOW_MS, WINDOW_MARGIN_MS } from './loadRequestProfile';

export const RUNGS = ['route', 'trace', 'span'] as const;
export type Rung = (typeof RUNGS)[number];
export type WiderRung = Exclude<Rung, 'span'>;

/** Requests of a route that are merged into one profile, none further from the opened one than one query can read. */
export const MOST_OF_ROUTE = 40;

export interface RungState {
  readonly rung: WiderRung;
  /** `Trace`, `POST /checkout` */
  readonly name: string;
  /** what is merged, in a sentence */
  readonly told: string;
  /** why it can't be read; null where it can */
  readonly closed: string | null;
  /** of its profile; null where it was not read, or its unit has no known quantum */
  readonly samples: number | null;
  readonly isReading: boolean;
}

export interface Ladder {
  readonly states: readonly RungState[];
  /** what the route merges: evenly over the window or its day round the opened request, which is among them */
  readonly ofRoute: readonly Exemplar[];
  readonly route: string | null;
}

interface Known {
  /** the opened request; null where no dot in view is it */
  readonly exemplar: Exemplar | null;
  readonly exemplars: readonly Exemplar[];
  readonly service: string | null;
  /** the data source selects whole traces */
  readonly canSelectTraces: boolean;
  /** a trace data source is known, which names a trace's spans */
  readonly hasTraces: boolean;
}

export const readRung = (text: string | null | undefined): Rung => RUNGS.find((rung) => rung === text) ?? 'span';

/** Θ(requests in view). */
export function ladderOf({ exemplar, exemplars, service, canSelectTraces, hasTraces }: Known): Ladder {
  const route = exemplar === null ? null : describeRequest(exemplar).route;
  const found = exemplars.filter(
    (one) => route !== null && describeRequest(one).route === route && (canSelectTraces || one.spanId !== null)
  );
  // One query reads them all, and stores refuse longer windows.
  const near = found.filter(
    ({ timeMs }) => exemplar !== null && Math.abs(timeMs - exemplar.timeMs) < MAX_WINDOW_MS / 2 - 2 * WINDOW_MARGIN_MS
  );
  const ofRoute = evenly(near, exemplar, MOST_OF_ROUTE);
  const unread = { samples: null, isReading: false };
  const merged =
    ofRoute.length < found.length
      ? t('request.of', '{{ofRoute}} of {{found}}', { ofRoute: ofRoute.length, found: found.length })
      : String(found.length);
  return {
    route,
    ofRoute,
    states: [
      {
        rung: 'route',
        name: route ?? t('request.route', 'Route'),
        told: t('request.requests-of-in-view-merged', '{{merged}} requests of {{route}} in view, merged.', {
          merged,
          route: route ?? '',
        }),
        closed:
          exemplar === null
            ? t('request.no-dot-in-view-is', 'No dot in view is this request, so its route is not known.')
            : route === null
              ? t('request.the-metric-names-no-route', 'The metric names no route.')
              : near.length < 2
                ? t('request.no-other-request-of-in', 'No other request of {{route}} in view can be read.', { route })
                : null,
        ...unread,
      },
      {
        rung: 'trace',
        name: t('request.trace', 'Trace'),
        told: t('request.all-that-it-did', 'All that {{service}} did for this trace.', {
          service: service ?? t('request.the-service', 'the service'),
        }),
        closed:
          canSelectTraces || hasTraces
            ? null
            : t(
                'request.this-data-source-selects-spans',
                'This data source selects spans alone, and no trace data source is known.'
              ),
        ...unread,
      },
    ],
  };
}

function evenly(found: readonly Exemplar[], opened: Exemplar | null, most: number): readonly Exemplar[] {
  if (found.length <= most) {
    return found;
  }
  const others = [...found].filter(({ key }) => key !== opened?.key).sort((a, b) => a.timeMs - b.timeMs);
  const picked = Array.from(
    { length: most - 1 },
    (_, at) => others[Math.floor(((at + 0.5) * others.length) / (most - 1))]
  );
  return opened === null ? picked : [...picked, opened];
}

/** `412 samples, good to about 5 points.` */
export function rungText({ told, closed, samples, isReading }: RungState): string {
  if (closed !== null) {
    return closed;
  }
  return `${told} ${samples === null ? (isReading ? t('request.samples-are-being-counted', 'Its samples are being counted.') : t('request.not-read-yet', 'Not read yet.')) : floorText(samples)}`;
}

/** What a number of samples allows, in a sentence. */
export function floorText(samples: number): string {
  const { level, accuracyPoints } = sampleFloor(samples);
  const counted = t('request.counted', '', {
    count: samples,
    amount: formatSamples(samples),
    defaultValue_one: '{{amount}} sample',
    defaultValue_other: '{{amount}} samples',
  });
  switch (level) {
    case 'none':
      return t('request.no-samples', 'No samples.');
    case 'counts-only':
      return t('request.count-too-few-for-shares', '{{samples}}: too few for shares.', { samples: counted });
    case 'no-advice':
      return t(
        'request.shares-good-to-about-points',
        '{{samples}}: shares good to about {{accuracyPoints}} points, too few for advice.',
        { samples: counted, accuracyPoints }
      );
    case 'caution':
    case 'enough':
      return t('request.shares-good-to', '', {
        count: accuracyPoints,
        samples: counted,
        defaultValue_one: '{{samples}}: shares good to about {{count}} point.',
        defaultValue_other: '{{samples}}: shares good to about {{count}} points.',
      });
  }
}
