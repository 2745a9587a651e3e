/** What the panel shows, as text; a list of choices where the dashboard has a variable that can change it. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Glyph } from '../../shared/ui/icons/Glyph';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { PopupButton } from './PopupButton';
import { selectStyle } from './selectStyle';
import type { DashboardVariable } from './useDashboardVariable';
import { popupRow } from '../shell/popupRow';

export interface ScopeSelectProps {
  /** what is chosen here, for the accessible name: `Service` */
  readonly name: string;
  readonly text: string;
  /** null = plain text */
  readonly variable: DashboardVariable | null;
  /** how one option's value reads; default: the option's own text */
  formatValue?(value: string): string;
}

const MAX_WIDTH = 360;

export function ScopeSelect({ name, text, variable, formatValue }: ScopeSelectProps) {
  const styles = useStyles2(getStyles);
  if (variable === null) {
    return <span className={styles.text}>{text}</span>;
  }
  return (
    <PopupButton
      label={
        <>
          {text}
          <Glyph name="angle-down" size="sm" />
        </>
      }
      buttonName={`${name}: ${text}`}
      popupName={name}
      buttonClassName={styles.select}
      align="start"
      maxWidth={MAX_WIDTH}
    >
      <ul className={styles.list}>
        {variable.options.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              className={cx(styles.option, option.value === variable.value && styles.chosen)}
              aria-current={option.value === variable.value}
              onClick={() => variable.choose(option.value)}
            >
              {formatValue === undefined ? option.text : formatValue(option.value)}
            </button>
          </li>
        ))}
      </ul>
    </PopupButton>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  text: css({ lineHeight: '24px', fontWeight: theme.typography.fontWeightMedium }),
  select: css(selectStyle(theme)),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  option: css({
    display: 'block',
    ...popupRow(theme),
    overflowWrap: 'anywhere',
  }),
  chosen: css({ background: theme.colors.action.selected }),
}));
