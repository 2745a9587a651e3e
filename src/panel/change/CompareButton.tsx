/** Compare: what the rows are compared with. Choices that the window does not offer say why; others are made in a form. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Comparison } from '../../correlate/baseline';
import { t } from '../../shared/ui/i18n/translate';
import { focusRing } from '../../shared/ui/theme/ink';
import { PopupButton } from '../scope/PopupButton';
import { popupRow } from '../shell/popupRow';
import { testIds } from '../testIds';
import { baselineText, upperFirst } from './baselineText';
import type { ChangesState } from './useChanges';

interface Props {
  readonly state: ChangesState;
  /** what the window offers as "before" */
  readonly split: Comparison | null;
  readonly wanted: string | null;
  readonly timeZone: TimeZone;
  /** room for a word */
  readonly roomy: boolean;
  onChoose(base: string | null): void;
  /** a window or a label's value of the reader's own choice */
  onChooseOther(): void;
}

export function CompareButton({ state, split, wanted, timeZone, roomy, onChoose, onChooseOther }: Props) {
  const styles = useStyles2(getStyles);
  const current = wanted ?? (state.kind === 'ready' ? state.comparison.id : state.kind === 'off' ? 'off' : null);
  const isOther = current !== null && /^(at|label):/.test(current);
  const choices = [
    ...(split === null ? [] : [{ value: 'before', text: upperFirst(baselineText(split, timeZone)) }]),
    { value: 'previous', text: t('change.the-window-before-this-one', 'The window before this one, as long') },
    { value: 'day', text: t('change.the-same-window-yesterday', 'The same window yesterday') },
    { value: 'week', text: t('change.the-same-window-last-week', 'The same window last week') },
  ];
  return (
    <PopupButton
      label={
        <>
          <Icon name="exchange-alt" size="sm" /> {roomy && t('change.compare', 'Compare')}
        </>
      }
      buttonName={roomy ? undefined : t('change.compare', 'Compare')}
      popupName={t('change.compare-with', 'Compare with')}
      buttonClassName={styles.button}
      testId={testIds.compare}
      align="end"
      maxWidth={320}
    >
      <div className={styles.head}>
        {t('change.compare-each-row-per-unit', 'Compare each row, per unit of load, with')}
      </div>
      {split === null && (
        <div className={styles.none}>
          {t('change.no-deploy-and-no-breach', 'No deploy and no breach starts in this window.')}
        </div>
      )}
      {state.kind === 'ready' && isOther && (
        <button type="button" className={cx(styles.row, styles.current)} aria-current onClick={onChooseOther}>
          {upperFirst(baselineText(state.comparison, timeZone))}
        </button>
      )}
      {choices.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          className={cx(styles.row, value === current && styles.current)}
          aria-current={value === current}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
      <button type="button" className={styles.row} data-testid={testIds.compareOther} onClick={onChooseOther}>
        {t('change.another-window-or-label', 'Another window or label…')}
      </button>
      <button
        type="button"
        className={cx(styles.row, current === 'off' && styles.current)}
        aria-current={current === 'off'}
        onClick={() => onChoose('off')}
      >
        {t('change.no-comparison', 'No comparison')}
      </button>
      {wanted !== null && (
        <button type="button" className={styles.row} onClick={() => onChoose(null)}>
          {t('change.what-the-window-suggests', 'What the window suggests')}
        </button>
      )}
    </PopupButton>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    height: theme.spacing(theme.components.height.sm),
    padding: theme.spacing(0, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': focusRing(theme, 2),
  }),
  head: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(0.5) }),
  none: css({ marginBottom: theme.spacing(0.5) }),
  row: css({ display: 'block', ...popupRow(theme) }),
  current: css({ background: theme.colors.action.selected }),
});
