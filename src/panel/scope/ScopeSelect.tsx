/** What the panel shows, as text; a menu where the dashboard has a variable that can change it. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Icon, Menu, useStyles2 } from '@grafana/ui';
import { focusRing } from '../../shared/ui/theme/ink';
import type { DashboardVariable } from './useDashboardVariable';

export interface ScopeSelectProps {
  /** what is chosen here, for the accessible name: `Service` */
  readonly name: string;
  readonly text: string;
  /** null = plain text */
  readonly variable: DashboardVariable | null;
  /** how one option reads; default: its own text */
  formatOption?(text: string): string;
}

export function ScopeSelect({ name, text, variable, formatOption = (option) => option }: ScopeSelectProps) {
  const styles = useStyles2(getStyles);
  if (variable === null) {
    return <span className={styles.text}>{text}</span>;
  }
  const menu = () => (
    <Menu ariaLabel={name}>
      {variable.options.map((option) => (
        <Menu.Item
          key={option.value}
          label={formatOption(option.text)}
          role="menuitemradio"
          ariaChecked={option.value === variable.value}
          active={option.value === variable.value}
          onClick={() => variable.choose(option.value)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <button type="button" className={styles.select} aria-label={`${name}: ${text}. Change`} aria-haspopup="menu">
        {text}
        <Icon name="angle-down" size="sm" />
      </button>
    </Dropdown>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ lineHeight: '24px', fontWeight: theme.typography.fontWeightMedium }),
  select: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    height: theme.spacing(theme.components.height.sm),
    padding: theme.spacing(0, 0.5, 0, 1),
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
    background: theme.components.input.background,
    color: theme.colors.text.primary,
    fontSize: 'inherit',
    whiteSpace: 'nowrap',
    '&:hover': { borderColor: theme.components.input.borderHover },
    '&:focus-visible': focusRing(theme, 2),
  }),
});
