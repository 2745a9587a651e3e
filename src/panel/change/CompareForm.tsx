/** What the rows are compared with, of the reader's own choice: another window, or another value of a label. */
import React, { useEffect, useId, useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { dateTime, type GrafanaTheme2, type InterpolateFunction, type PanelData, type TimeZone } from '@grafana/data';
import { Button, Combobox, DateTimePicker, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import {
  comparisonOfChoice,
  writeChosenBaseline,
  type ChosenBaseline,
  type ViewCompared,
} from '../../correlate/chosenBaseline';
import { t } from '../../shared/ui/i18n/translate';
import { Failure } from '../evidence/Failure';
import { bestLabel, loadLabels, loadLabelValues, type LabelChoice } from '../evidence/loadByLabel';
import { progressText, useAsked } from '../evidence/useAsked';
import { identityOf, resolveProfileTarget, type ProfileTarget, type SavedTarget } from '../request/profileTarget';
import { noTargetMessage } from '../request/requestMessage';
import { AskedZone } from '../shell/AskedZone';
import { testIds } from '../testIds';
import { problemText, spanText } from './baselineText';
import { valueInView } from './withMatcher';

interface Props {
  readonly data: PanelData;
  readonly profileTarget: SavedTarget | null;
  readonly chosen: ChosenBaseline | null;
  /** read alone; null = all together */
  readonly version: string | null;
  readonly versionLabel: string | null;
  readonly timeZone: TimeZone;
  readonly replaceVariables: InterpolateFunction;
  onChoose(base: string): void;
  onClose(): void;
}

type By = 'window' | 'label';

export function CompareForm(props: Props) {
  const { data, profileTarget, chosen, version, versionLabel, timeZone, replaceVariables, onChoose, onClose } = props;
  const styles = useStyles2(getStyles);
  const form = useRef<HTMLDivElement>(null);
  const [by, setBy] = useState<By>(chosen?.kind === 'label' ? 'label' : 'window');
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true }), []);
  const target = useMemo(
    () => resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars),
    [profileTarget, replaceVariables, data.request]
  );
  const view: ViewCompared = {
    window: { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() },
    version,
    versionLabel,
    valueInView: (label) => valueInView(target?.labelSelector ?? null, data.request?.filters, label),
  };
  const choose = (choice: ChosenBaseline) => {
    onChoose(writeChosenBaseline(choice));
    onClose();
  };
  return (
    <AskedZone
      title={t('change.compare-with', 'Compare with')}
      subtitle={t('change.on-screen', 'On screen: {{window}}', { window: spanText(view.window, timeZone) })}
      closeLabel={t('change.close-compare', 'Close compare')}
      testId={testIds.compareForm}
      onClose={onClose}
    >
      {/* Escape closes an open list first, and the form then. */}
      <div
        ref={form}
        className={styles.form}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.target instanceof Element && event.target.ariaExpanded === 'true') {
            event.stopPropagation();
          }
        }}
      >
        <RadioButtonGroup
          aria-label={t('change.compare-by', 'Compare by')}
          options={[
            { value: 'window', label: t('change.another-window', 'Another window') },
            { value: 'label', label: t('change.another-value-of-a-label', 'Another value of a label') },
          ]}
          value={by}
          onChange={setBy}
        />
        {by === 'window' ? (
          <WindowChoice view={view} chosen={chosen} timeZone={timeZone} onChoose={choose} />
        ) : target === null ? (
          <Failure message={noTargetMessage()} onAgain={onClose} />
        ) : (
          <LabelChoices view={view} chosen={chosen} data={data} target={target} timeZone={timeZone} onChoose={choose} />
        )}
        <p className={styles.note}>
          {t(
            'change.each-side-is-divided-by',
            'Each side is divided by its own requests, or by its seconds where they are not known for both.'
          )}
        </p>
      </div>
    </AskedZone>
  );
}

interface ChoiceProps {
  readonly view: ViewCompared;
  readonly chosen: ChosenBaseline | null;
  readonly timeZone: TimeZone;
  onChoose(choice: ChosenBaseline): void;
}

function WindowChoice({ view, chosen, timeZone, onChoose }: ChoiceProps) {
  const styles = useStyles2(getStyles);
  // What is offered first is the window before; a refresh does not change what is being typed.
  const [{ fromMs, toMs }, setWindow] = useState(() =>
    chosen?.kind === 'window'
      ? { fromMs: chosen.fromMs, toMs: chosen.toMs }
      : { fromMs: 2 * view.window.fromMs - view.window.toMs, toMs: view.window.fromMs }
  );
  // A date of another identity puts back what is being typed.
  const from = useMemo(() => dateTime(fromMs), [fromMs]);
  const to = useMemo(() => dateTime(toMs), [toMs]);
  const choice = { kind: 'window', fromMs, toMs } as const;
  return (
    <>
      <div className={styles.fields}>
        <div className={styles.field}>
          <DateTimePicker
            label={t('change.from', 'From')}
            date={from}
            timeZone={timeZone}
            onChange={(date) => date && setWindow({ fromMs: date.valueOf(), toMs })}
          />
        </div>
        <div className={styles.field}>
          <DateTimePicker
            label={t('change.to', 'To')}
            date={to}
            timeZone={timeZone}
            onChange={(date) => date && setWindow({ fromMs, toMs: date.valueOf() })}
          />
        </div>
      </div>
      <Submit choice={choice} view={view} timeZone={timeZone} onChoose={onChoose} />
    </>
  );
}

/** The other values of the label, or the view itself where it is of one. */
const REST = '';

