/**
 * Why nothing was found, said on the panel that shows nothing. Pyroscope answers a range outside its retention, one in
 * the future and a selector that matches nothing alike: 200, and empty.
 */
import { createDataFrame, dateTimeFormat, type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { catchError, map, of, switchMap, timeout, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import type { PyroscopeClient } from '../client/pyroscopeClient';
import { profileStats, type ProfileStats } from '../client/profileStats';
import { lastHour } from '../timeRange';
import type { RangeMs } from '../types';

/** The reason is worth a moment, not a wait. */
const REASON_LIMIT_MS = 2000;

/** @returns the frames with a notice that says why they are empty; as they are where one is not */
export function explainEmpty(
  client: Pick<PyroscopeClient, 'json' | 'profileTypes'>,
  range: RangeMs,
  refId: string,
  frames: readonly DataFrame[]
): Observable<readonly DataFrame[]> {
  if (frames.some(({ length }) => length > 0)) {
    return of(frames);
  }
  return knownStats(client).pipe(
    timeout(REASON_LIMIT_MS),
    catchError(() => of(null)),
    map((stats) => {
      const notice = { severity: 'info' as const, text: reasonOf(range, Date.now(), stats) };
      return frames.length === 0
        ? [createDataFrame({ refId, fields: [], meta: { notices: [notice] } })]
        : [withNotice(frames[0], notice), ...frames.slice(1)];
    })
  );
}

/** v2 storage counts only what it has compacted: without statistics the last hour decides whether there is anything. */
function knownStats(client: Pick<PyroscopeClient, 'json' | 'profileTypes'>): Observable<ProfileStats | null> {
  return profileStats(client).pipe(
    switchMap((stats) =>
      stats.hasProfiles
        ? of(stats)
        : client.profileTypes(lastHour()).pipe(map(({ length }) => (length > 0 ? null : stats)))
    )
  );
}

/** @param stats  null where the server does not tell */
export function reasonOf({ fromMs, toMs }: RangeMs, nowMs: number, stats: ProfileStats | null): string {
  if (fromMs >= nowMs) {
    return t(
      'query.the-time-range-is-in',
      'The time range is in the future: nothing has been profiled yet. Choose an earlier one.'
    );
  }
  if (stats && !stats.hasProfiles) {
    return t(
      'query.this-server-has-no-profiles',
      'This server has no profiles for this tenant, neither stored nor of the last hour. Check that your services send them here, and the tenant in the datasource settings.'
    );
  }
  if (stats?.oldestMs && toMs < stats.oldestMs) {
    return t(
      'query.the-time-range-ends-before',
      'The time range ends before the oldest profile here, of {{oldestMs}}: older ones were never sent, or were deleted by the retention of the server. Choose a later one.',
      { oldestMs: dateTimeFormat(stats.oldestMs) }
    );
  }
  if (stats?.newestMs && fromMs > stats.newestMs) {
    return t(
      'query.the-time-range-begins-after',
      'The time range begins after the newest profile here, of {{newestMs}}: since then nothing has arrived. Check the agents, or choose an earlier range.',
      { newestMs: dateTimeFormat(stats.newestMs) }
    );
  }
  return t(
    'query.no-profile-matches-in-this',
    'No profile matches in this time range. Check profile type and label selector, or widen the range.'
  );
}

function withNotice(frame: DataFrame, notice: QueryResultMetaNotice): DataFrame {
  return { ...frame, meta: { ...frame.meta, notices: [...(frame.meta?.notices ?? []), notice] } };
}
