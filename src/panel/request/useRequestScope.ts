/**
 * Scope of the panel: the whole service, or one request: its span, its trace, or its route's requests.
 *
 * The scope lives in the URL (trace and span id, step of the ladder), so that a link shows what its sender saw and Back returns. Opening is a
 * user's action: a click, or a link that names the request. Nothing is fetched on hover, a new request aborts the one
 * before, and a dashboard refresh does not fetch again.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LoadingState, type DataFrame, type InterpolateFunction, type PanelData } from '@grafana/data';
import { exemplarKey, normalizeSpanId, normalizeTraceId, type Exemplar } from '../../correlate/exemplars';
import { MIN_SAMPLES_WITHOUT_CAUTION, samplesFromWeights } from '../../correlate/sampleFloor';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import { loadRequestProfile, windowAround, type RequestOutcome, type RequestQuestion } from './loadRequestProfile';
import { OWN_DATASOURCE_ID } from '../pluginIds';
import {
  identityOf,
  resolveProfileTarget,
  serviceOfSelector,
  type RequestSelection,
  type SavedTarget,
} from './profileTarget';
import { asFailedQuery, QueryAborted } from './queryOnce';
import { cachedOutcome, rememberOutcome } from './requestCache';
import { closedMessage, emptyMessage, errorMessage, noTargetMessage, type RequestMessage } from './requestMessage';
import { createRequestPorts, createSelectionPort } from './requestPorts';
import { ladderOf, readRung, type Ladder, type Rung, type RungState, type WiderRung } from './rungs';
import { findTraceUid } from './traceSource';
import { loadRouteProfile, loadTraceProfile } from './widerProfile';

export type RequestStatus = 'loading' | 'ready' | 'empty' | 'error';

export type Scope =
  | { readonly kind: 'service' }
  | {
      readonly kind: 'request';
      /** the exemplar's key: trace and span */
      readonly key: string;
      readonly traceId: string;
      readonly spanId: string | null;
      readonly rung: Rung;
      /** `POST /checkout`; null where it is not known */
      readonly route: string | null;
      /** the other steps below the service */
      readonly ladder: readonly RungState[];
      /** null where neither a dot nor the trace tells */
      readonly durationMs: number | null;
      readonly status: RequestStatus;
      /** cause and next action; null while loading and when ready */
      readonly message: RequestMessage | null;
      /** the request's own profile; null unless ready */
      readonly frame: DataFrame | null;
      /** what the profile is of; null unless ready */
      readonly selection: RequestSelection | null;
      /** samples in the profile; null unless ready, or where the unit has no known quantum */
      readonly samples: number | null;
    };

export interface RequestScopeInput {
  readonly data: PanelData;
  readonly panelId?: number | string;
  /** the panel's profile query as saved (`savedTarget`); null where there is none */
  readonly profileTarget: SavedTarget | null;
  readonly exemplars: readonly Exemplar[];
  /** false while `exemplars` are still to come; absent = true */
  readonly areDotsRead?: boolean;
  readonly urlState: {
    readonly trace: string | null;
    readonly span: string | null;
    readonly rung: string | null;
    update(patch: {
      readonly trace?: string | null;
      readonly span?: string | null;
      readonly rung: string | null;
    }): void;
  };
  readonly replaceVariables: InterpolateFunction;
}

export interface RequestScope {
  readonly scope: Scope;
  open(exemplar: Exemplar): void;
  /** to another step of the opened request's ladder */
  climb(rung: Rung): void;
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
  const { data, panelId = 'panel', profileTarget, exemplars, areDotsRead = true, urlState, replaceVariables } = input;
  const traceId = normalizeTraceId(urlState.trace);
  const spanId = normalizeSpanId(urlState.span);
  const key = traceId === null ? null : exemplarKey(traceId, spanId);
  const rung = readRung(urlState.rung);

