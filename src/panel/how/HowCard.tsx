/** The card of "How": sections by zone, a line a figure. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { focusRing } from '../../shared/ui/theme/ink';
import { testIds } from '../testIds';
import { howTexts, type HowAsked } from './howTexts';

export function HowCard({ asked }: { readonly asked: HowAsked }) {
  const styles = useStyles2(getStyles);
  const shown = howTexts(asked);
  return (
    // It scrolls, so that it can be reached and read by keys alone.
    <div
      className={styles.card}
      data-testid={testIds.howCard}
      tabIndex={0}
      role="group"
      aria-label={t('how.how', 'How')}
    >
      {shown.map(({ title, lines }) => (
        <section key={title} aria-label={title}>
          {shown.length > 1 && <h4 className={styles.title}>{title}</h4>}
          <dl className={styles.list}>
            {lines.map(({ name, value, how }, at) => (
              <div key={at} className={styles.line}>
                <dt>
                  {name} <strong>{value}</strong>
                </dt>
                <dd>{how}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    maxWidth: 'min(480px, 85vw)',
    maxHeight: '60vh',
    overflowY: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontVariantNumeric: 'tabular-nums',
    '&:focus-visible': focusRing(theme, 0),
  }),
  title: css({
    margin: theme.spacing(1, 0, 0),
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontWeight: theme.typography.fontWeightMedium,
    'section:first-of-type > &': { marginTop: 0 },
  }),
  list: css({ margin: 0 }),
  line: css({
    padding: theme.spacing(0.5, 0),
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
    '& dt': {
      fontWeight: theme.typography.fontWeightRegular,
      color: theme.colors.text.secondary,
      overflowWrap: 'anywhere',
    },
    '& dt strong': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
});
