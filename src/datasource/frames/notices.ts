/** What a frame does not show, said on the panel that shows it. */
import type { QueryResultMetaNotice } from '@grafana/data';
import { formatSamples, formatSharePrecise } from '../../shared/lib/format';
import type { QueryPlan } from '../query/planQuery';
import { CUT_OFF } from '../worker/hiddenShare';

/** @param hiddenShare  0..1 of the profile */
export function noticesOf(plan: QueryPlan, maxNodes: number, hiddenShare: number): QueryResultMetaNotice[] {
  const notices: QueryResultMetaNotice[] = [];
  if (hiddenShare > 0) {
    const share = hiddenShare < 0.001 ? `Less than ${formatSharePrecise(0.001)}` : formatSharePrecise(hiddenShare);
    const limit = `${formatSamples(maxNodes)} nodes`;
    notices.push({
      severity: 'info',
      text: `${share} is hidden in “${CUT_OFF}”: too small to be sent by the store at ${limit}. Raise Max nodes to see more.`,
    });
  }
  if (plan.ignoredFilters.length > 0) {
    const filters = plan.ignoredFilters.join(', ');
    notices.push({
      severity: 'warning',
      text: `This saved query has a filter that is not applied here: ${filters}. The whole profile is shown.`,
    });
  }
  return notices;
}
