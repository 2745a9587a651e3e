/**
 * `SelectSeries`: the weight of a profile type over time.
 *
 * Of the answer (types.proto): points are sparse, a point holds what was pushed in (timestamp − step, timestamp], zero
 * fields are left out, int64 come as strings. Series are ordered by total, largest first.
 */
import { map, type Observable } from 'rxjs';
import { recordsIn } from './json';
import type { PyroscopeClient } from './pyroscopeClient';
import { subjectBody, type Subject } from './requestBodies';

export interface SeriesRequest extends Subject {
  readonly stepSeconds: number;
  readonly groupBy: readonly string[];
  readonly limit: number;
  readonly withExemplars: boolean;
}

export interface SeriesExemplar {
  readonly timeMs: number;
  /** UUID of the pushed profile */
  readonly profileId: string;
  /** weight of that profile, in the unit of the type */
  readonly value: number;
  /** labels of that profile without those it is grouped by; private ones are among them */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Series {
  /** values of the labels it is grouped by */
  readonly labels: Readonly<Record<string, string>>;
  /** ascending */
  readonly timesMs: readonly number[];
  /** weight pushed in the step that ends at the time, in the unit of the type */
  readonly values: readonly number[];
  /** at most one a step: the heaviest profile of it. Empty in v1 storage, which does not say that it has none. */
  readonly exemplars: readonly SeriesExemplar[];
}

export function selectSeries(client: Pick<PyroscopeClient, 'json'>, request: SeriesRequest): Observable<Series[]> {
  const body = {
    ...subjectBody(request),
    step: request.stepSeconds,
    limit: request.limit,
    ...(request.groupBy.length > 0 && { groupBy: request.groupBy }),
    ...(request.withExemplars && { exemplarType: 'EXEMPLAR_TYPE_INDIVIDUAL' }),
  };
  return client
    .json('SelectSeries', body, { range: request, lane: 'profile' })
    .pipe(map((answer) => recordsIn(answer.series).map(seriesOf)));
}

function seriesOf(json: Record<string, unknown>): Series {
  const points = recordsIn(json.points);
  return {
    labels: labelsOf(json.labels),
    timesMs: points.map(({ timestamp }) => numberOf(timestamp)),
    values: points.map(({ value }) => numberOf(value)),
    exemplars: points.flatMap(({ exemplars }) => recordsIn(exemplars).flatMap(exemplarOf)),
  };
}

function exemplarOf({ timestamp, profileId, value, labels }: Record<string, unknown>): SeriesExemplar[] {
  return typeof profileId === 'string' && profileId !== ''
    ? [{ timeMs: numberOf(timestamp), profileId, value: numberOf(value), labels: labelsOf(labels) }]
    : [];
}

/** A record without prototype: a label may be called `constructor`. */
function labelsOf(json: unknown): Record<string, string> {
  const labels = Object.create(null) as Record<string, string>;
  for (const { name, value } of recordsIn(json)) {
    if (typeof name === 'string') {
      labels[name] = typeof value === 'string' ? value : '';
    }
  }
  return labels;
}

/** Left out where it is 0. */
function numberOf(json: unknown): number {
  return Number(json ?? 0);
}
