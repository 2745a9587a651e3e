/** A question to the stores that is asked when its card opens, given up when it closes, and kept for the next opening. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { t } from '../../shared/ui/i18n/translate';
import { asFailedQuery } from '../request/queryOnce';
import { errorMessage, type RequestMessage } from '../request/requestMessage';

export type Asked<T> =
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'failed'; readonly message: RequestMessage };

export interface Asking {
  readonly signal: AbortSignal;
  onProgress(done: number, of: number): void;
}

const MAX_KEPT = 20;
const kept = new Map<string, unknown>();

export function clearAsked(): void {
  kept.clear();
}

/**
 * @param key  what is asked, window included; another key is another question
 * @param ask  any identity: the one of the render in which the key changed is called
 * @param isKept  false for an answer too large to outlive its card; the next opening asks again
 */
export function useAsked<T>(
  key: string,
  ask: (asking: Asking) => Promise<T>,
  isKept: (answer: T) => boolean = () => true
): { readonly state: Asked<T>; again(): void } {
  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<{ readonly of: string; readonly state: Asked<T> } | null>(null);
  const latest = useRef({ ask, isKept });
  useEffect(() => {
    latest.current = { ask, isKept };
  });
  const of = `${attempt} ${key}`;
  useEffect(() => {
    const abort = new AbortController();
    const settle = (state: Asked<T>) => {
      if (!abort.signal.aborted) {
        setResult({ of, state });
      }
    };
    const before = kept.get(key) as T | undefined;
    if (before !== undefined && attempt === 0) {
      settle({ kind: 'answered', answer: before });
      return;
    }
    const { ask, isKept } = latest.current;
    ask({ signal: abort.signal, onProgress: (done, of) => settle({ kind: 'running', done, of }) }).then(
      (answer) => {
        if (!abort.signal.aborted && isKept(answer)) {
          kept.delete(key);
          kept.set(key, answer);
          const [oldest] = kept.keys();
          if (kept.size > MAX_KEPT) {
            kept.delete(oldest);
          }
        }
        settle({ kind: 'answered', answer });
      },
      (error: unknown) => settle({ kind: 'failed', message: errorMessage(asFailedQuery(error)) })
    );
    return () => abort.abort();
  }, [of, key, attempt]);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return { state: result?.of === of ? result.state : { kind: 'running', done: 0, of: 0 }, again };
}

/** `3 of 20 requests` while it runs, else null. */
export function progressText<T>(state: Asked<T>, what: string): string | null {
  return state.kind !== 'running'
    ? null
    : state.of === 0
      ? what
      : t('evidence.of', '{{done}} of {{of}} {{what}}', { done: state.done, of: state.of, what });
}
