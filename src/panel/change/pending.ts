/** A read that is under way. */
import type { RefObject } from 'react';
import type { AskedWindow } from '../answer/askedWindow';

export interface Pending {
  readonly asked: AskedWindow;
  readonly abort: AbortController;
}

export function giveUp(pending: RefObject<Pending | null>): void {
  pending.current?.abort.abort();
  pending.current = null;
}
