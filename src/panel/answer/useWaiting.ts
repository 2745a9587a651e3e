/**
 * Asks once for a window whether its slow requests work or wait: at most five traces and five span profiles, after the
 * table is drawn. A refresh that moves the window a little asks nothing, nor does a look at one request and back; Stop
 * cancels.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LoadingState, type InterpolateFunction, type PanelData } from '@grafana/data';
import { describeRequest, type Exemplar } from '../../correlate/exemplars';
import type { RedModel } from '../../correlate/red';
import { chooseSlow, readWaiting, type WaitingAnswer } from '../../correlate/waiting';
import { identityOf, resolveProfileTarget, serviceOfSelector, type SavedTarget } from '../request/profileTarget';
import { QueryAborted } from '../request/queryOnce';
import { createRequestPorts } from '../request/requestPorts';
import { findTraceUid } from '../request/traceSource';
import { hasMoved, type AskedWindow } from './askedWindow';
import { readSlowRequests } from './readSlowRequests';

/** Slow requests that are read: one trace and one profile query each. */
export const MOST_REQUESTS = 5;

/** What the requests have in common that were read as slow. */
export interface SlowTold {
  /** they took this long or longer */
  readonly seconds: number | null;
  /** null where they differ, or the metric names none */
  readonly route: string | null;
}

export type WaitingState =
  /** nothing to ask: no CPU profile, no durations, or switched off */
  | { readonly kind: 'off' }
  /** durations without a request to look at */
  | { readonly kind: 'no-exemplars' }
  | { readonly kind: 'none-slow' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'reading'; readonly requests: number }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'answer';
      readonly answer: WaitingAnswer;
      readonly hasTraces: boolean;
      /** as it was when they were chosen: a refresh may move what counts as slow */
      readonly slow: SlowTold;
    };

export interface WaitingInput {
  readonly data: PanelData;
  readonly panelId: number;
  readonly red: RedModel;
  readonly profileTarget: SavedTarget | null;
  /** false: nothing is asked */
  readonly isOn: boolean;
  /** the table is drawn */
  readonly isDrawn: boolean;
  readonly replaceVariables: InterpolateFunction;
}

export interface Waiting {
  readonly state: WaitingState;
  stop(): void;
  /** asks, or asks again */
  ask(): void;
}

interface Result {
  readonly asked: AskedWindow;
  readonly state: WaitingState;
}

/** The last settled results by panel, for a panel that shows something else for a while; the oldest goes first. */
const kept = new Map<number, Result>();
const MOST_KEPT = 8;

function keep(panelId: number, result: Result): void {
  kept.delete(panelId);
  kept.set(panelId, result);
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) {
    kept.delete(oldest);
  }
}

function toldOf(picked: readonly Exemplar[], seconds: number | null): SlowTold {
  const [first, ...others] = picked.map((exemplar) => describeRequest(exemplar).route);
  return { seconds, route: others.every((route) => route === first) ? (first ?? null) : null };
}

export function useWaiting(input: WaitingInput): Waiting {
  const { data, panelId, red, profileTarget, isOn, isDrawn, replaceVariables } = input;
  const [result, setResult] = useState<Result | null>(() => kept.get(panelId) ?? null);
  const abort = useRef<AbortController | null>(null);

  const target = useMemo(
    () => (isOn ? resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars) : null),
    [isOn, profileTarget, replaceVariables, data.request]
  );
  const asked = useMemo<AskedWindow | null>(
    () =>
      target === null
        ? null
        : {
            of: JSON.stringify([identityOf(target), red.sloSeconds]),
            fromMs: data.timeRange.from.valueOf(),
            toMs: data.timeRange.to.valueOf(),
          },
    [target, red.sloSeconds, data.timeRange]
  );
  const isIdle = asked === null || !isDrawn || data.state === LoadingState.Loading || red.slow.length === 0;
  const needsAnswer = !isIdle && (result === null || hasMoved(result.asked, asked));

  const latest = useRef({ data, red, target, asked, replaceVariables });
  useEffect(() => {
    latest.current = { data, red, target, asked, replaceVariables };
  });

  useEffect(() => {
    const { data, red, target, asked, replaceVariables } = latest.current;
    if (!needsAnswer || target === null || asked === null) {
      return;
    }
    abort.current?.abort();
    const own = new AbortController();
    abort.current = own;
    const traceUid = findTraceUid(data, replaceVariables);
    const ports = createRequestPorts({ data, panelId, profileTarget: target, traceUid }, own.signal);
    const picked = chooseSlow(red.slow, MOST_REQUESTS);
    const service = serviceOfSelector(target.labelSelector);
    const slow = toldOf(picked, red.slowSeconds);
    const settle = (state: WaitingState) => {
      if (!own.signal.aborted) {
        setResult({ asked, state });
        if (state.kind !== 'reading') {
          keep(panelId, { asked, state });
        }
      }
    };
    settle({ kind: 'reading', requests: picked.length });
    readSlowRequests(picked, service, ports).then(
      (requests) => settle({ kind: 'answer', answer: readWaiting(requests), hasTraces: traceUid !== null, slow }),
      (error: unknown) => {
        if (!(error instanceof QueryAborted)) {
          settle({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
        }
      }
    );
  }, [needsAnswer, panelId]);
  // What is under way is given up with the panel, and where another answer is needed.
  const of = asked?.of;
  useEffect(
    () => () => {
      abort.current?.abort();
      // What was given up has no answer to come: back at its window it is asked anew.
      setResult((given) => (given?.state.kind === 'reading' ? null : given));
    },
    [of]
  );

  const stop = useCallback(() => {
    abort.current?.abort();
    // What was not begun yet is stopped too: for the window on screen.
    const { asked } = latest.current;
    if (asked !== null) {
      const stopped: Result = { asked, state: { kind: 'stopped' } };
      setResult(stopped);
      keep(panelId, stopped);
    }
  }, [panelId]);
  const ask = useCallback(() => {
    kept.delete(panelId);
    setResult(null);
  }, [panelId]);

  const state = useMemo<WaitingState>(() => {
    if (target === null || red.duration.kind === 'absent') {
      return { kind: 'off' };
    }
    if (red.slow.length === 0) {
      return { kind: red.exemplars.length === 0 ? 'no-exemplars' : 'none-slow' };
    }
    return result !== null && !hasMoved(result.asked, asked)
      ? result.state
      : { kind: 'reading', requests: chooseSlow(red.slow, MOST_REQUESTS).length };
  }, [target, red, result, asked]);
  return useMemo(() => ({ state, stop, ask }), [state, stop, ask]);
}
