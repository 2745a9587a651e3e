/** Requests that were opened before: going back and forth between two of them costs no query. Bounded, least recent out. */
import type { RequestOutcome } from './loadRequestProfile';

/** A request's frame is small (tens to hundreds of rows). */
const MAX_ENTRIES = 20;

const entries = new Map<string, RequestOutcome>();

export function cachedOutcome(key: string): RequestOutcome | undefined {
  const outcome = entries.get(key);
  if (outcome !== undefined) {
    entries.delete(key);
    entries.set(key, outcome);
  }
  return outcome;
}

/** Only profiles are kept: what was not there may arrive later. */
export function rememberOutcome(key: string, outcome: RequestOutcome): void {
  if (outcome.kind !== 'ready') {
    return;
  }
  entries.delete(key);
  entries.set(key, outcome);
  for (const oldest of entries.keys()) {
    if (entries.size <= MAX_ENTRIES) {
      break;
    }
    entries.delete(oldest);
  }
}

export function clearRequestCache(): void {
  entries.clear();
}
