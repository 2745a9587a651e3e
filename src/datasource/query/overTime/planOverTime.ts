/** Into which windows, or for which label, the profile of one function is split. */
import type { DataQueryRequest } from '@grafana/data';
import { t } from '../../../shared/ui/i18n/translate';
import { ownError } from '../../pyroscopeError';
import {
  DEFAULT_WINDOWS,
  MOST_WINDOWS,
  type FunctionValue,
  type MergeRequest,
  type PyroscopeOptions,
  type PyroscopeQuery,
  type RangeMs,
} from '../../types';
import { readFunctionName } from '../functionName';
import { interpolateText } from '../interpolate';
import { readMinStep } from '../minStep';
import type { QueryPlan } from '../planQuery';

export interface OverTimePlan {
  readonly func: string;
  readonly value: FunctionValue;
  readonly weight: 'cum' | 'self';
  /** at most so many parts */
  readonly limit: number;
  /** '' = by time */
  readonly label: string;
  /** request rate as saved, variables not yet in place; '' = none */
  readonly requests: string;
}

/** One profile of the split. */
export interface Part {
  readonly request: MergeRequest;
  /** value of the label; '' for a window of time */
  readonly labelValue: string;
}

/** @throws PyroscopeError on what is missing or unusable */
export function planOverTime(
  query: PyroscopeQuery,
  { scopedVars }: Pick<DataQueryRequest<PyroscopeQuery>, 'scopedVars'>
): OverTimePlan {
  const value = query.functionValue ?? 'share';
  const requests = query.requests?.trim() ?? '';
  if (value === 'perRequest' && requests === '') {
    throw ownError('requests-missing', {
      what: t('query.no-request-rate', 'No request rate.'),
      why: t('query.a-value-per-request-needs', 'A value per request needs to know how many requests there were.'),
      next: t(
        'query.enter-a-number-of-requests',
        'Enter a number of requests per second, or PromQL, in the field Requests.'
      ),
    });
  }
  return {
    func: readFunctionName(query.functionName, scopedVars),
    value,
    weight: query.functionWeight ?? 'cum',
    limit: readWindows(query.windows),
    label: interpolateText(query.overLabel ?? '', scopedVars).trim(),
    requests,
  };
}

/**
 * Windows of equal length at multiples of that length, inside the range; so a refresh asks only for what is new. None is
 * shorter than two pushes of an agent: one window would have a push and the next none.
 */
export function windowsOf({ request }: QueryPlan, limit: number, { minStep }: PyroscopeOptions): Part[] {
  const { fromMs, toMs } = request;
  const shortestMs = 2000 * readMinStep(minStep);
  const lengthMs = roundLength(Math.max(shortestMs, (toMs - fromMs) / limit));
  const windows: RangeMs[] = [];
  for (let at = Math.ceil(fromMs / lengthMs) * lengthMs; at + lengthMs <= toMs; at += lengthMs) {
    windows.push({ fromMs: at, toMs: at + lengthMs, isFixed: true });
  }
  const parts = windows.length > 0 ? windows : [{ fromMs, toMs }];
  return parts.map((window) => ({ request: { ...request, ...window }, labelValue: '' }));
}

/** Lengths that people count in, in seconds. */
const LENGTHS = [30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** @returns the next round length that is no shorter */
function roundLength(ms: number): number {
  const round = LENGTHS.find((seconds) => seconds * 1000 >= ms);
  return round === undefined ? Math.ceil(ms / 86_400_000) * 86_400_000 : round * 1000;
}

function readWindows(windows = DEFAULT_WINDOWS): number {
  if (Number.isInteger(windows) && windows >= 1 && windows <= MOST_WINDOWS) {
    return windows;
  }
  throw ownError('windows', {
    what: t('query.windows-cant-be-asked-for', "{{windows}} windows can't be asked for.", { windows }),
    why: t(
      'query.each-is-a-profile-that',
      'Each is a profile that the server has to merge: from 1 to {{mostWindows}} are allowed.',
      { mostWindows: MOST_WINDOWS }
    ),
    next: t('query.correct-windows-in-the-query', 'Correct Windows in the query.'),
  });
}
