/** "Slowest traces through this function": how much of each request it is, with links to the trace and the request. */
import React from 'react';
import { useStyles2 } from '@grafana/ui';
import { formatSamples, formatShare, formatWeight } from '../../shared/lib/format';
import type { ProfileKind } from '../../analysis/model';
import { MIN_SAMPLES_FOR_SHARES } from '../../correlate/sampleFloor';
import { t } from '../../shared/ui/i18n/translate';
import { askWorker } from '../analysis/askWorker';
import { traceHref } from '../answer/exploreLink';
import { HowButton } from '../how/HowButton';
import { OWN_DATASOURCE_ID } from '../pluginIds';
import { requestText } from '../red/requestText';
import { noTargetMessage } from '../request/requestMessage';
import { createSelectionPort } from '../request/requestPorts';
import { findTraceUid } from '../request/traceSource';
import { AskedZone } from '../shell/AskedZone';
import { costName, unfilteredNote } from './costName';
import { targetIn, windowIn, type EvidenceCardProps } from './context';
import { getEvidenceStyles } from './evidenceStyles';
import { Failure } from './Failure';
import { loadTraceShares, MOST_ROUTES, MOST_TRACES, type TraceShares } from './loadTraces';
import { evidenceTestIds } from './testIds';
import { progressText, useAsked } from './useAsked';

export function TracesCard({ context, func, width, onClose }: EvidenceCardProps) {
  const { data, panelId, exemplars, replaceVariables } = context;
  const target = targetIn(context);
  const [{ key, asked }] = React.useState(() => ({
    // What is in view when the card opens; a refresh does not ask again.
    key: JSON.stringify([
      'traces',
      func.name,
      target?.datasource.uid,
      target?.profileTypeId,
      target?.labelSelector,
      exemplars.map((exemplar) => exemplar.key),
    ]),
    asked: exemplars,
  }));
  const { state, again } = useAsked<TraceShares | null>(key, async ({ signal, onProgress }) =>
    target === null
      ? null
      : loadTraceShares(
          asked,
          { func: func.name, profileTypeId: target.profileTypeId },
          {
            querySelection: createSelectionPort({ data, panelId, profileTarget: target }, signal),
            canSelectTraces: target.datasource.type === OWN_DATASOURCE_ID,
            onProgress,
            compute: (task) => askWorker(task, signal),
          }
        )
  );
  return (
    <AskedZone
      title={t('evidence.slowest-traces-through', 'Slowest traces through {{shortName}}', {
        shortName: func.shortName,
      })}
      subtitle={t(
        'evidence.reads-at-most-routes-and',
        'Reads at most {{mostRoutes}} routes and {{mostTraces}} of their slowest requests',
        { mostRoutes: MOST_ROUTES, mostTraces: MOST_TRACES }
      )}
      progress={progressText(state, t('evidence.profiles', 'profiles'))}
      closeLabel={t('evidence.close-the-traces', 'Close the traces')}
      testId={evidenceTestIds.traces}
      onClose={onClose}
    >
      {state.kind === 'failed' && <Failure message={state.message} onAgain={again} />}
      {state.kind === 'answered' &&
        (state.answer === null ? (
          <Failure message={noTargetMessage()} onAgain={again} />
        ) : (
          <Traces
            context={context}
            width={width}
            shares={state.answer}
            traceUid={findTraceUid(data, replaceVariables)}
          />
        ))}
    </AskedZone>
  );
}

