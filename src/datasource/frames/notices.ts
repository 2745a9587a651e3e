/** What a frame does not show, said on the panel that shows it. */
import { dateTimeFormat, type QueryResultMetaNotice } from '@grafana/data';
import { formatSamples, formatSharePrecise } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { Arrival } from '../client/arrival';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { DecodedProfile } from '../worker/decodeJob';
import { CUT_OFF } from '../worker/hiddenShare';

/** Frames without a name are worth a word from this share of the profile on. */
const NAMELESS_SHARE = 0.01;

/** So many pushes are missing: one may be late, or on its way. */
const MISSING_PUSHES = 4;
/** Agents push every 10 to 60 s unless they are told otherwise. */
const SLOWEST_PUSH_SECONDS = 60;

/** @param profile  null: the answer held no samples */
export function noticesOf(
  plan: QueryPlan,
  { request, origin }: Pick<ProfileAnswer, 'request' | 'origin'>,
  profile: Pick<DecodedProfile, 'hiddenShare' | 'quality'> | null
): QueryResultMetaNotice[] {
  const notices: QueryResultMetaNotice[] = [];
  const hiddenShare = profile?.hiddenShare ?? 0;
  const unknownShare = profile?.quality.unknownShare ?? 0;
  if (hiddenShare > 0) {
    const share =
      hiddenShare < 0.001
        ? t('notices.less-than', 'Less than {{value}}', { value: formatSharePrecise(0.001) })
        : formatSharePrecise(hiddenShare);
    const limit = t('notices.nodes', '{{maxNodes}} nodes', { maxNodes: formatSamples(request.maxNodes) });
    notices.push({
      severity: 'info',
      text: t(
        'notices.is-hidden-in-too-small',
        '{{share}} is hidden in “{{cutOff}}”: too small to be sent by the store at {{limit}}. Raise Max nodes to see more.',
        { share, cutOff: CUT_OFF, limit }
      ),
    });
  }
  if (unknownShare >= NAMELESS_SHARE) {
    notices.push({
      severity: 'info',
      text: t(
        'notices.is-in-frames-without-a',
        '{{unknownShare}} is in frames without a name: the profiler had no symbols for them.',
        { unknownShare: formatSharePrecise(unknownShare) }
      ),
    });
  }
  if (plan.ignoredFilters.length > 0) {
    const filters = plan.ignoredFilters.join(', ');
    notices.push({
      severity: 'warning',
      text: t(
        'notices.this-saved-query-has-a',
        'This saved query has a filter that is not applied here: {{filters}}. The whole profile is shown.',
        { filters }
      ),
    });
  }
  const late = lateNotice(origin?.arrival ?? null);
  return late ? [...notices, late] : notices;
}

/** Profiles that stopped coming: what is shown is older than it looks. */
function lateNotice(arrival: Arrival | null): QueryResultMetaNotice | null {
  if (arrival === null || arrival.newestMs === null) {
    return null;
  }
  const ageMs = arrival.untilMs - arrival.newestMs;
  if (ageMs <= MISSING_PUSHES * 1000 * Math.max(SLOWEST_PUSH_SECONDS, arrival.pushSeconds)) {
    return null;
  }
  const minutes = Math.floor(ageMs / 60_000);
  return {
    severity: 'warning',
    text: t(
      'notices.the-newest-profile-here-is',
      'The newest profile here is of {{newestMs}}, {{minutes}} min before the end of the time range: nothing has arrived since. Check the agents of the service.',
      { newestMs: dateTimeFormat(arrival.newestMs), minutes }
    ),
  };
}
