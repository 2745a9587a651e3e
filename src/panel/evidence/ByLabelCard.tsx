/** "By label": the function's cost for each value of a label, the largest ten and the rest, the unusual ones marked. */
import React, { useState } from 'react';
import { Combobox, Icon, useStyles2 } from '@grafana/ui';
import type { LabelSplit } from '../../correlate/labelSplit';
import { formatSamples, formatWeight, NOT_APPLICABLE } from '../../shared/lib/format';
import { Trans } from '../../shared/ui/i18n/Trans';
import { t } from '../../shared/ui/i18n/translate';
import { HowButton } from '../how/HowButton';
import { OWN_DATASOURCE_ID } from '../pluginIds';
import { noTargetMessage, type RequestMessage } from '../request/requestMessage';
import { AskedZone } from '../shell/AskedZone';
import { unfilteredNote } from './costName';
import { targetIn, windowIn, type EvidenceCardProps } from './context';
import { getEvidenceStyles } from './evidenceStyles';
import { Failure } from './Failure';
import { bestLabel, loadByLabel, loadLabels, MOST_VALUES, type LabelChoice, type SplitAnswer } from './loadByLabel';
import { evidenceTestIds } from './testIds';
import { progressText, useAsked } from './useAsked';
import { useLabelFilter, type LabelFilter } from './useLabelFilter';

const otherDatasource = (): RequestMessage => ({
  title: t('evidence.not-with-this-data-source', 'Not with this data source'),
  cause: t(
    'evidence.a-function-can-be-split',
    'A function can be split by label by this app’s own Pyroscope data source only, and the profile query goes to another one. Change the data source of the query; the query itself stays as it is.'
  ),
  actions: ['back'],
});

export function ByLabelCard(props: EvidenceCardProps) {
  const { context, func, onClose } = props;
  const target = targetIn(context);
  const isOwn = target?.datasource.type === OWN_DATASOURCE_ID;
  const [asked] = useState(() => ({ ...context, window: windowIn(context) }));
  const [chosen, setChosen] = useState<string | null>(null);
  const source = [target?.datasource.uid, target?.profileTypeId, target?.labelSelector, asked.window];
  const { state: labels, again } = useAsked<readonly LabelChoice[]>(JSON.stringify(['labels', source]), async () =>
    target === null || !isOwn
      ? []
      : loadLabels(target, { scopedVars: asked.data.request?.scopedVars }, asked.data.timeRange)
  );
  const known = labels.kind === 'answered' ? labels.answer : [];
  const label = chosen ?? bestLabel(known);
  return (
    <AskedZone
      title={t('evidence.by-label', '{{shortName}} by label', { shortName: func.shortName })}
      subtitle={
        known.length > 0 && (
          <Combobox
            aria-label={t('evidence.label', 'Label')}
            data-testid={evidenceTestIds.labelChoice}
            width="auto"
            minWidth={16}
            options={known.map(({ name, values }) => ({
              value: name,
              label: name,
              description:
                values === null
                  ? undefined
                  : t('evidence.values', '', {
                      count: values,
                      amount: formatSamples(values),
                      defaultValue_one: '{{amount}} value',
                      defaultValue_other: '{{amount}} values',
                    }),
            }))}
            value={label}
            onChange={({ value }) => setChosen(value)}
          />
        )
      }
      progress={isOwn ? progressText(labels, t('evidence.the-labels', 'the labels')) : null}
      closeLabel={t('evidence.close-by-label', 'Close by label')}
      testId={evidenceTestIds.byLabel}
      onClose={onClose}
    >
      {labels.kind === 'failed' && <Failure message={labels.message} onAgain={again} />}
      {!isOwn && <Failure message={target === null ? noTargetMessage() : otherDatasource()} onAgain={again} />}
      {isOwn && labels.kind === 'answered' && label === null && (
        <Failure
          message={{
            title: t('evidence.no-labels', 'No labels'),
            cause: t(
              'evidence.the-profiles-of-this-service',
              'The profiles of this service have no label besides its name.'
            ),
            actions: ['retry'],
          }}
          onAgain={again}
        />
      )}
      {label !== null && <Split {...props} key={label} asked={asked} label={label} source={source} />}
    </AskedZone>
  );
}

