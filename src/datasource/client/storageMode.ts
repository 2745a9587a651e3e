/**
 * How a server stores profiles, by two answers: v1 has no heatmaps (501), and dual alone sends a `tree` beside the flame
 * graph that was asked for.
 */
import { forkJoin, map, type Observable } from 'rxjs';
import type { MergeRequest } from '../types';
import { answerOf } from './answerOf';
import { isRecord } from './json';
import type { PyroscopeClient } from './pyroscopeClient';
import { subjectBody, type Subject } from './requestBodies';
import { totalOf } from './selectorGuard';
import type { StorageMode } from './serverFacts';

/** Of the end of the window is asked: the questions are answered as well by a small part of it. */
const ASKED_MS = 300_000;

/** @returns null where the answers don't tell. Never fails. */
export function askStorageMode(client: PyroscopeClient, subject: Subject): Observable<StorageMode | null> {
  const target: Subject = { ...subject, fromMs: Math.max(subject.fromMs, subject.toMs - ASKED_MS) };
  const request: MergeRequest = { ...target, maxNodes: 1, spanIds: [], traceIds: [], profileIds: [] };
  return forkJoin([answerOf(client.flamegraph(request)), answerOf(askHeatmap(client, target))]).pipe(
    map(([whole, heatmap]) => storageModeOf(heatmap.status, whole.value))
  );
}

/** One slot, as long as the window. */
export function askHeatmap(client: Pick<PyroscopeClient, 'json'>, subject: Subject) {
  return client.json('SelectHeatmap', {
    ...subjectBody(subject),
    step: (subject.toMs - subject.fromMs) / 1000,
    queryType: 'HEATMAP_QUERY_TYPE_SPAN',
  });
}

/**
 * Not told without data: a dual server that has none in v2 yet answers everything by v1.
 *
 * @param heatmapStatus  as {@link answerOf} gives it. 404: older than heatmaps, which says nothing about its storage.
 * @param whole  a flame graph over the same window
 */
export function storageModeOf(heatmapStatus: number | null, whole: unknown): StorageMode | null {
  if (!(totalOf(whole) > 0)) {
    return null;
  }
  if (isRecord(whole) && 'tree' in whole) {
    return 'dual';
  }
  return heatmapStatus === null ? 'v2' : heatmapStatus === 501 ? 'v1' : null;
}
