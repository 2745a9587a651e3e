/** What several methods of `querier.v1` are asked for: a profile type, a selector and a window. */
import type { MergeRequest, RangeMs } from '../types';

export interface Subject extends RangeMs {
  readonly profileTypeId: string;
  readonly labelSelector: string;
}

export function subjectBody({ profileTypeId, labelSelector, fromMs, toMs }: Subject) {
  return { profileTypeID: profileTypeId, labelSelector, start: fromMs, end: toMs };
}

/** A merged profile without its ids, which not every method knows. */
export function mergeBody(request: Subject & Pick<MergeRequest, 'maxNodes'>) {
  return { ...subjectBody(request), maxNodes: request.maxNodes };
}