function Split({
  context,
  asked,
  label,
  source,
  func,
  width,
}: EvidenceCardProps & {
  readonly asked: EvidenceCardProps['context'];
  readonly label: string;
  readonly source: readonly unknown[];
}) {
  const styles = useStyles2(getEvidenceStyles);
  const filter = useLabelFilter(asked, label);
  const { state, again } = useAsked<SplitAnswer | null>(JSON.stringify(['split', func.name, label, source]), (asking) =>
    loadByLabel(asked, { func: func.name, label }, asking)
  );
  if (state.kind === 'running') {
    return (
      <p className={styles.note} role="status">
        {t('evidence.reading', 'Reading {{progress}}…', {
          progress:
            progressText(
              state,
              t('evidence.profiles-one-a-value-of', 'profiles, one a value of {{label}}, at most {{mostValues}}', {
                label,
                mostValues: MOST_VALUES,
              })
            ) ?? '',
        })}
      </p>
    );
  }
  if (state.kind === 'failed' || state.answer === null) {
    return <Failure message={state.kind === 'failed' ? state.message : noTargetMessage()} onAgain={again} />;
  }
  const { split, unit, noRequests, warnings } = state.answer;
  return (
    <>
      <p className={styles.answer} role="status" data-testid={evidenceTestIds.labelAnswer}>
        <AnswerText split={split} label={label} />
      </p>
      {split.top.length > 0 && <SplitTable {...{ split, unit, label, filter, width }} />}
      <p className={styles.note}>
        {[
          split.missing > 0
            ? t('evidence.without-a-profile', '{{missing}} without a profile.', {
                missing: formatSamples(split.missing),
              })
            : '',
          noRequests ?? '',
          ...warnings,
          context.isFiltered ? unfilteredNote() : '',
        ]
          .filter((text) => text !== '')
          .join(' ')}
      </p>
      {split.top.length > 0 && (
        <HowButton
          of={t('evidence.the-cost-by', 'the cost by {{label}}', { label })}
          look="text"
          asked={{ kind: 'labels', split, unit }}
        />
      )}
    </>
  );
}

function AnswerText({
  split: { top, values, comparedBy },
  label,
}: {
  readonly split: LabelSplit;
  readonly label: string;
}) {
  const unusual = top.filter(({ standsOut }) => standsOut);
  if (values === 0) {
    return <>{t('evidence.no-value-of-has-a', 'No value of {{label}} has a profile in this window.', { label })}</>;
  }
  if (values === 1) {
    return (
      <Trans
        i18nKey="evidence.one-value"
        defaults="There is one value of <label/> only: <value/>."
        components={{ label: <>{label}</>, value: <strong>{top[0].value || t('evidence.empty', '(empty)')}</strong> }}
      />
    );
  }
  if (unusual.length === 0) {
    return values < 5 ? (
      <>
        {t('evidence.values-of-too-few-to', '{{values}} values of {{label}}; too few to call one unusual.', {
          values: formatSamples(values),
          label,
        })}
      </>
    ) : (
      <>
        {t('evidence.none-of-the-values-of', 'None of the {{values}} values of {{label}} stands out.', {
          values: formatSamples(values),
          label,
        })}
      </>
    );
  }
  const [first, ...more] = unusual;
  return (
    <>
      <Trans
        i18nKey="evidence.stands-out"
        defaults="<value/> stands out: {{times}} the median of {{values}} values {{per}}"
        values={{
          times: times(first.timesMedian),
          values: formatSamples(values),
          per:
            comparedBy === 'request'
              ? t('evidence.per-request-aside', 'per request')
              : t('evidence.per-second-aside', 'per second'),
        }}
        components={{ value: <strong>{first.value}</strong> }}
      />
      {more.length > 0 && t('evidence.and-more', ', and {{more}} more', { more: formatSamples(more.length) })}.
    </>
  );
}

