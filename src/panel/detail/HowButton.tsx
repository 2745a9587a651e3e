/** "How": what each figure of the selected row is made of. The card is built when it is asked for. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { testIds } from '../testIds';
import { howLines, type HowInput } from './howRow';

export function HowButton(input: HowInput) {
  return (
    <ToggleCard placement="top" content={<HowCard {...input} />}>
      <Button
        size="sm"
        variant="secondary"
        icon="calculator-alt"
        aria-label={`How the figures of ${input.row.subject.shortName} are made`}
        data-testid={testIds.how}
      >
        How
      </Button>
    </ToggleCard>
  );
}

function HowCard(input: HowInput) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.list} data-testid={testIds.howCard}>
      {howLines(input).map(({ name, value, how }) => (
        <div key={name} className={styles.line}>
          <dt>
            {name} <strong>{value}</strong>
          </dt>
          <dd>{how}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    maxWidth: 'min(480px, 90vw)',
    maxHeight: '60vh',
    margin: 0,
    overflowY: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontVariantNumeric: 'tabular-nums',
  }),
  line: css({
    padding: theme.spacing(0.5, 0),
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
    '& dt': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
    '& dt strong': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
});
