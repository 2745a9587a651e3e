/** What several methods of `querier.v1` are asked for: a profile type, a selector and a window. */
import type { MergeRequest, RangeMs } from '../types';

export interface Subject extends RangeMs {
  readonly profileTypeId: string;
  readonly labelSelector: string;
}

export function subjectBody({ profileTypeId, labelSelector, fromMs, toMs }: Subject) {
  return { profileTypeID: profileTypeId, labelSelector, start: fromMs, end: toMs };
}

/** A merged profile without its ids and its call site, which not every method knows. */
export function mergeBody(request: Subject & Pick<MergeRequest, 'maxNodes'>) {
  return { ...subjectBody(request), maxNodes: request.maxNodes };
}

/** What a merged profile is narrowed to. */
export function selectorsBody({ spanIds, traceIds, profileIds, callSite = [] }: MergeRequest) {
  return {
    ...(profileIds.length > 0 && { profileIdSelector: profileIds }),
    ...(traceIds.length > 0 && { traceIdSelector: traceIds }),
    ...(spanIds.length > 0 && { spanSelector: spanIds }),
    ...(callSite.length > 0 && { stackTraceSelector: { callSite: callSite.map((name) => ({ name })) } }),
  };
}