/** Against a median of nothing every factor is endless. */
const times = (factor: number) =>
  factor > 0 && factor < 1000
    ? t('evidence.times', '{{value}} times', { value: Number(factor.toPrecision(2)) })
    : t('evidence.far-above', 'far above');

function SplitTable({
  split: { top, rest, comparedBy },
  unit,
  label,
  filter,
  width,
}: {
  readonly split: LabelSplit;
  readonly unit: string;
  readonly label: string;
  readonly filter: LabelFilter | null;
  readonly width: number;
}) {
  const styles = useStyles2(getEvidenceStyles);
  const hasRequests = top.some(({ perRequest }) => perRequest !== null);
  const roomy = width >= 640;
  const sizes = top.map(({ perSecond, perRequest }) => (comparedBy === 'request' ? (perRequest ?? 0) : perSecond));
  const largest = Math.max(...sizes, 0);
  const amount = (value: number | null) => (value === null ? NOT_APPLICABLE : formatWeight(value, unit));
  return (
    <table className={styles.table} aria-label={t('evidence.cost-by', 'Cost by {{label}}', { label })}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          {hasRequests && <th scope="col">{t('evidence.per-request', 'Per request')}</th>}
          <th scope="col">{t('evidence.per-second', 'Per second')}</th>
          {roomy && <th scope="col" aria-label={t('evidence.as-a-bar', 'As a bar')} />}
          <th scope="col">{t('evidence.to-the-median', 'To the median')}</th>
        </tr>
      </thead>
      <tbody>
        {top.map(({ value, perSecond, perRequest, standsOut, timesMedian }, i) => (
          <tr key={value} data-testid={evidenceTestIds.labelRow}>
            <td>
              <Value value={value} label={label} filter={filter} />
            </td>
            {hasRequests && <td>{amount(perRequest)}</td>}
            <td>{amount(perSecond)}</td>
            {roomy && (
              <td>
                <span className={styles.bar} aria-hidden="true">
                  <span style={{ width: `${largest > 0 ? (100 * sizes[i]) / largest : 0}%` }} />
                </span>
              </td>
            )}
            <td>
              {standsOut ? (
                <span className={styles.outlier}>
                  <Icon name="exclamation-triangle" size="sm" />
                  {times(timesMedian)}
                </span>
              ) : timesMedian > 0 ? (
                times(timesMedian)
              ) : (
                NOT_APPLICABLE
              )}
            </td>
          </tr>
        ))}
        {rest && (
          <tr>
            <td>{t('evidence.others', '{{values}} others', { values: formatSamples(rest.values) })}</td>
            {hasRequests && <td>{NOT_APPLICABLE}</td>}
            <td>{amount(rest.perSecond)}</td>
            {roomy && <td />}
            <td>{NOT_APPLICABLE}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Value({
  value,
  label,
  filter,
}: {
  readonly value: string;
  readonly label: string;
  readonly filter: LabelFilter | null;
}) {
  const styles = useStyles2(getEvidenceStyles);
  const text = value === '' ? '(empty)' : value;
  if (filter === null || value === '') {
    return <span title={value}>{text}</span>;
  }
  return filter.kind === 'filter' ? (
    <button
      type="button"
      className={styles.link}
      title={t('evidence.filter-by', 'Filter by {{label}} = {{value}}', { label, value })}
      onClick={() => filter.apply(value)}
    >
      {text}
    </button>
  ) : (
    <a
      className={styles.link}
      href={filter.href(value)}
      target="_blank"
      rel="noreferrer"
      title={t('evidence.the-profile-of-alone-in', 'The profile of {{label}} = {{value}} alone, in Explore', {
        label,
        value,
      })}
    >
      {text}
    </a>
  );
}
