/** What a series query asks for, from saved JSON and the panel's size. */
import type { DataQueryRequest } from '@grafana/data';
import { profileKindOf } from '../../../analysis';
import { t } from '../../../shared/ui/i18n/translate';
import type { SeriesRequest } from '../../client/selectSeries';
import { unitOf } from '../../frames/units';
import { DEFAULT_SERIES_LIMIT, type PyroscopeOptions, type PyroscopeQuery, type SeriesValue } from '../../types';
import { interpolateIds } from '../interpolate';
import { readMinStep } from '../minStep';
import type { QueryPlan } from '../planQuery';
import { readCount, type CountField } from '../readCount';

export interface SeriesPlan {
  readonly request: SeriesRequest;
  /** lines shown; the request asks for one more where the limit is not the user's, to tell that there are more */
  readonly shownLimit: number;
  readonly value: SeriesValue;
  /** what is in use at a moment: neither a rate nor a sum */
  readonly isGauge: boolean;
  /** step of the panel in seconds; for a gauge a multiple of the step asked for, else the same */
  readonly panelStepSeconds: number;
}

const limitField = (): CountField => ({
  kind: 'series-limit',
  subject: t('query.the-limit', 'The limit'),
  next: t('query.correct-limit-in-the-query', 'Correct Limit in the query.'),
});

/** @throws PyroscopeError on a limit or a step that is none */
export function planSeries(
  { request: profile }: QueryPlan,
  query: PyroscopeQuery,
  { scopedVars, intervalMs }: Pick<DataQueryRequest<PyroscopeQuery>, 'scopedVars' | 'intervalMs'>,
  options: PyroscopeOptions
): SeriesPlan {
  const kind = profileKindOf(profile.profileTypeId, unitOf(profile.profileTypeId), '');
  const isGauge = kind === 'inuse' || kind === 'goroutine';
  const minStep = readMinStep(options.minStep);
  const panelStepSeconds = minStep * Math.max(1, Math.ceil((intervalMs ?? 0) / 1000 / minStep));
  const stepSeconds = isGauge ? minStep : panelStepSeconds;
  const limit = readCount(query.limit ?? DEFAULT_SERIES_LIMIT, limitField());
  return {
    request: {
      profileTypeId: profile.profileTypeId,
      labelSelector: profile.labelSelector,
      ...alignRange(profile, panelStepSeconds * 1000),
      isFixed: profile.isFixed,
      stepSeconds,
      groupBy: interpolateIds(query.groupBy, scopedVars),
      limit: query.limit === undefined ? limit + 1 : limit,
      withExemplars: query.includeExemplars === true && !isGauge,
    },
    shownLimit: limit,
    value: query.seriesValue === 'total' ? 'total' : 'rate',
    isGauge,
    panelStepSeconds,
  };
}

/**
 * Steps at multiples of the step, so that a refresh does not move every point. A point covers the step before its time:
 * the first one ends inside the range, and of the last step only what is complete is asked.
 */
function alignRange({ fromMs, toMs }: { fromMs: number; toMs: number }, stepMs: number) {
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  const last = Math.floor(toMs / stepMs) * stepMs;
  return last > first ? { fromMs: first, toMs: last } : { fromMs, toMs };
}
