/**
 * Scope of the panel: the whole service, or one request.
 *
 * The scope lives in the URL (trace and span id), so that a link shows what its sender saw and Back returns. Opening is a
 * user's action: a click, or a link that names the request. Nothing is fetched on hover, a new request aborts the one
 * before, and a dashboard refresh does not fetch again.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LoadingState, type DataFrame, type InterpolateFunction, type PanelData } from '@grafana/data';
import { exemplarKey, normalizeSpanId, normalizeTraceId, type Exemplar } from '../../correlate/exemplars';
import { samplesFromWeights } from '../../correlate/sampleFloor';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import { loadRequestProfile, type RequestOutcome, type RequestQuestion } from './loadRequestProfile';
import { resolveProfileTarget, serviceOfSelector, type SavedTarget } from './profileTarget';
import { asFailedQuery, QueryAborted } from './queryOnce';
import { cachedOutcome, rememberOutcome } from './requestCache';
import { emptyMessage, errorMessage, noTargetMessage, type RequestMessage } from './requestMessage';
import { createRequestPorts } from './requestPorts';
import { findTraceUid } from './traceSource';

export type RequestStatus = 'loading' | 'ready' | 'empty' | 'error';

export type Scope =
  | { readonly kind: 'service' }
  | {
      readonly kind: 'request';
      /** the exemplar's key: trace and span */
      readonly key: string;
      readonly traceId: string;
      readonly spanId: string | null;
      /** null where neither a dot nor the trace tells */
      readonly durationMs: number | null;
      readonly status: RequestStatus;
      /** cause and next action; null while loading and when ready */
      readonly message: RequestMessage | null;
      /** the request's own profile; null unless ready */
      readonly frame: DataFrame | null;
      /** samples in the profile; null unless ready, or where the unit has no known quantum */
      readonly samples: number | null;
    };

export interface RequestScopeInput {
  readonly data: PanelData;
  readonly panelId?: number | string;
  /** the panel's profile query as saved (`savedTarget`); null where there is none */
  readonly profileTarget: SavedTarget | null;
  readonly exemplars: readonly Exemplar[];
  readonly urlState: {
    readonly trace: string | null;
    readonly span: string | null;
    update(patch: { readonly trace: string | null; readonly span: string | null }): void;
  };
  readonly replaceVariables: InterpolateFunction;
}

export interface RequestScope {
  readonly scope: Scope;
  open(exemplar: Exemplar): void;
  /** back to the service */
  close(): void;
  /** asks again, e.g. for a request whose profile was not there yet */
  retry(): void;
}

type Result = { readonly key: string } & (
  | { readonly kind: 'outcome'; readonly outcome: RequestOutcome }
  | { readonly kind: 'error'; readonly message: RequestMessage }
);

const serviceScope: Scope = { kind: 'service' };

export function useRequestScope(input: RequestScopeInput): RequestScope {
  const { data, panelId = 'panel', profileTarget, exemplars, urlState, replaceVariables } = input;
  const traceId = normalizeTraceId(urlState.trace);
  const spanId = normalizeSpanId(urlState.span);
  const key = traceId === null ? null : exemplarKey(traceId, spanId);

  const target = useMemo(
    () => resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars),
    [profileTarget, replaceVariables, data.request]
  );
  const exemplar = useMemo(() => exemplars.find((candidate) => candidate.key === key) ?? null, [exemplars, key]);
  const service = target === null ? null : serviceOfSelector(target.labelSelector);

  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<Result | null>(null);
  // The query's identity. A refresh changes `data` but not this, so an opened request is not fetched again.
  const cacheKey =
    key === null || target === null
      ? null
      : JSON.stringify([target.datasource.uid, target.profileTypeId, target.labelSelector, key]);
  const queryKey = cacheKey === null ? null : `${cacheKey} ${attempt}`;
  const isReadyToAsk = exemplar !== null || data.state !== LoadingState.Loading;
  const answered = result !== null && result.key === queryKey;

  const latest = useRef({ data, target, exemplar, service, replaceVariables });
  useEffect(() => {
    latest.current = { data, target, exemplar, service, replaceVariables };
  });

  useEffect(() => {
    if (queryKey === null || cacheKey === null || traceId === null || !isReadyToAsk || answered) {
      return;
    }
    const { data, target, exemplar, service, replaceVariables } = latest.current;
    if (target === null) {
      return;
    }
    const abort = new AbortController();
    const ports = createRequestPorts(
      { data, panelId, profileTarget: target, traceUid: findTraceUid(data, replaceVariables) },
      abort.signal
    );
    const question: RequestQuestion = {
      traceId,
      spanId,
      timeMs: exemplar?.timeMs ?? null,
      durationMs: exemplar === null ? null : exemplar.valueSeconds * 1000,
      service,
      view: { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() },
      nowMs: Date.now(),
    };
    const cached = cachedOutcome(cacheKey);
    const answer = cached === undefined ? loadRequestProfile(question, ports) : Promise.resolve(cached);
    answer.then(
      (outcome) => {
        if (!abort.signal.aborted) {
          rememberOutcome(cacheKey, outcome);
          setResult({ key: queryKey, kind: 'outcome', outcome });
        }
      },
      (error: unknown) => {
        if (!abort.signal.aborted && !(error instanceof QueryAborted)) {
          setResult({ key: queryKey, kind: 'error', message: errorMessage(asFailedQuery(error)) });
        }
      }
    );
    return () => abort.abort();
  }, [queryKey, cacheKey, traceId, spanId, isReadyToAsk, answered, panelId]);

  const { update } = urlState;
  const open = useCallback((picked: Exemplar) => update({ trace: picked.traceId, span: picked.spanId }), [update]);
  const close = useCallback(() => update({ trace: null, span: null }), [update]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  const scope = useMemo<Scope>(() => {
    if (key === null || traceId === null) {
      return serviceScope;
    }
    const durationMs = exemplar === null ? null : exemplar.valueSeconds * 1000;
    const base = {
      kind: 'request',
      key,
      traceId,
      spanId,
      durationMs,
      message: null,
      frame: null,
      samples: null,
    } as const;
    if (target === null && data.state !== LoadingState.Loading) {
      return { ...base, status: 'error', message: noTargetMessage };
    }
    if (result === null || result.key !== queryKey) {
      return { ...base, status: 'loading' };
    }
    if (result.kind === 'error') {
      return { ...base, status: 'error', message: result.message };
    }
    const { outcome } = result;
    const shared = { ...base, durationMs: durationMs ?? outcome.durationMs };
    return outcome.kind === 'empty'
      ? { ...shared, status: 'empty', message: emptyMessage(outcome.reason, service) }
      : { ...shared, status: 'ready', frame: outcome.frame, samples: samplesOf(outcome.frame) };
  }, [key, traceId, spanId, exemplar, target, data.state, result, queryKey, service]);

  return useMemo(() => ({ scope, open, close, retry }), [scope, open, close, retry]);
}

/** As the source says it, else recovered from the weights. */
function samplesOf(frame: DataFrame): number | null {
  const { sampleCount, unit } = describeProfileFrame(frame);
  const self = frame.fields.find((field) => field.name === 'self');
  const fieldUnit = self?.config.unit ?? unit;
  return sampleCount ?? (self === undefined ? null : samplesFromWeights(self.values, fieldUnit));
}
