/** A zone that has nothing to draw: what, why, and what to do next. It takes the place of its own zone only. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { testIds } from '../testIds';

export interface ZoneAction {
  readonly label: string;
  run(): void;
}

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly cause: string;
  readonly actions?: readonly ZoneAction[];
  /** failures interrupt a screen reader, empty states do not */
  readonly isFailure?: boolean;
}

export function EmptyZone({ icon, title, cause, actions = [], isFailure = false }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.zone} role={isFailure ? 'alert' : undefined} data-testid={testIds.emptyZone}>
      <Icon name={icon} size="xl" className={styles.icon} />
      <div>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.cause}>{cause}</p>
        {actions.length > 0 && (
          <div className={styles.actions}>
            {actions.map(({ label, run }) => (
              <Button key={label} size="sm" variant="secondary" onClick={run}>
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  zone: css({
    flex: 'none',
    display: 'flex',
    gap: theme.spacing(2),
    alignItems: 'flex-start',
    margin: theme.spacing(0.5, 0),
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  icon: css({ flex: 'none', color: theme.colors.text.secondary }),
  title: css({
    margin: 0,
    fontSize: theme.typography.body.fontSize,
    lineHeight: '22px',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  cause: css({
    margin: '2px 0 0',
    maxWidth: 640,
    fontSize: 13,
    lineHeight: '20px',
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
});
