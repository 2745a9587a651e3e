/** Resolves the page's address against the profile store; the latest address wins, a failure is a state of its own. */
import { dateTime, rangeUtil, type DataSourceInstanceSettings, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { type ServiceRule } from '../../correlate/serviceMapping';
import { CORE_PYROSCOPE_ID, DATASOURCE_ID } from '../pluginIds';
import { errorText } from '../errorText';
import { type HotspotsParams, isEpochMs } from './hotspotsParams';
import { type Resolution, resolveTarget } from './resolveTarget';
import { labelsOfExpressions } from './selectorLabels';

export type PageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'no-datasource' }
  | { readonly kind: 'failed'; readonly datasource: string; readonly message: string }
  | Resolution;

/** @param attempt another number asks the same question anew */
export function useResolution(params: HotspotsParams, rules: readonly ServiceRule[], attempt: number): PageState {
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

  return settled?.question === question ? settled.state : { kind: 'loading' };
}

async function resolve(params: HotspotsParams, rules: readonly ServiceRule[]): Promise<PageState> {
  const settings = chooseDatasource(params.profilesUid);
  if (settings === undefined) {
    return { kind: 'no-datasource' };
  }
  try {
    const datasource = await getDataSourceSrv().get({ uid: settings.uid });
    return await resolveTarget(params, labelsOfExpressions, { datasource, timeRange: timeRangeOf(params), rules });
  } catch (error) {
    return { kind: 'failed', datasource: settings.name, message: errorText(error) };
  }
}

/** The one that the address names, if it holds profiles; else ours before Grafana's own. */
function chooseDatasource(uid: string | null): DataSourceInstanceSettings | undefined {
  const service = getDataSourceSrv();
  const named = uid === null ? undefined : service.getInstanceSettings(uid);
  return named !== undefined && [DATASOURCE_ID, CORE_PYROSCOPE_ID].includes(named.type)
    ? named
    : [DATASOURCE_ID, CORE_PYROSCOPE_ID].flatMap((pluginId) => service.getList({ pluginId }))[0];
}

function timeRangeOf({ from, to }: HotspotsParams): TimeRange {
  const readTime = (text: string) => (isEpochMs(text) ? dateTime(Number(text)) : text);
  return rangeUtil.convertRawToRange({ from: readTime(from ?? 'now-1h'), to: readTime(to ?? 'now') });
}
