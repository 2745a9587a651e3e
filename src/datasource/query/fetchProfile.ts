/**
 * One profile, in the fullest form the server gives: pprof (files, lines), else a flame graph (names only).
 *
 * What the server can do is told by what it answers, never by its version text (which plain builds leave empty):
 *
 *   asked as pprof                     answer            then
 *   anything                           has pprof         it knows span and trace selectors as well (all came with 2.2)
 *   no ids                             no pprof, or 501  flame graph as JSON; remembered for the next query
 *   span ids                           no pprof, or 501  SelectMergeSpanProfile, known since 1.2
 *   trace ids                          no pprof          error: an older server would show the whole service
 *   profile ids                        any               asked again with an id that can't exist: an answer with data
 *                                                        means that the server ignores profile ids (v1 storage)
 */
import { catchError, defer, forkJoin, map, of, switchMap, tap, throwError, type Observable } from 'rxjs';
import { badAnswer, type PyroscopeClient } from '../client/pyroscopeClient';
import { nameError } from '../errors';
import { ownError } from '../pyroscopeError';
import type { MergeRequest } from '../types';
import type { QueryPlan } from './planQuery';

export type ProfileAnswer =
  | { readonly source: 'pprof'; readonly bytes: Uint8Array; readonly request: MergeRequest }
  | { readonly source: 'flamegraph'; readonly json: unknown; readonly request: MergeRequest };

/** What was learnt about the server of a datasource; lives as long as the datasource object. */
export interface ServerFacts {
  /** false once it answered a pprof request without pprof */
  givesPprof: boolean | null;
  /** its node limit, once it refused the default one */
  maxNodesAllowed: number | null;
}

const NO_PROFILE_HAS_THIS_ID = '00000000-0000-0000-0000-000000000000';

export function fetchProfile(
  client: PyroscopeClient,
  plan: QueryPlan,
  facts: ServerFacts,
  requestId: string
): Observable<ProfileAnswer> {
  const limit = plan.isDefaultLimit
    ? Math.min(plan.request.maxNodes, facts.maxNodesAllowed ?? Infinity)
    : plan.request.maxNodes;
  const ask = (maxNodes: number) => askOnce(client, { ...plan.request, maxNodes }, facts, requestId);
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

function askOnce(
  client: PyroscopeClient,
  request: MergeRequest,
  facts: ServerFacts,
  requestId: string
): Observable<ProfileAnswer> {
  const answer =
    facts.givesPprof === false ? askOlder(client, request, requestId) : askPprof(client, request, facts, requestId);
  if (request.profileIds.length === 0) {
    return answer;
  }
  return forkJoin([answer, ignoresProfileIds(client, request, requestId)]).pipe(
    map(([profile, isIgnored]) => {
      if (isIgnored) {
        throw tooOld('profile ids', 'Pyroscope 1.17 with v2 storage');
      }
      return profile;
    })
  );
}

function askPprof(
  client: PyroscopeClient,
  request: MergeRequest,
  facts: ServerFacts,
  requestId: string
): Observable<ProfileAnswer> {
  return client.pprof(request, requestId).pipe(
    tap((bytes) => {
      facts.givesPprof ??= bytes !== null;
    }),
    // 501: can't give it for this request · 415: something on the way refuses protobuf. Nothing is learnt from these.
    catchError((error: unknown) =>
      [501, 415].includes(nameError(error).status ?? 0) && request.traceIds.length === 0
        ? of(null)
        : throwError(() => error)
    ),
    switchMap((bytes) =>
      bytes === null ? askOlder(client, request, requestId) : of({ source: 'pprof' as const, bytes, request })
    )
  );
}

function askOlder(client: PyroscopeClient, request: MergeRequest, requestId: string): Observable<ProfileAnswer> {
  if (request.traceIds.length > 0) {
    return throwError(() => tooOld('trace ids', 'Pyroscope 2.2'));
  }
  if (request.spanIds.length > 0 && request.profileIds.length > 0) {
    return throwError(() => tooOld('span ids together with profile ids', 'Pyroscope 2.2'));
  }
  const answer =
    request.spanIds.length > 0 ? client.spanFlamegraph(request, requestId) : client.flamegraph(request, requestId);
  return answer.pipe(
    map((json) => {
      if (typeof json === 'object' && json !== null && 'flamegraph' in json) {
        return { source: 'flamegraph', json, request };
      }
      throw badAnswer(200, 'expected a field flamegraph');
    })
  );
}

/** True when an id that no profile has brings a profile all the same. */
function ignoresProfileIds(client: PyroscopeClient, request: MergeRequest, requestId: string): Observable<boolean> {
  const probe: MergeRequest = { ...request, maxNodes: 1, profileIds: [NO_PROFILE_HAS_THIS_ID] };
  return client.flamegraph(probe, `${requestId}-probe`).pipe(map((json) => totalOf(json) > 0));
}

/** `total` is left out where it is 0, and is a string where it is not. */
function totalOf(json: unknown): number {
  const flamegraph = (json as { flamegraph?: { total?: string | number } }).flamegraph;
  return Number(flamegraph?.total ?? 0);
}

function tooOld(what: string, needed: string) {
  return ownError('selector-ignored', {
    step: 'server',
    what: `This server does not know ${what} and would show the whole service.`,
    why: `They need ${needed}.`,
    next: 'Clear this selector, or update Pyroscope.',
  });
}

function allowedNodes(error: unknown): number | null {
  const named = nameError(error);
  const found = named.kind === 'max-nodes-too-large' ? /greater than allowed (\d+)/.exec(named.said) : null;
  return found ? Number(found[1]) : null;
}
