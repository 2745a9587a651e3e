/** Resolves the page's address against the profile store; the latest address wins, a failure is a state with a retry. */
import { dateTime, makeTimeRange, rangeUtil, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { type ServiceRule } from '../../correlate/serviceMapping';
import { CORE_PYROSCOPE_ID, DATASOURCE_ID } from '../pluginIds';
import { type HotspotsParams } from './hotspotsParams';
import { type Resolution, resolveTarget } from './resolveTarget';
import { labelsOfExpressions } from './selectorLabels';

export type PageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'no-datasource' }
  | { readonly kind: 'failed'; readonly datasource: string; readonly message: string }
  | Resolution;

export function useResolution(params: HotspotsParams, rules: readonly ServiceRule[]) {
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState<{ question: string; state: PageState } | null>(null);
  // The address is the identity of a question: equal text asks nothing new.
  const question = JSON.stringify([params, rules, attempt]);

  useEffect(() => {
    let current = true;
    void resolve(params, rules).then((state) => current && setSettled({ question, state }));
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `question` stands for params and rules
  }, [question]);

  const state: PageState = settled?.question === question ? settled.state : { kind: 'loading' };
  return { state, retry: () => setAttempt((n) => n + 1) };
}

async function resolve(params: HotspotsParams, rules: readonly ServiceRule[]): Promise<PageState> {
  const settings =
    (params.profilesUid && getDataSourceSrv().getInstanceSettings(params.profilesUid)) ||
    getDataSourceSrv().getList({ pluginId: DATASOURCE_ID })[0] ||
    getDataSourceSrv().getList({ pluginId: CORE_PYROSCOPE_ID })[0];
  if (!settings) {
    return { kind: 'no-datasource' };
  }
  try {
    const datasource = await getDataSourceSrv().get({ uid: settings.uid });
    return await resolveTarget(params, labelsOfExpressions, { datasource, timeRange: timeRangeOf(params), rules });
  } catch (error) {
    return { kind: 'failed', datasource: settings.name, message: messageOf(error) };
  }
}

function timeRangeOf({ from, to }: HotspotsParams): TimeRange {
  const isEpoch = (value: string | null): value is string => value !== null && /^\d+$/.test(value);
  return isEpoch(from) && isEpoch(to)
    ? makeTimeRange(dateTime(Number(from)), dateTime(Number(to)))
    : rangeUtil.convertRawToRange({ from: from ?? 'now-1h', to: to ?? 'now' });
}

/** Grafana's fetch errors carry the server's text in `data.message`. */
function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null) {
    const { data, message, statusText } = error as {
      data?: { message?: unknown };
      message?: unknown;
      statusText?: unknown;
    };
    for (const text of [data?.message, message, statusText]) {
      if (typeof text === 'string' && text !== '') {
        return text;
      }
    }
  }
  return 'No reason was given.';
}
