/**
 * Where a profile comes from, as far as it is known when its frame is made: how many instances sent it, until when, and to
 * what kind of storage. Asked when the profile itself is there, so that nothing waits in front of it: what comes too late
 * for this frame is remembered for the next one of the same query.
 */
import { asyncScheduler, catchError, EMPTY, firstValueFrom, of, subscribeOn, tap, timeout, timer } from 'rxjs';
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
/** Later than this nobody wants to know. */
const ANSWER_LIMIT_MS = 20_000;
/** The storage is asked for when the page has drawn: nothing on it depends on that. */
const STORAGE_AFTER_MS = 3000;
/** A server may be busy, or have no profile in the minutes that the question is about. */
const STORAGE_QUESTIONS = 3;

export function watchOrigin({ client, facts, options }: QueryRunner, request: MergeRequest): OriginWatch {
  learnStorageLater({ client, facts }, request);
  const { spanIds, traceIds, profileIds } = request;
  if ([spanIds, traceIds, profileIds].some(({ length }) => length > 0)) {
    // Series know no ids: they would count the whole service.
    return { known: () => ({ arrival: null, storageMode: facts.storageMode }), soon: Promise.resolve() };
  }
  const asked = askOnce({ client, facts, options }, request);
  return {
    known: () => ({ arrival: facts.arrivalOf(request), storageMode: facts.storageMode }),
    soon: Promise.race([asked, firstValueFrom(timer(SOON_MS))]).then(() => undefined),
  };
}

/** One question at a time about a window. It goes on when nobody waits any longer: the next frame knows its answer. */
function askOnce({ client, facts, options }: Pick<QueryRunner, 'client' | 'facts' | 'options'>, request: MergeRequest) {
  const { profileTypeId, labelSelector, fromMs, toMs } = request;
  const key = JSON.stringify([profileTypeId, labelSelector, fromMs, toMs]);
  const before = facts.arrivalQuestions.get(key);
  if (before) {
    return before;
  }
  const answer = askArrival(client, request, { pushSeconds: readMinStep(options.minStep), nowMs: Date.now() }).pipe(
    // A task of its own: the worker gets its job first, which everything waits for.
    subscribeOn(asyncScheduler),
    tap((arrival) => facts.rememberArrival(request, arrival)),
    timeout(ANSWER_LIMIT_MS),
    catchError(() => EMPTY)
  );
  const asked = firstValueFrom(answer, { defaultValue: null }).then(() => {
    facts.arrivalQuestions.delete(key);
  });
  facts.arrivalQuestions.set(key, asked);
  return asked;
}

function learnStorageLater({ client, facts }: Pick<QueryRunner, 'client' | 'facts'>, request: MergeRequest): void {
  if (facts.storageMode !== null || facts.isAskingStorage || facts.storageQuestions >= STORAGE_QUESTIONS) {
    return;
  }
  facts.isAskingStorage = true;
  facts.storageQuestions++;
  setTimeout(() => {
    askStorageMode(client, request)
      .pipe(catchError(() => of(null)))
      .subscribe((mode) => {
        facts.isAskingStorage = false;
        facts.storageMode ??= mode;
      });
  }, STORAGE_AFTER_MS);
}
