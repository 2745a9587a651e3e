/**
 * The way of every request of one datasource: kept answer → request under way → a free slot → the proxy, with retries.
 *
 * Kept are only answers that can't change: of a window that the user fixed (two moments, not "the last hour"), and that
 * ended before the server stopped taking late profiles for it. Everything else is asked again, so that a refresh shows
 * what the server has now.
 */
import { defer, map, of, tap, type Observable } from 'rxjs';
import type { RangeMs } from '../types';
import { AnswerCache } from './answerCache';
import { RequestSlots, type Lane } from './requestSlots';
import { retryWhereSafe } from './retry';
import type { RawAnswer, RawRequest, Send } from './send';
import { InFlight } from './sharing';

export interface Question<T> {
  readonly request: RawRequest;
  readonly lane: Lane;
  /** the window that is asked for, if the answer depends on nothing else that changes; absent = never kept */
  readonly range?: RangeMs;
  /** @throws PyroscopeError on a body that can't be read */
  readonly read: (answer: RawAnswer) => T;
}

/** Pyroscope takes profiles up to an hour old (`validation.reject-older-than`). */
const LATE_MS = 3_600_000;

/** For all datasources of the page. */
const MAX_KEPT_BYTES = 64 * 2 ** 20;
/** A parsed answer takes more room than its JSON: numbers stand in it as texts, each an object of its own. */
const PARSED_FACTOR = 4;

/** Every byte is a character of its own. */
const byteText = new TextDecoder('latin1');

const pageCache = new AnswerCache(MAX_KEPT_BYTES);
let opened = 0;

export class AnswerDesk {
  private readonly inFlight = new InFlight();
  /** Saving the settings makes a new datasource object: what was kept under the old settings is not found any more. */
  private readonly generation = ++opened;

  constructor(
    /** organisation and datasource: what is kept for one is not shown for another */
    private readonly owner: { readonly orgId: number; readonly uid: string },
    private readonly send: Send,
    private readonly slots = new RequestSlots(),
    private readonly cache = pageCache
  ) {}

  /** @returns one answer, then completes; shared with everybody who asks the same: not to be changed */
  ask<T>(question: Question<T>): Observable<T> {
    return defer(() => {
      const key = this.keyOf(question.request);
      const kept = this.cache.get(key);
      return kept ? of(kept.value as T) : this.inFlight.join(key, () => this.fetch(key, question));
    });
  }

  private fetch<T>(key: string, { request, lane, range, read }: Question<T>): Observable<T> {
    const isSettled = range?.isFixed === true && range.toMs < Date.now() - LATE_MS;
    return this.slots
      .run(
        defer(() => this.send(request)),
        lane
      )
      .pipe(
        // Outside the slot: who waits for the next try keeps nobody else from asking.
        retryWhereSafe(),
        map((answer) => ({ value: read(answer), answer })),
        tap(({ value, answer }) => {
          if (isSettled) {
            this.cache.set(key, value, typeof answer.body === 'string' ? answer.size * PARSED_FACTOR : answer.size);
          }
        }),
        map(({ value }) => value)
      );
  }

  private keyOf({ path, body }: RawRequest): string {
    const text = typeof body === 'string' ? body : byteText.decode(body);
    return [this.owner.orgId, this.owner.uid, this.generation, path, text].join('\n');
  }
}
