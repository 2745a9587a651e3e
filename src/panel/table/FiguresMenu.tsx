/** Menu in the header: figures folded, as the analysis ranks them, or raw, as pprof counts them. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Icon, Menu, useStyles2 } from '@grafana/ui';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing } from '../../shared/ui/theme/ink';
import { testIds } from '../testIds';

interface Props {
  readonly raw: boolean;
  onChange(raw: boolean): void;
}

export function FiguresMenu({ raw, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const overlay = (
    <Menu ariaLabel="Self and cum">
      <Menu.Item
        label="Folded"
        description="Library internals count for the library function that your code called"
        active={!raw}
        icon={raw ? undefined : 'check'}
        onClick={() => onChange(false)}
      />
      <Menu.Item
        label="Raw"
        description="As pprof counts them, each function by itself"
        active={raw}
        icon={raw ? 'check' : undefined}
        onClick={() => onChange(true)}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={overlay} placement="bottom-start">
      <button
        type="button"
        className={styles.button}
        aria-label={`Self and cum are ${raw ? 'raw' : 'folded'}. Change`}
        data-testid={testIds.figures}
      >
        <Icon name="angle-down" size="sm" />
      </button>
    </Dropdown>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: 24,
    height: 24,
    padding: '0 4px',
    border: 0,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    '&:focus-visible': focusRing(theme, 0),
  }),
}));
