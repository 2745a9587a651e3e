/** Finds and shows what the lines above the table say. */
import React, { useMemo } from 'react';
import type { InterpolateFunction, PanelData, TimeZone } from '@grafana/data';
import { errorBurn, failedTracesQuery } from '../../correlate/errorBurn';
import type { Exemplar } from '../../correlate/exemplars';
import type { RedModel } from '../../correlate/red';
import type { HotpathOptions } from '../options';
import { resolveProfileTarget, serviceOfSelector, type SavedTarget } from '../request/profileTarget';
import { findTraceUid } from '../request/traceSource';
import { AnswerLines } from './AnswerLines';
import { traceSearchHref } from './exploreLink';
import { useWaiting } from './useWaiting';

/** CSS pixels of one line with its margin. */
const LINE_HEIGHT = 30;

interface Props {
  readonly data: PanelData;
  readonly panelId: number;
  readonly red: RedModel;
  readonly profileTarget: SavedTarget | null;
  readonly options: HotpathOptions;
  readonly isDrawn: boolean;
  /** the verdict alone, without its figures */
  readonly isShort: boolean;
  readonly timeZone: TimeZone;
  readonly replaceVariables: InterpolateFunction;
  onPick(exemplar: Exemplar): void;
}

export function AnswerZone(props: Props) {
  const { data, panelId, red, profileTarget, options, isDrawn, isShort, timeZone, replaceVariables, onPick } = props;
  const isOn = options.checkSlowRequests !== false;
  const waiting = useWaiting({ data, panelId, red, profileTarget, isOn, isDrawn, replaceVariables });
  const { sloErrorPercent } = options;
  const burn = useMemo(
    () => errorBurn(red, typeof sloErrorPercent === 'number' ? sloErrorPercent / 100 : null),
    [red, sloErrorPercent]
  );
  const failedTracesHref = useMemo(() => {
    const uid = burn === null ? null : findTraceUid(data, replaceVariables);
    const target = resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars);
    const window = { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() };
    return uid === null
      ? null
      : traceSearchHref(uid, failedTracesQuery(target && serviceOfSelector(target.labelSelector)), window);
  }, [burn, data, profileTarget, replaceVariables]);
  // What the metrics say is read after the table is drawn; the line that they will fill is kept free.
  if (!isDrawn && isOn && (data.annotations ?? []).length > 0) {
    return <div style={{ flex: 'none', height: LINE_HEIGHT }} />;
  }
  return (
    <AnswerLines
      waiting={waiting}
      isShort={isShort}
      burn={burn}
      failedTracesHref={failedTracesHref}
      exemplars={red.exemplars}
      timeZone={timeZone}
      onPick={onPick}
    />
  );
}
