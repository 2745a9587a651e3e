/**
 * Asking again, where that is safe and helps: the server is up and says that it is asked too often (429) or not ready
 * (503). Nothing else is tried twice: a user's mistake stays one, and a query that ran into a timeout would only load
 * the server again.
 */
import { retry, throwError, timer, type MonoTypeOperatorFunction } from 'rxjs';
import { isRecord } from './json';

const RETRIED = new Set([429, 503]);
const MAX_RETRIES = 2;
const FIRST_WAIT_MS = 500;
/** Somebody is looking at a spinner: a server that wants more time than this is named as an error at once. */
const MAX_WAIT_MS = 10_000;

/** @param random  0..1; waits are spread by it, so that the panels of a dashboard don't come back all together */
export function retryWhereSafe<T>(random: () => number = Math.random): MonoTypeOperatorFunction<T> {
  return retry<T>({
    count: MAX_RETRIES,
    delay: (error: unknown, attempt) => {
      const wait = waitBefore(error, attempt, random());
      return wait === null ? throwError(() => error) : timer(wait);
    },
  });
}

/**
 * Milliseconds to wait before the next try; null = don't try.
 *
 * What the server asks for in `Retry-After` is the least that is waited. Grafana's own errors hide the headers of an
 * answer; without one the wait doubles from try to try, half of it by chance.
 *
 * @param attempt  1 for the first retry
 */
export function waitBefore(error: unknown, attempt: number, random: number): number | null {
  if (!isRecord(error) || typeof error.status !== 'number' || !RETRIED.has(error.status)) {
    return null;
  }
  const backoff = FIRST_WAIT_MS * 2 ** (attempt - 1);
  const asked = retryAfterMs(error.headers);
  const wait = asked === null ? backoff * (0.5 + random / 2) : asked + FIRST_WAIT_MS * random;
  return wait <= MAX_WAIT_MS ? wait : null;
}

/** Seconds or a date (RFC 9110, 10.2.3); null where there is none, or one that can't be read. */
function retryAfterMs(headers: unknown): number | null {
  const text = headers instanceof Headers ? headers.get('retry-after') : null;
  if (text === null || text.trim() === '') {
    return null;
  }
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
