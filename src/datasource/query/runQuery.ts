/**
 * The targets of a panel, each on its own: a target that fails leaves the others as they are. Unsubscribing aborts what
 * is still under way.
 */
import {
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { catchError, defer, forkJoin, from, map, of, switchMap, type Observable } from 'rxjs';
import { readFailure } from '../client/failure';
import type { PyroscopeClient } from '../client/pyroscopeClient';
import { nameError } from '../errors';
import { framesOfAnswer } from '../frames/framesOfAnswer';
import { messageOf } from '../pyroscopeError';
import type { PyroscopeOptions, PyroscopeQuery } from '../types';
import type { DecodeRunner } from '../worker/decodeRunner';
import { fetchProfile, type ServerFacts } from './fetchProfile';
import { planQuery } from './planQuery';

interface TargetResult {
  readonly frames: readonly DataFrame[];
  readonly error?: DataQueryError;
}

export interface QueryRunner {
  readonly client: PyroscopeClient;
  readonly facts: ServerFacts;
  readonly options: PyroscopeOptions;
  readonly decoder: DecodeRunner;
}

export function runQuery(
  runner: QueryRunner,
  request: DataQueryRequest<PyroscopeQuery>
): Observable<DataQueryResponse> {
  const targets = request.targets.filter((target) => !target.hide && isComplete(target));
  if (targets.length === 0) {
    return of({ data: [], state: LoadingState.Done });
  }
  runner.decoder.warmUp();
  return forkJoin(targets.map((target) => runTarget(runner, target, request))).pipe(map(toResponse));
}

/** A query without profile type is not finished yet: nothing to run, nothing to complain about. */
export function isComplete(target: PyroscopeQuery): boolean {
  return Boolean(target.profileTypeId?.trim());
}

function runTarget(
  runner: QueryRunner,
  target: PyroscopeQuery,
  request: DataQueryRequest<PyroscopeQuery>
): Observable<TargetResult> {
  return defer(() => {
    const plan = planQuery(target, request, runner.options);
    return fetchProfile(runner.client, plan, runner.facts, `${request.requestId}-${target.refId}`).pipe(
      switchMap((answer) => from(framesOfAnswer(plan, answer, runner.decoder, runner.options)))
    );
  }).pipe(
    map((frames) => ({ frames })),
    catchError((error: unknown) => of(failed(target.refId, error)))
  );
}

/** A request that a newer one of the same id replaced is no failure: the newer one brings the answer. */
function failed(refId: string, error: unknown): TargetResult {
  if (readFailure(error).kind === 'cancelled') {
    return { frames: [] };
  }
  const named = nameError(error);
  return {
    frames: [],
    error: { refId, message: messageOf(named), ...(named.status !== null && { status: named.status }) },
  };
}

function toResponse(results: readonly TargetResult[]): DataQueryResponse {
  const errors = results.flatMap(({ error }) => (error ? [error] : []));
  const data = results.flatMap(({ frames }) => frames);
  return errors.length > 0 ? { data, errors, state: LoadingState.Error } : { data, state: LoadingState.Done };
}
