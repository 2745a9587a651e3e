/** The fan-in at a step: how many callers join, and the list of them. It tells, it does not re-route. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing } from '../../shared/ui/theme/ink';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { ShareBar } from '../table/cells';
import { testIds } from '../testIds';
import type { RibbonStep } from './ribbonModel';
import { callersList } from './ribbonText';

interface Props {
  /** the step that is called */
  readonly step: RibbonStep;
  readonly text: string;
  readonly className?: string;
  readonly style?: React.CSSProperties;
}

export function CallersBadge({ step, text, className, style }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ToggleCard content={<CallersList step={step} />} placement="top-end">
      <button
        type="button"
        className={cx(styles.badge, className)}
        style={style}
        aria-label={t('ribbon.list-callers-of', '{{text}}. List callers of {{shortName}}', {
          text,
          shortName: step.func.shortName,
        })}
        data-testid={testIds.callersBadge}
      >
        {text}
      </button>
    </ToggleCard>
  );
}

function CallersList({ step }: { readonly step: RibbonStep }) {
  const styles = useStyles2(getStyles);
  const { named, rest } = callersList(step.callers);
  return (
    <div className={styles.list}>
      <div className={styles.title}>
        {t('ribbon.callers-of-by-share-of', 'Callers of {{shortName}}, by share of its time', {
          shortName: step.func.shortName,
        })}
      </div>
      <ul>
        {named.map((caller, index) => (
          <li key={caller.func.key} className={styles.caller}>
            <span className={styles.name}>
              <FunctionName func={caller.func} strong={index === step.onPath} />
            </span>
            <ShareBar share={caller.share} width={72} />
          </li>
        ))}
      </ul>
      {rest && <div className={styles.title}>{rest}</div>}
    </div>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  badge: css({
    height: 22,
    padding: '0 6px',
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.sm,
    background: theme.colors.background.primary,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '20px',
    letterSpacing: 0,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    // The badge is 22 px high; the target is not.
    '&::after': { content: '""', position: 'absolute', inset: '-3px 0' },
    '&:hover, &[aria-expanded=true]': { borderColor: theme.colors.primary.border },
    '&:focus-visible': focusRing(theme, 2),
  }),
  list: css({
    width: 320,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  }),
  title: css({ padding: '2px 0', color: theme.colors.text.secondary }),
  caller: css({ display: 'flex', alignItems: 'center', gap: 8, height: 28 }),
  name: css({ flex: 1, minWidth: 0, display: 'flex' }),
}));