  const target = useMemo(
    () => resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars),
    [profileTarget, replaceVariables, data.request]
  );
  const exemplar = useMemo(() => exemplars.find((candidate) => candidate.key === key) ?? null, [exemplars, key]);
  const service = target === null ? null : serviceOfSelector(target.labelSelector);

  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<Result | null>(null);
  const canSelectTraces = target?.datasource.type === OWN_DATASOURCE_ID;
  const ladder = useMemo(() => {
    const hasTraces = key !== null && findTraceUid(data, replaceVariables) !== null;
    return key === null ? null : ladderOf({ exemplar, exemplars, service, canSelectTraces, hasTraces });
  }, [key, exemplar, exemplars, service, canSelectTraces, data, replaceVariables]);
  // The query's identity. A refresh changes `data` but not this, so an opened request is not fetched again.
  const cacheKey = key === null || target === null ? null : JSON.stringify([identityOf(target), key]);
  // A route's requests are those in view; relative times count as written, so that a refresh is no other view.
  const view = JSON.stringify(data.timeRange.raw);
  const keyOfRung = (of: Rung) =>
    cacheKey === null ? null : of === 'span' ? cacheKey : `${cacheKey} ${of}${of === 'route' ? ` ${view}` : ''}`;
  const rungKey = keyOfRung(rung);
  const queryKey = rungKey === null ? null : `${rungKey} ${attempt}`;
  const closed = rung === 'span' ? null : (ladder?.states.find((state) => state.rung === rung)?.closed ?? null);
  // The dot says when the request was; without one the whole view is asked.
  const isReadyToAsk = closed === null && (exemplar !== null || (areDotsRead && data.state !== LoadingState.Loading));
  const answered = result !== null && result.key === queryKey;

  const latest = useRef({ data, target, exemplar, service, ladder, replaceVariables });
  useEffect(() => {
    latest.current = { data, target, exemplar, service, ladder, replaceVariables };
  });

  const ask = useCallback(
    (of: Rung, signal: AbortSignal): Promise<RequestOutcome> | null => {
      const { data, target, exemplar, service, ladder, replaceVariables } = latest.current;
      if (target === null || traceId === null || ladder === null) {
        return null;
      }
      const traceUid = findTraceUid(data, replaceVariables);
      const input = { data, panelId, profileTarget: target, traceUid };
      const ports = createRequestPorts(input, signal);
      const question: RequestQuestion = {
        traceId,
        spanId,
        timeMs: exemplar?.timeMs ?? null,
        durationMs: exemplar === null ? null : exemplar.valueSeconds * 1000,
        service,
        view: windowAround(data.timeRange.from.valueOf(), data.timeRange.to.valueOf(), 0),
        nowMs: Date.now(),
      };
      if (of === 'span') {
        return loadRequestProfile(question, ports);
      }
      const wider = {
        querySelection: createSelectionPort(input, signal),
        canSelectTraces: target.datasource.type === OWN_DATASOURCE_ID,
        queryTrace: ports.queryTrace,
      };
      return of === 'trace' ? loadTraceProfile(question, wider) : loadRouteProfile(ladder.ofRoute, wider);
    },
    [traceId, spanId, panelId]
  );

  useEffect(() => {
    if (queryKey === null || rungKey === null || !isReadyToAsk || answered) {
      return;
    }
    const abort = new AbortController();
    const cached = cachedOutcome(rungKey);
    const answer = cached === undefined ? ask(rung, abort.signal) : Promise.resolve(cached);
    answer?.then(
      (outcome) => {
        if (!abort.signal.aborted) {
          rememberOutcome(rungKey, outcome);
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
  }, [queryKey, rungKey, rung, ask, isReadyToAsk, answered]);

  // Where the span says little, what the wider steps would give is worth two queries.
  const own = answered && result.kind === 'outcome' ? result.outcome : null;
  const saysLittle =
    own !== null &&
    rung === 'span' &&
    (own.kind === 'empty' || (samplesOf(own.frame) ?? Infinity) < MIN_SAMPLES_WITHOUT_CAUTION);
  const wider = useWiderSamples(
    saysLittle ? { route: keyOfRung('route'), trace: keyOfRung('trace') } : null,
    ladder,
    ask
  );

  const { update } = urlState;
  const open = useCallback(
    (picked: Exemplar) => update({ trace: picked.traceId, span: picked.spanId, rung: null }),
    [update]
  );
  const close = useCallback(() => update({ trace: null, span: null, rung: null }), [update]);
  const climb = useCallback((to: Rung) => update({ rung: to === 'span' ? null : to }), [update]);
  const retry = useCallback(() => setAttempt((count) => count + 1), [setAttempt]);

  const scope = useMemo<Scope>(() => {
    if (key === null || traceId === null) {
      return serviceScope;
    }
    // Of the span alone: a trace can call the service many times, a route's requests took different times.
    const durationOf = (known: number | null) => (rung === 'span' ? known : null);
    const durationMs = durationOf(exemplar === null ? null : exemplar.valueSeconds * 1000);
    const base = {
      kind: 'request',
      key,
      traceId,
      spanId,
      rung,
      route: ladder?.route ?? null,
      ladder: (ladder?.states ?? []).map((state) => ({ ...state, ...wider[state.rung] })),
      durationMs,
      message: null,
      frame: null,
      selection: null,
      samples: null,
    } as const;
    if (target === null && data.state !== LoadingState.Loading) {
      return { ...base, status: 'error', message: noTargetMessage() };
    }
    if (closed !== null && rung !== 'span') {
      return areDotsRead
        ? { ...base, status: 'empty', message: closedMessage(rung, closed) }
        : { ...base, status: 'loading' };
    }
    if (result === null || result.key !== queryKey) {
      return { ...base, status: 'loading' };
    }
    if (result.kind === 'error') {
      return { ...base, status: 'error', message: result.message };
    }
    const { outcome } = result;
    const shared = { ...base, durationMs: durationMs ?? durationOf(outcome.durationMs) };
    return outcome.kind === 'empty'
      ? { ...shared, status: 'empty', message: emptyMessage(outcome.reason, service, rung) }
      : {
          ...shared,
          status: 'ready',
          frame: outcome.frame,
          selection: outcome.selection,
          samples: samplesOf(outcome.frame),
        };
  }, [
    key,
    traceId,
    spanId,
    rung,
    ladder,
    closed,
    areDotsRead,
    wider,
    exemplar,
    target,
    data.state,
    result,
    queryKey,
    service,
  ]);

  return useMemo(() => ({ scope, open, climb, close, retry }), [scope, open, climb, close, retry]);
}

type WiderSamples = Readonly<Partial<Record<WiderRung, Pick<RungState, 'samples' | 'isReading'>>>>;
const NOT_READ: WiderSamples = {};

/** Samples of the wider steps; read when `keys` says so, and kept for when one of them is opened. A failure tells nothing. */
function useWiderSamples(
  keys: Readonly<Record<WiderRung, string | null>> | null,
  ladder: Ladder | null,
  ask: (of: Rung, signal: AbortSignal) => Promise<RequestOutcome> | null
): WiderSamples {
  const [read, setRead] = useState<{ readonly of: string; readonly samples: WiderSamples } | null>(null);
  const open = ladder?.states.filter(({ closed }) => closed === null).map(({ rung }) => rung) ?? [];
  const of = keys === null || open.length === 0 ? null : JSON.stringify(open.map((rung) => [rung, keys[rung]]));
  useEffect(() => {
    if (of === null) {
      return;
    }
    const abort = new AbortController();
    const asked = JSON.parse(of) as ReadonlyArray<readonly [WiderRung, string]>;
    for (const [rung, key] of asked) {
      const tell = (samples: number | null) => {
        if (!abort.signal.aborted) {
          setRead((before) => ({
            of,
            samples: { ...(before?.of === of ? before.samples : {}), [rung]: { samples, isReading: false } },
          }));
        }
      };
      const cached = cachedOutcome(key);
      const answer = cached === undefined ? ask(rung, abort.signal) : Promise.resolve(cached);
      answer?.then(
        (outcome) => {
          if (!abort.signal.aborted) {
            rememberOutcome(key, outcome);
            tell(outcome.kind === 'ready' ? samplesOf(outcome.frame) : 0);
          }
        },
        () => tell(null)
      );
    }
    return () => abort.abort();
  }, [of, ask]);
  return useMemo(() => {
    if (of === null) {
      return NOT_READ;
    }
    const asked = JSON.parse(of) as ReadonlyArray<readonly [WiderRung, string]>;
    const reading = Object.fromEntries(asked.map(([rung]) => [rung, { samples: null, isReading: true }]));
    return { ...reading, ...(read?.of === of ? read.samples : {}) };
  }, [of, read]);
}

/** As the source says it, else recovered from the weights. */
function samplesOf(frame: DataFrame): number | null {
  const { sampleCount, unit } = describeProfileFrame(frame);
  const self = frame.fields.find((field) => field.name === 'self');
  const fieldUnit = self?.config.unit ?? unit;
  return sampleCount ?? (self === undefined ? null : samplesFromWeights(self.values, fieldUnit));
}
