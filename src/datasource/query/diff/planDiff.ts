/** What a comparison asks for: the query's own profile as "after", and another one as "before". */
import { dateMath, rangeUtil, type DataQueryRequest, type ScopedVars } from '@grafana/data';
import { t } from '../../../shared/ui/i18n/translate';
import { ownError } from '../../pyroscopeError';
import type { Baseline, MergeRequest, PyroscopeQuery } from '../../types';
import { matchersOfFilters } from '../adHocFilters';
import { interpolateText } from '../interpolate';
import { effectiveSelector, type QueryPlan } from '../planQuery';

export interface DiffPlan {
  readonly before: MergeRequest;
  readonly after: MergeRequest;
}

/** @throws PyroscopeError where both sides are the same, or the baseline can't be read */
export function planDiff(
  { request: after }: QueryPlan,
  { baseline = {} }: PyroscopeQuery,
  { scopedVars, filters }: Pick<DataQueryRequest<PyroscopeQuery>, 'scopedVars' | 'filters'>
): DiffPlan {
  const selector = baseline.labelSelector?.trim();
  const before: MergeRequest = {
    ...after,
    ...windowOf(baseline, after, scopedVars),
    ...(selector && { labelSelector: effectiveSelector(selector, matchersOfFilters(filters), scopedVars) }),
  };
  const isSame =
    before.fromMs === after.fromMs && before.toMs === after.toMs && before.labelSelector === after.labelSelector;
  if (isSame) {
    throw ownError('diff-same', {
      what: t('query.both-sides-of-the-comparison', 'Both sides of the comparison are the same.'),
      why: t(
        'query.neither-an-earlier-time-range',
        'Neither an earlier time range nor another label selector is given.'
      ),
      next: t('query.enter-one-under-compare-with', 'Enter one under Compare with.'),
    });
  }
  return { before, after };
}

function windowOf({ shift, from, to }: Baseline, after: MergeRequest, scopedVars?: ScopedVars) {
  if (from?.trim() || to?.trim()) {
    const fromMs = readTime(from, t('query.from', 'From'), scopedVars);
    const toMs = readTime(to, t('query.to', 'To'), scopedVars);
    if (fromMs >= toMs) {
      throw wrongBaseline(
        t('query.the-time-range-to-compare', 'The time range to compare with ends before it starts.'),
        t('query.from-and-to-are-the', 'From and To are the wrong way round.')
      );
    }
    const isFixed = ![from, to].some((moment) => interpolateText(moment ?? '', scopedVars).includes('now'));
    return { fromMs, toMs, isFixed };
  }
  const text = interpolateText(shift ?? '', scopedVars).trim();
  if (text === '') {
    return {};
  }
  const shiftMs = durationMs(text);
  return { fromMs: after.fromMs - shiftMs, toMs: after.toMs - shiftMs };
}

function durationMs(text: string): number {
  try {
    const ms = rangeUtil.intervalToMs(text);
    if (ms > 0) {
      return ms;
    }
  } catch {
    // Named below.
  }
  throw wrongBaseline(
    t('query.the-shift-is-not-a', 'The shift “{{text}}” is not a time.', { text }),
    t('query.it-is-a-number-with', 'It is a number with a unit, such as 1h or 1d.')
  );
}

/** Milliseconds since 1970, as Grafana's own variables give them, or text that its time picker takes. */
function readTime(saved: string | undefined, name: string, scopedVars?: ScopedVars): number {
  const text = interpolateText(saved ?? '', scopedVars).trim();
  const ms = /^\d{9,}$/.test(text) ? Number(text) : (dateMath.toDateTime(text, {})?.valueOf() ?? NaN);
  if (Number.isFinite(ms)) {
    return ms;
  }
  throw wrongBaseline(
    t('query.of-the-time-range-to', '{{name}} of the time range to compare with, “{{text}}”, is not a time.', {
      name,
      text,
    }),
    t('query.it-is-a-moment-such', 'It is a moment such as now-2h or 2026-11-28 14:00, or milliseconds since 1970.')
  );
}

function wrongBaseline(what: string, why: string) {
  return ownError('diff-baseline', {
    what,
    why,
    next: t('query.correct-it-under-compare-with', 'Correct it under Compare with.'),
  });
}
