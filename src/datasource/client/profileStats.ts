/**
 * `GetProfileStats`: since when, and until when, a tenant has profiles. Cheap: answered from the index.
 *
 * Seen on a v2 server after a load: `{}` for minutes, until the first compaction, while queries found the profiles.
 */
import { map, type Observable } from 'rxjs';
import type { PyroscopeClient } from './pyroscopeClient';

export interface ProfileStats {
  /** false also where the profiles are too young to be counted */
  readonly hasProfiles: boolean;
  /** null where the server doesn't say: dual storage names the newest alone */
  readonly oldestMs: number | null;
  readonly newestMs: number | null;
}

export function profileStats(client: Pick<PyroscopeClient, 'json'>): Observable<ProfileStats> {
  return client.json('GetProfileStats', {}).pipe(
    map(({ dataIngested, oldestProfileTime, newestProfileTime }) => ({
      hasProfiles: dataIngested === true,
      oldestMs: momentOf(oldestProfileTime),
      newestMs: momentOf(newestProfileTime),
    }))
  );
}

/** int64 comes as a string, and is left out where it is 0; a server without data may give the largest or smallest one. */
function momentOf(json: unknown): number | null {
  const ms = Number(json ?? 0);
  return Number.isSafeInteger(ms) && ms > 0 ? ms : null;
}
