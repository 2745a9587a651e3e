/**
 * The targets of a panel, each on its own: a target that fails leaves the others as they are. Unsubscribing aborts what
 * is still under way. A target may bring its frames in parts.
 */
import {
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { catchError, combineLatest, filter, map, of, startWith, switchMap, type Observable } from 'rxjs';
import { readFailure } from '../client/failure';
import { nameError } from '../errors';
import { messageOf } from '../pyroscopeError';
import { rangeMs } from '../timeRange';
import type { PyroscopeQuery } from '../types';
import { explainEmpty } from './emptyAnswer';
import { normalizeQuery } from './normalizeQuery';
import { targetOf } from './targets';
import type { QueryRunner, TargetAnswer, TargetRun } from './targets/target';

export type { QueryRunner } from './targets/target';

/** An error with its name, which a panel can tell apart from others. */
interface NamedQueryError extends DataQueryError {
  readonly kind: string;
}

interface TargetResult {
  readonly frames: readonly DataFrame[];
  readonly error?: NamedQueryError;
  readonly state: 'waiting' | 'partial' | 'done';
}

const WAITING: TargetResult = { frames: [], state: 'waiting' };

export function runQuery(
  runner: QueryRunner,
  request: DataQueryRequest<PyroscopeQuery>
): Observable<DataQueryResponse> {
  const targets = request.targets.filter((target) => !target.hide && isComplete(target));
  if (targets.length === 0) {
    return of({ data: [], state: LoadingState.Done });
  }
  runner.decoder.warmUp();
  return combineLatest(targets.map((target) => runTarget(runner, target, request).pipe(startWith(WAITING)))).pipe(
    filter(isWorthShowing),
    map(toResponse)
  );
}

/** A query without profile type is not finished yet: nothing to run, nothing to complain about. RED needs none. */
export function isComplete(target: PyroscopeQuery): boolean {
  return target.queryType === 'red' || Boolean(target.profileTypeId?.trim());
}

function runTarget(
  runner: QueryRunner,
  target: PyroscopeQuery,
  request: DataQueryRequest<PyroscopeQuery>
): Observable<TargetResult> {
  const run: TargetRun = { runner, query: normalizeQuery(target), request };
  return targetOf(run.query.queryType).pipe(
    switchMap((runType) => runType(run)),
    switchMap((answer) => (answer.isPartial ? of(answer) : withReason(run, answer))),
    map(({ frames, isPartial }): TargetResult => ({ frames, state: isPartial ? 'partial' : 'done' })),
    catchError((error: unknown) => of(failed(target.refId, error)))
  );
}

/** Nothing found has a reason, which the panel shows. What Prometheus lacks, Pyroscope can't explain. */
function withReason({ runner, query, request }: TargetRun, answer: TargetAnswer): Observable<TargetAnswer> {
  return query.queryType === 'red'
    ? of(answer)
    : explainEmpty(runner.client, rangeMs(request.range), query.refId, answer.frames).pipe(
        map((frames) => ({ ...answer, frames }))
      );
}

/** A request that a newer one of the same id replaced is no failure: the newer one brings the answer. */
function failed(refId: string, error: unknown): TargetResult {
  if (readFailure(error).kind === 'cancelled') {
    return { frames: [], state: 'done' };
  }
  const named = nameError(error);
  return {
    frames: [],
    state: 'done',
    error: {
      refId,
      kind: named.kind,
      message: messageOf(named),
      ...(named.status !== null && { status: named.status }),
    },
  };
}

/** All targets at once, as a panel that is drawn once stays calm; earlier only for one that shows how far it is. */
function isWorthShowing(results: readonly TargetResult[]): boolean {
  return results.every(({ state }) => state === 'done') || results.some(({ state }) => state === 'partial');
}

function toResponse(results: readonly TargetResult[]): DataQueryResponse {
  const errors = results.flatMap(({ error }) => (error ? [error] : []));
  const data = results.flatMap(({ frames }) => frames);
  if (results.some(({ state }) => state !== 'done')) {
    return { data, ...(errors.length > 0 && { errors }), state: LoadingState.Streaming };
  }
  return errors.length > 0 ? { data, errors, state: LoadingState.Error } : { data, state: LoadingState.Done };
}