function LabelChoices({
  view,
  chosen,
  timeZone,
  onChoose,
  data,
  target,
}: ChoiceProps & { readonly data: PanelData; readonly target: ProfileTarget }) {
  const styles = useStyles2(getStyles);
  const ids = { label: useId(), value: useId(), of: useId() };
  const before = chosen?.kind === 'label' ? chosen : null;
  const [asked] = useState({ scopedVars: data.request?.scopedVars, timeRange: data.timeRange });
  const [picked, setPicked] = useState<{ label: string | null; value: string | null; of: string }>({
    label: before?.label ?? null,
    value: before?.value ?? null,
    of: before?.of ?? REST,
  });
  const key = [identityOf(target), asked.timeRange.from.valueOf(), asked.timeRange.to.valueOf()];
  const { state: labels, again } = useAsked<readonly LabelChoice[]>(JSON.stringify(['compare-labels', ...key]), () =>
    loadLabels(target, asked, asked.timeRange)
  );
  const useful = labels.kind === 'answered' ? labels.answer.filter(({ values }) => values === null || values > 1) : [];
  const label = picked.label ?? bestLabel(useful);
  const { state: values, again: valuesAgain } = useAsked<readonly string[]>(
    JSON.stringify(['compare-values', label, ...key]),
    async () => (label === null ? [] : loadLabelValues(target, label, asked, asked.timeRange))
  );
  if (labels.kind === 'failed') {
    return <Failure message={labels.message} onAgain={again} />;
  }
  if (labels.kind === 'running') {
    return (
      <p className={styles.note} role="status">
        {t('change.reading', 'Reading {{progress}}…', {
          progress: progressText(labels, t('change.the-labels', 'the labels')) ?? '',
        })}
      </p>
    );
  }
  if (label === null) {
    return (
      <p className={styles.note} role="status">
        {t(
          'change.the-profiles-of-this-service',
          'The profiles of this service have no label with two values in this window. Choose a longer window, or compare with another one.'
        )}
      </p>
    );
  }
  const found = values.kind === 'answered' ? values.answer : [];
  const inView = label === view.versionLabel && view.version !== null ? view.version : view.valueInView(label);
  const others = found.filter((value) => value !== inView);
  const value = picked.value ?? others[0] ?? null;
  const rest =
    inView === null
      ? t('change.all-other-values', 'All other values')
      : t('change.the-view-in-view', 'The view, {{inView}}', { inView });
  const isLone = values.kind === 'answered' && (inView === null ? found.length < 2 : others.length === 0);
  const choice: ChosenBaseline | null =
    value === null || isLone ? null : { kind: 'label', label, value, of: picked.of === REST ? null : picked.of };
  return (
    <>
      <div className={styles.fields}>
        <div className={styles.field}>
          <label htmlFor={ids.label}>{t('change.label', 'Label')}</label>
          <Combobox
            id={ids.label}
            options={withCurrent(useful, label).map(({ name, values: count }) => ({
              value: name,
              label: name,
              description: count === null ? undefined : t('change.values', '{{number}} values', { number: count }),
            }))}
            value={label}
            onChange={({ value: name }) => setPicked({ label: name, value: null, of: REST })}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={ids.value}>{t('change.baseline', 'Baseline')}</label>
          <Combobox
            id={ids.value}
            loading={values.kind === 'running'}
            options={found.map((each) => ({ value: each, label: each }))}
            value={value}
            onChange={({ value: next }) => setPicked({ label, value: next, of: picked.of === next ? REST : picked.of })}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={ids.of}>{t('change.compared-with-it', 'Compared with it')}</label>
          <Combobox
            id={ids.of}
            options={[
              { value: REST, label: rest },
              ...others.filter((each) => each !== value).map((each) => ({ value: each, label: each })),
            ]}
            value={picked.of}
            onChange={({ value: next }) => setPicked({ ...picked, label, of: next })}
          />
        </div>
      </div>
      {values.kind === 'failed' ? (
        <Failure message={values.message} onAgain={valuesAgain} />
      ) : (
        <Submit choice={choice} view={view} timeZone={timeZone} onChoose={onChoose}>
          {isLone && loneText(label, found[0])}
        </Submit>
      )}
    </>
  );
}

const loneText = (label: string, value: string | undefined) =>
  value === undefined
    ? t('change.has-no-value-in-this', '{{label}} has no value in this window.', { label })
    : t('change.has-one-value-in-this', '{{label}} has one value in this window: {{value}}.', { label, value });

/** A label of the address may be one that is not offered. */
const withCurrent = (labels: readonly LabelChoice[], current: string): readonly LabelChoice[] =>
  labels.some(({ name }) => name === current) ? labels : [{ name: current, values: null }, ...labels];

/** The choice is checked by the same rule that reads it from an address. */
function Submit({
  choice,
  view,
  timeZone,
  onChoose,
  children,
}: Omit<ChoiceProps, 'chosen'> & { readonly choice: ChosenBaseline | null; readonly children?: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  const compared = choice === null ? null : comparisonOfChoice(choice, view);
  const problem = compared !== null && 'problem' in compared ? compared.problem : null;
  return (
    <div className={styles.submit}>
      <Button
        size="sm"
        icon="exchange-alt"
        disabled={choice === null || problem !== null}
        onClick={() => choice && onChoose(choice)}
      >
        {t('change.compare-with-this', 'Compare with this')}
      </Button>
      <span className={styles.note} role="status">
        {problem === null ? children : problemText(problem, timeZone)}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 8, marginTop: 6 }),
  fields: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 1.5), width: '100%' }),
  field: css({
    flex: '1 1 240px',
    maxWidth: 320,
    '& > label': {
      display: 'block',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: '18px',
    },
  }),
  submit: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }),
  note: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
  }),
});
