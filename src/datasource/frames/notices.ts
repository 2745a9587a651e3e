/** What a frame does not show, said on the panel that shows it. */
import type { QueryResultMetaNotice } from '@grafana/data';
import { formatSamples, formatSharePrecise } from '../../shared/lib/format';
import type { QueryPlan } from '../query/planQuery';
import type { DecodedProfile } from '../worker/decodeJob';
import { CUT_OFF } from '../worker/hiddenShare';

/** Frames without a name are worth a word from this share of the profile on. */
const NAMELESS_SHARE = 0.01;

/** @param profile  null: the answer held no samples */
export function noticesOf(
  plan: QueryPlan,
  maxNodes: number,
  profile: Pick<DecodedProfile, 'hiddenShare' | 'quality'> | null
): QueryResultMetaNotice[] {
  const notices: QueryResultMetaNotice[] = [];
  const hiddenShare = profile?.hiddenShare ?? 0;
  const unknownShare = profile?.quality.unknownShare ?? 0;
  if (hiddenShare > 0) {
    const share = hiddenShare < 0.001 ? `Less than ${formatSharePrecise(0.001)}` : formatSharePrecise(hiddenShare);
    const limit = `${formatSamples(maxNodes)} nodes`;
    notices.push({
      severity: 'info',
      text: `${share} is hidden in “${CUT_OFF}”: too small to be sent by the store at ${limit}. Raise Max nodes to see more.`,
    });
  }
  if (unknownShare >= NAMELESS_SHARE) {
    notices.push({
      severity: 'info',
      text: `${formatSharePrecise(unknownShare)} is in frames without a name: the profiler had no symbols for them.`,
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
