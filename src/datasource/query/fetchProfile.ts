/**
 * One profile, in the fullest form the server gives: pprof (files, lines), else a flame graph (names only).
 *
 * What the server can do is told by what it answers, never by its version text (which plain builds leave empty):
 *
 *   asked as pprof     answer            then
 *   no ids             no pprof, or 501  flame graph as JSON; remembered for the next query
 *   span ids           no pprof, or 501  SelectMergeSpanProfile, known since 1.2
 *   trace ids          no pprof          error: they came with pprof, an older server would show the whole service
 *   any ids            with data         once: an id that nothing has must bring nothing (client/selectorGuard.ts)
 */
import { catchError, defer, map, of, switchMap, tap, throwError, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import { isRecord } from '../client/json';
import { hasSamples } from '../client/protobuf';
import { badAnswer, type PyroscopeClient } from '../client/pyroscopeClient';
import { assertSelects, selectorIgnored, totalOf } from '../client/selectorGuard';
import type { ServerFacts } from '../client/serverFacts';
import { nameError } from '../errors';
import type { MergeRequest } from '../types';
import type { Origin } from './origin';
import type { QueryPlan } from './planQuery';

export type ProfileAnswer = (
  { readonly source: 'pprof'; readonly bytes: Uint8Array } | { readonly source: 'flamegraph'; readonly json: unknown }
) & {
  readonly request: MergeRequest;
  /** where it comes from, as far as it is known when the frame is made */
  readonly origin?: Origin;
};

/** The part of a plan that says which profile. */
type ProfilePlan = Pick<QueryPlan, 'request' | 'isDefaultLimit'>;

export function fetchProfile(
  client: PyroscopeClient,
  plan: ProfilePlan,
  facts: ServerFacts
): Observable<ProfileAnswer> {
  const limit = plan.isDefaultLimit
    ? Math.min(plan.request.maxNodes, facts.maxNodesAllowed ?? Infinity)
    : plan.request.maxNodes;
  const ask = (maxNodes: number) => askOnce(client, { ...plan.request, maxNodes }, facts);
  return defer(() => ask(limit)).pipe(
    catchError((error: unknown) => {
      const allowed = allowedNodes(error);
      if (!plan.isDefaultLimit || allowed === null || allowed >= limit) {
        return throwError(() => error);
      }
      facts.maxNodesAllowed = allowed;
      return ask(allowed);
    })
  );
}

function askOnce(client: PyroscopeClient, request: MergeRequest, facts: ServerFacts): Observable<ProfileAnswer> {
  return facts.givesPprof === false ? askOlder(client, request, facts) : askPprof(client, request, facts);
}

function askPprof(client: PyroscopeClient, request: MergeRequest, facts: ServerFacts): Observable<ProfileAnswer> {
  return client.pprof(request).pipe(
    tap((bytes) => {
      facts.givesPprof ??= bytes !== null;
    }),
    // 501: can't give it for this request · 415: something on the way refuses protobuf. Nothing is learnt from these.
    catchError((error: unknown) =>
      [501, 415].includes(nameError(error).status ?? 0) && request.traceIds.length === 0
        ? of(null)
        : throwError(() => error)
    ),
    switchMap((bytes) => {
      if (bytes === null) {
        return askOlder(client, request, facts);
      }
      const answer = { source: 'pprof' as const, bytes, request };
      return selected(answer, client, facts, () => hasSamples(bytes));
    })
  );
}

function askOlder(client: PyroscopeClient, request: MergeRequest, facts: ServerFacts): Observable<ProfileAnswer> {
  const { spanIds, traceIds, profileIds, callSite = [] } = request;
  if (traceIds.length > 0) {
    return throwError(() =>
      selectorIgnored(t('query.trace-ids', 'trace ids'), t('query.pyroscope-2-2', 'Pyroscope 2.2'))
    );
  }
  if (spanIds.length > 0) {
    return profileIds.length > 0 || callSite.length > 0
      ? throwError(() =>
          selectorIgnored(
            t('query.span-ids-together-with-profile', 'span ids together with profile ids or a call site'),
            t('query.pyroscope-2-2', 'Pyroscope 2.2')
          )
        )
      : client.spanFlamegraph(request).pipe(map((json) => flamegraphAnswer(json, request, facts)));
  }
  return client.flamegraph(request).pipe(
    map((json) => flamegraphAnswer(json, request, facts)),
    switchMap((answer) => selected(answer, client, facts, () => totalOf(answer.json) > 0))
  );
}

function flamegraphAnswer(json: unknown, request: MergeRequest, facts: ServerFacts) {
  if (!isRecord(json) || !('flamegraph' in json)) {
    throw badAnswer(200, t('query.expected-a-field-flamegraph', 'expected a field flamegraph'));
  }
  if ('tree' in json) {
    facts.storageMode = 'dual'; // the one mode that sends the tree beside the flame graph that was asked for
  }
  return { source: 'flamegraph' as const, json, request };
}

function selected<T extends ProfileAnswer>(
  answer: T,
  client: PyroscopeClient,
  facts: ServerFacts,
  hasData: () => boolean
): Observable<T> {
  return assertSelects(client, facts, answer.request, hasData).pipe(map(() => answer));
}

function allowedNodes(error: unknown): number | null {
  const named = nameError(error);
  const found = named.kind === 'max-nodes-too-large' ? /greater than allowed (\d+)/.exec(named.said) : null;
  return found ? Number(found[1]) : null;
}
