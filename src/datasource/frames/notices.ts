/** What a frame does not show, said on the panel that shows it. */
import type { QueryResultMetaNotice } from '@grafana/data';
import type { QueryPlan } from '../query/planQuery';
import { CUT_OFF } from '../worker/hiddenShare';

/** @param hiddenShare  0..1 of the profile */
export function noticesOf(plan: QueryPlan, maxNodes: number, hiddenShare: number): QueryResultMetaNotice[] {
  const notices: QueryResultMetaNotice[] = [];
  if (hiddenShare > 0) {
    const percent = hiddenShare < 0.001 ? 'Less than 0.1' : (hiddenShare * 100).toFixed(1);
    notices.push({
      severity: 'info',
      text: `${percent} % is hidden in “${CUT_OFF}”: too small to be sent by the store at ${maxNodes} nodes. Raise Max nodes to see more.`,
    });
  }
  if (plan.ignoredFilters.length > 0) {
    notices.push({
      severity: 'warning',
      text: `This saved query has a filter that is not applied here: ${plan.ignoredFilters.join(', ')}. The whole profile is shown.`,
    });
  }
  return notices;
}
