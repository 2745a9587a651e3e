/**
 * What a server can do, found by asking it each thing once, at the smallest size, over a window that has data.
 * Version texts are not read: plain builds leave them empty.
 */
import { forkJoin, map, switchMap, tap, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import type { MergeRequest } from '../types';
import { answerOf } from './answerOf';
import { recordsIn } from './json';
import type { PyroscopeClient } from './pyroscopeClient';
import { mergeBody, subjectBody, type Subject } from './requestBodies';
import { selectsBy, totalOf } from './selectorGuard';
import type { IdKind, ServerFacts, StorageMode } from './serverFacts';
import { askHeatmap, storageModeOf } from './storageMode';

export interface Feature {
  readonly name: string;
  /** null = can't be told: the question failed, or the window has nothing to tell it by */
  readonly isThere: boolean | null;
  /** version and storage mode that have it */
  readonly needs: string;
}

export interface ServerReport {
  /** null = the answers don't tell: v2 and dual differ only where there is data, and a server may be too old */
  readonly storageMode: StorageMode | null;
  readonly features: readonly Feature[];
}

/** What has data, so that an empty answer means something. */
export type ProbeTarget = Subject;

/** The server has no such method or format: 404 by old ones, 501 by v1 storage. 415: a proxy lets JSON through only. */
const NOT_THERE = [404, 415, 501];

/** Never fails: a question that does leaves its feature open. What is learnt is kept in `facts` too. */
export function probeServer(
  client: PyroscopeClient,
  facts: ServerFacts,
  target: ProbeTarget
): Observable<ServerReport> {
  const request: MergeRequest = { ...target, maxNodes: 1, spanIds: [], traceIds: [], profileIds: [] };
  return answerOf(client.flamegraph(request)).pipe(
    switchMap((whole) => {
      const hasData = totalOf(whole.value) > 0;
      const ids = (kind: IdKind) => selectionOf(kind, client, request, hasData);
      return forkJoin({
        pprof: truthOf(client.pprof(request), (bytes) => bytes !== null),
        span: ids('span'),
        trace: ids('trace'),
        profile: ids('profile'),
        callSite: ids('callSite'),
        exemplars: exemplars(client, target, hasData),
        heatmaps: answerOf(askHeatmap(client, target)),
        diff: truthOf(client.json(t('errors.diff', 'Diff'), diffBody(request)), () => true),
      }).pipe(
        tap(({ span, trace, profile, callSite, pprof }) => {
          facts.givesPprof ??= pprof;
          const seen: Array<[IdKind, boolean | null]> = [
            ['span', span],
            ['trace', trace],
            ['profile', profile],
            ['callSite', callSite],
          ];
          seen.filter(([, selects]) => selects).forEach(([kind]) => facts.rememberSelectsBy(kind, target.fromMs));
        }),
        map((found): ServerReport => {
          const storageMode = storageModeOf(found.heatmaps.status, whole.value);
          facts.storageMode = storageMode ?? facts.storageMode;
          return {
            storageMode,
            features: [
              {
                name: t('errors.files-and-lines-pprof', 'Files and lines (pprof)'),
                isThere: found.pprof,
                needs: '2.2',
              },
              { name: t('errors.profiles-of-spans', 'Profiles of spans'), isThere: found.span, needs: '2.2' },
              {
                name: t('errors.profiles-of-traces', 'Profiles of traces'),
                isThere: found.trace,
                needs: t('errors.2-2-v2-storage', '2.2, v2 storage'),
              },
              {
                name: t('errors.single-profiles-by-id', 'Single profiles by id'),
                isThere: found.profile,
                needs: t('errors.1-17-v2-storage', '1.17, v2 storage'),
              },
              {
                name: t('errors.profiles-of-a-call-site', 'Profiles of a call site'),
                isThere: found.callSite,
                needs: t('errors.1-15-v2-storage', '1.15, v2 storage'),
              },
              {
                name: t('errors.exemplars-of-series', 'Exemplars of series'),
                isThere: found.exemplars,
                needs: t('errors.1-17-v2-storage', '1.17, v2 storage'),
              },
              {
                name: t('errors.heatmaps-of-spans', 'Heatmaps of spans'),
                isThere: truthBy(found.heatmaps.status, true),
                needs: t('errors.1-19-v2-storage', '1.19, v2 storage'),
              },
              { name: t('errors.diff-by-the-server', 'Diff by the server'), isThere: found.diff, needs: '1.0' },
            ],
          };
        })
      );
    })
  );
}

function selectionOf(
  kind: IdKind,
  client: PyroscopeClient,
  request: MergeRequest,
  hasData: boolean
): Observable<boolean | null> {
  // Refused is an answer also without data; ignored shows only where there is some.
  return truthOf(selectsBy(kind, client, request), (selects) => (hasData ? selects : null));
}

/** Asked in a step as long as the window: one point. */
function exemplars(client: PyroscopeClient, target: ProbeTarget, hasData: boolean): Observable<boolean | null> {
  const body = {
    ...subjectBody(target),
    step: (target.toMs - target.fromMs) / 1000,
    exemplarType: 'EXEMPLAR_TYPE_INDIVIDUAL',
  };
  return truthOf(client.json('SelectSeries', body), ({ series }) => {
    const points = recordsIn(series).flatMap((one) => recordsIn(one.points));
    return hasData && points.length > 0 ? points.some((point) => recordsIn(point.exemplars).length > 0) : null;
  });
}

function diffBody(request: MergeRequest) {
  return { left: mergeBody(request), right: mergeBody(request) };
}

/** `read` of the answer; false where the server has no such thing, null where the question failed otherwise. */
function truthOf<T>(question: Observable<T>, read: (answer: T) => boolean | null): Observable<boolean | null> {
  return answerOf(question).pipe(map(({ status, value }) => truthBy(status, status === null && read(value as T))));
}

function truthBy(status: number | null, whenAnswered: boolean | null): boolean | null {
  if (status === null) {
    return whenAnswered;
  }
  return NOT_THERE.includes(status) ? false : null;
}