function Traces({
  context,
  width,
  shares,
  traceUid,
}: Pick<EvidenceCardProps, 'context' | 'width'> & {
  readonly shares: TraceShares;
  readonly traceUid: string | null;
}) {
  const styles = useStyles2(getEvidenceStyles);
  const { traces, unit } = shares;
  const roomy = width >= 640;
  return (
    <>
      {traces.length > 0 && (
        <table
          className={styles.table}
          aria-label={t('evidence.requests-by-their-in-this', 'Requests by their {{kind}} in this function', {
            kind: costName(context.kind),
          })}
        >
          <thead>
            <tr>
              <th scope="col">{t('evidence.request', 'Request')}</th>
              <th scope="col">{t('evidence.took', 'Took')}</th>
              {roomy && <th scope="col">{t('evidence.its', 'Its {{kind}}', { kind: costName(context.kind) })}</th>}
              <th scope="col">{t('evidence.in-this-function', 'In this function')}</th>
              <th scope="col">{t('evidence.share', 'Share')}</th>
              {traceUid !== null && <th scope="col">{t('evidence.trace', 'Trace')}</th>}
            </tr>
          </thead>
          <tbody>
            {traces.map(({ exemplar, total, weight, samples }) => {
              const { time, duration, route } = requestText(exemplar, context.timeZone);
              return (
                <tr key={exemplar.key} data-testid={evidenceTestIds.traceRow}>
                  <td>
                    <button
                      type="button"
                      className={styles.link}
                      aria-label={t('evidence.open-its-profile', '{{time}} {{route}}, {{duration}}. Open its profile', {
                        time,
                        route,
                        duration,
                      })}
                      onClick={() => context.onPickExemplar(exemplar)}
                    >
                      {time} {route}
                    </button>
                  </td>
                  <td>{duration}</td>
                  {roomy && <td>{formatWeight(total, unit)}</td>}
                  <td>{formatWeight(weight, unit)}</td>
                  <td>
                    {samples < MIN_SAMPLES_FOR_SHARES
                      ? t('evidence.samples', '', {
                          count: samples,
                          amount: samples,
                          defaultValue_one: '{{amount}} sample',
                          defaultValue_other: '{{amount}} samples',
                        })
                      : formatShare(weight / total)}
                  </td>
                  {traceUid !== null && (
                    <td>
                      <a
                        className={styles.link}
                        href={traceHref(traceUid, exemplar.traceId, windowIn(context))}
                        target="_blank"
                        rel="noreferrer"
                        aria-label={t('evidence.trace-in-explore', '{{traceId}}, trace in Explore', {
                          traceId: exemplar.traceId.slice(0, 8),
                        })}
                      >
                        {exemplar.traceId.slice(0, 8)}
                      </a>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <p className={styles.note} role="status" data-testid={evidenceTestIds.tracesNote}>
        {noteOf(shares, context.kind)}
        {context.isFiltered && ` ${unfilteredNote()}`}
      </p>
      {traces.length > 0 && (
        <HowButton of={t('evidence.these-requests', 'these requests')} look="text" asked={{ kind: 'traces', shares }} />
      )}
    </>
  );
}

/** What was read and is not in the list, each with its reason. */
function noteOf(shares: TraceShares, kind: ProfileKind): string {
  const { traces, routes, routesWithFunction, read, withoutFunction, withoutSamples, unnamed } = shares;
  if (read === 0 && routes === 0 && unnamed === 0) {
    return t(
      'evidence.there-are-no-requests-to',
      'There are no requests to read: the metrics have no exemplars in this window. Switch them on in the p99 query.'
    );
  }
  const parts = [
    routes > 0
      ? t('evidence.of-routes-run-it', '{{routesWithFunction}} of {{routes}} routes run it.', {
          routesWithFunction: formatSamples(routesWithFunction),
          routes: formatSamples(routes),
        })
      : '',
    read > 0
      ? t('evidence.of-their-slowest-requests-in', 'Of their {{read}} slowest requests in view {{traces}} do.', {
          read: formatSamples(read),
          traces: formatSamples(traces.length),
        })
      : '',
    withoutFunction > 0
      ? t('evidence.without-a-sample-in-it', 'Without a sample in it: {{withoutFunction}}.', {
          withoutFunction: formatSamples(withoutFunction),
        })
      : '',
    withoutSamples > 0
      ? kind === 'cpu'
        ? t(
            'evidence.without-any-sample-cpu',
            'Without any sample: {{withoutSamples}}, because of less than about 20 ms of CPU, or not profiled.',
            { withoutSamples: formatSamples(withoutSamples) }
          )
        : t(
            'evidence.without-any-sample',
            'Without any sample: {{withoutSamples}}, because of too little {{cost}}, or not profiled.',
            { withoutSamples: formatSamples(withoutSamples), cost: costName(kind) }
          )
      : '',
    unnamed > 0
      ? t(
          'evidence.not-readable-from-this-data',
          'Not readable from this data source, because no span is named: {{unnamed}}.',
          { unnamed: formatSamples(unnamed) }
        )
      : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
