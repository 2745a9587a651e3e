/**
 * Where a profile comes from, as far as it is known when its frame is made: how many instances sent it, until when, and to
 * what kind of storage. Asked when the profile itself is there, so that nothing waits in front of it: what comes too late
 * for this frame is remembered for the next one of the same query.
 */
import { catchError, EMPTY, firstValueFrom, of, tap, timeout } from 'rxjs';
import { askArrival, type Arrival } from '../client/arrival';
import { askStorageMode } from '../client/storageMode';
import type { StorageMode } from '../client/serverFacts';
import type { MergeRequest } from '../types';
import { readMinStep } from './minStep';
import type { QueryRunner } from './targets/target';

export interface Origin {
  readonly arrival: Arrival | null;
  readonly storageMode: StorageMode | null;
}

export interface OriginWatch {
  /** what is known by now */
  known(): Origin;
  /** when all is known, or after a second; never rejects */
  readonly soon: Promise<void>;
}

/** A table can wait so long for what is said about it. */
const SOON_MS = 1000;
/** The storage is asked for when the page has drawn: nothing on it depends on that. */
const STORAGE_AFTER_MS = 3000;

export function watchOrigin({ client, facts, options }: QueryRunner, request: MergeRequest): OriginWatch {
  learnStorageLater({ client, facts }, request);
  const { spanIds, traceIds, profileIds } = request;
  if ([spanIds, traceIds, profileIds].some(({ length }) => length > 0)) {
    // Series know no ids: they would count the whole service.
    return { known: () => ({ arrival: null, storageMode: facts.storageMode }), soon: Promise.resolve() };
  }
  const asked = askArrival(client, request, { pushSeconds: readMinStep(options.minStep), nowMs: Date.now() }).pipe(
    tap((arrival) => facts.rememberArrival(request, arrival)),
    timeout(SOON_MS),
    catchError(() => EMPTY)
  );
  return {
    known: () => ({ arrival: facts.arrivalOf(request), storageMode: facts.storageMode }),
    soon: firstValueFrom(asked, { defaultValue: null }).then(() => undefined),
  };
}

function learnStorageLater({ client, facts }: Pick<QueryRunner, 'client' | 'facts'>, request: MergeRequest): void {
  if (facts.storageMode !== null || facts.isStorageAsked) {
    return;
  }
  facts.isStorageAsked = true;
  setTimeout(() => {
    askStorageMode(client, request)
      .pipe(catchError(() => of(null)))
      .subscribe((mode) => {
        facts.storageMode ??= mode;
      });
  }, STORAGE_AFTER_MS);
}
