/**
 * For how long profiles came in: what a weight is divided by to have it per second. Of a whole service that is the window;
 * of one version or pod it is the part of the window in which that one ran.
 */
import { catchError, map, of, type Observable } from 'rxjs';
import type { PyroscopeClient } from '../client/pyroscopeClient';
import { selectSeries } from '../client/selectSeries';
import { readFailure } from '../client/failure';
import type { MergeRequest, PyroscopeOptions } from '../types';
import { readMinStep } from './minStep';
import { coveredSeconds } from '../../correlate/cadence';

/** Enough to tell a tenth of a window; a day has 5760 steps of 15 s. */
const MOST_STEPS = 500;

export interface ProfiledTime {
  readonly seconds: number;
  /** whether it was counted: not where ids select profiles, which series don't know, nor where the request failed */
  readonly isCounted: boolean;
}

/** One small request beside that of the profile. Never fails, except by being cancelled. */
export function secondsWithProfiles(
  client: Pick<PyroscopeClient, 'json'>,
  request: MergeRequest,
  { minStep }: PyroscopeOptions
): Observable<ProfiledTime> {
  const { profileTypeId, labelSelector, fromMs, toMs, isFixed, spanIds, traceIds, profileIds } = request;
  const seconds = (toMs - fromMs) / 1000;
  const whole: ProfiledTime = { seconds, isCounted: false };
  if ([spanIds, traceIds, profileIds].some(({ length }) => length > 0)) {
    return of(whole);
  }
  const stepSeconds = Math.max(readMinStep(minStep), Math.ceil(seconds / MOST_STEPS));
  const one = { groupBy: [], limit: 1, withExemplars: false };
  return selectSeries(client, { profileTypeId, labelSelector, fromMs, toMs, isFixed, stepSeconds, ...one }).pipe(
    map(([series]): ProfiledTime => {
      const times = (series?.timesMs ?? []).filter((_, i) => series.values[i] > 0);
      const covered = coveredSeconds(times, stepSeconds, seconds);
      return covered > 0 ? { seconds: covered, isCounted: true } : whole;
    }),
    catchError((error: unknown) => {
      if (readFailure(error).kind === 'cancelled') {
        throw error;
      }
      return of(whole);
    })
  );
}
