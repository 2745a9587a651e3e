/** One function in windows of time as a series, or by label value as a table; parts that are still to come are null. */
import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type FieldConfig,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { formatSharePrecise } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { PyroscopeError } from '../pyroscopeError';
import type { OverTimePlan, Part } from '../query/overTime/planOverTime';
import type { QueryPlan } from '../query/planQuery';
import { gridUnit, rateUnit, unitOf } from './units';

/** `value`: share, or weight per second or request in the unit of the profile type */
export type PartResult =
  | {
      readonly kind: 'value';
      readonly value: number;
      readonly hiddenShare: number;
      /** sentence about a function that is not there; null where it is */
      readonly absence: string | null;
    }
  /** no profile at all */
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly error: PyroscopeError };

interface OverTimeInput {
  readonly plan: QueryPlan;
  readonly overTime: OverTimePlan;
  readonly parts: readonly Part[];
  /** by part; null = still to come */
  readonly results: ReadonlyArray<PartResult | null>;
  readonly leftOut: number;
}

export function overTimeFrame(input: OverTimeInput): DataFrame {
  const { plan, overTime, parts, results } = input;
  const { unit, factor } = unitIn(plan, overTime);
  const notices = noticesOf(input);
  const config: FieldConfig = { unit, displayName: overTime.func, ...(overTime.value === 'share' && { decimals: 1 }) };
  const values = results.map((result) => (result?.kind === 'value' ? result.value * factor : null));
  const { profileTypeId, labelSelector, fromMs, toMs } = plan.request;
  return createDataFrame({
    refId: plan.refId,
    name: 'functionOverTime',
    meta: {
      preferredVisualisationType: overTime.label === '' ? 'graph' : 'table',
      custom: {
        fixlayer: {
          version: 1,
          profileTypeId,
          labelSelector,
          fromMs,
          toMs,
          function: overTime.func,
          value: overTime.value,
          weight: overTime.weight,
          parts: parts.length,
        },
      },
      notices: [...notices],
    },
    fields: [
      overTime.label === ''
        ? { name: 'time', type: FieldType.time, values: parts.map(({ request }) => request.toMs), config: {} }
        : {
            name: overTime.label,
            type: FieldType.string,
            values: parts.map(({ labelValue }) => labelValue),
            config: {},
          },
      { name: 'value', type: FieldType.number, values, config },
    ],
  });
}

function unitIn({ request }: QueryPlan, { value }: OverTimePlan): { unit: string; factor: number } {
  switch (value) {
    case 'share':
      return { unit: 'percentunit', factor: 1 };
    case 'perSecond':
      return rateUnit(request.profileTypeId);
    case 'perRequest':
      return { unit: gridUnit(unitOf(request.profileTypeId)), factor: 1 };
  }
}

function noticesOf({ plan, overTime, parts, results, leftOut }: OverTimeInput): QueryResultMetaNotice[] {
  const notices: QueryResultMetaNotice[] = [{ severity: 'info', text: splitText(overTime, parts) }];
  const say = (severity: QueryResultMetaNotice['severity'], text: string) => notices.push({ severity, text });
  const done = results.filter((result) => result !== null);
  if (done.length < parts.length) {
    say(
      'info',
      t('notices.of-are-here-the-others', '{{done}} of {{parts}} are here, the others are on the way.', {
        done: done.length,
        parts: parts.length,
      })
    );
  }
  const failed = done.flatMap((result) => (result.kind === 'failed' ? [result.error] : []));
  if (failed.length > 0) {
    say(
      'warning',
      t('notices.of-failed-and-are-left', '{{failed}} of {{parts}} failed and are left out. {{message}}', {
        failed: failed.length,
        parts: parts.length,
        message: failed[0].message,
      })
    );
  }
  const values = done.flatMap((result) => (result.kind === 'value' ? [result] : []));
  const absent = values.find(({ absence }) => absence !== null);
  if (absent && values.every(({ absence }) => absence !== null)) {
    say('warning', absent.absence ?? '');
  }
  const hidden = Math.max(0, ...values.map(({ hiddenShare }) => hiddenShare));
  if (hidden >= 0.001) {
    say(
      'info',
      t(
        'notices.up-to-of-a-profile',
        'Up to {{hidden}} of a profile is hidden in “other”, this function may be in it. Raise Max nodes to see more.',
        { hidden: formatSharePrecise(hidden) }
      )
    );
  }
  if (leftOut > 0) {
    say(
      'info',
      t(
        'notices.the-first-values-of-are',
        'The first {{parts}} values of {{label}} are shown, {{leftOut}} are left out. Narrow the selector, or raise Windows.',
        { parts: parts.length, label: overTime.label, leftOut }
      )
    );
  }
  if (plan.ignoredFilters.length > 0) {
    say(
      'warning',
      t(
        'notices.this-saved-query-has-a-filter',
        'This saved query has a filter that is not applied here: {{ignoredFilters}}.',
        { ignoredFilters: plan.ignoredFilters.join(', ') }
      )
    );
  }
  return notices;
}

function splitText({ label, weight, func }: OverTimePlan, parts: readonly Part[]): string {
  const what =
    weight === 'cum'
      ? t('notices.with-what-it-calls', '{{func}} with what it calls', { func })
      : t('notices.alone', '{{func}} alone', { func });
  if (label !== '') {
    return t('notices.by', '{{what}}, by {{label}}.', { what, label });
  }
  const seconds = parts.length === 0 ? 0 : (parts[0].request.toMs - parts[0].request.fromMs) / 1000;
  return t(
    'notices.in-windows-of-each-a',
    '{{what}}, in {{parts}} windows of {{seconds}} each; a point stands at the end of its window.',
    { what, parts: parts.length, seconds: durationText(seconds) }
  );
}

function durationText(seconds: number): string {
  const minutes = seconds / 60;
  return minutes >= 2 && Number.isInteger(minutes)
    ? t('notices.min', '{{minutes}} min', { minutes })
    : `${Math.round(seconds)} s`;
}
