/** The fan-in at a step: how many callers join, and the list of them, from which another path can be chosen. */
import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing, ink } from '../../shared/ui/theme/ink';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { ShareBar } from '../table/cells';
import { testIds } from '../testIds';
import type { RibbonStep } from './ribbonModel';
import { callersList } from './ribbonText';

export interface CallerChoice {
  /** index into the step's callers of the one that the path comes through, −1 none */
  at(step: RibbonStep): number;
  choose(step: RibbonStep, caller: number): void;
}

interface Props {
  /** the step that is called */
  readonly step: RibbonStep;
  readonly text: string;
  /** null where only the main path is known */
  readonly choice: CallerChoice | null;
  readonly className?: string;
  readonly style?: React.CSSProperties;
}

export function CallersBadge({ step, text, choice, className, style }: Props) {
  const styles = useStyles2(getBadgeStyles);
  return (
    <ToggleCard content={<CallersList step={step} choice={choice} />} placement="top-end">
      <button
        type="button"
        className={mergedClass(styles.badge, className)}
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

function CallersList({ step, choice }: Pick<Props, 'step' | 'choice'>) {
  const styles = useStyles2(getBadgeStyles);
  const group = useId();
  const [isWhole, setWhole] = useState(false);
  const chosen = choice?.at(step) ?? step.taken;
  const listed = callersList(step, chosen);
  const named = isWhole ? step.callers.map((_, at) => at) : listed.named;
  const title = t('ribbon.callers-of-by-share-of', 'Callers of {{shortName}}, by share of its time', {
    shortName: step.func.shortName,
  });
  return (
    <div className={styles.list} data-testid={testIds.callersList}>
      <div className={styles.title} id={group}>
        {title}
      </div>
      <div role={choice ? 'radiogroup' : 'list'} aria-labelledby={group} className={styles.callers}>
        {named.map((at) => {
          const { func, share } = step.callers[at];
          const name = (
            <>
              <span className={styles.name}>
                <FunctionName func={func} strong={at === chosen} />
              </span>
              <ShareBar share={share} width={72} />
            </>
          );
          return choice ? (
            <label
              key={func.key}
              className={mergedClass(styles.caller, styles.choosable, at === chosen && styles.chosen)}
            >
              <input type="radio" name={group} checked={at === chosen} onChange={() => choice.choose(step, at)} />
              {name}
            </label>
          ) : (
            <div role="listitem" key={func.key} className={styles.caller}>
              {name}
            </div>
          );
        })}
      </div>
      {listed.rest && (
        // It stays when it is pressed: the keyboard stands on it.
        <button type="button" className={styles.rest} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          <Icon name={isWhole ? 'angle-down' : 'angle-right'} size="sm" />
          {listed.rest}
        </button>
      )}
      {isWhole && listed.missing && <div className={styles.title}>{listed.missing}</div>}
      {!choice && (
        <div className={styles.title}>
          {t(
            'ribbon.only-the-main-path',
            'Only the main path is shown here: another one is read from the profile, which this view does not have.'
          )}
        </div>
      )}
    </div>
  );
}

export const getBadgeStyles = earlyStyles((theme: GrafanaTheme2) => ({
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
    maxWidth: '85vw',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
  }),
  callers: css({ maxHeight: 224, overflowY: 'auto', margin: '0 -4px' }),
  title: css({ padding: '2px 0', color: theme.colors.text.secondary }),
  caller: css({
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    height: 28,
    margin: 0,
    padding: '0 4px',
    fontWeight: theme.typography.fontWeightRegular,
  }),
  choosable: css({
    borderRadius: theme.shape.radius.sm,
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-within': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
    '& input': { flex: 'none', margin: 0, accentColor: theme.colors.primary.main, outline: 'none' },
  }),
  chosen: css({ background: ink(theme, 0.08) }),
  name: css({ flex: 1, minWidth: 0, display: 'flex' }),
  rest: css({
    display: 'flex',
    alignItems: 'center',
    gap: 2,
    height: 24,
    padding: 0,
    border: 0,
    background: 'none',
    color: theme.colors.text.link,
    fontSize: 'inherit',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': focusRing(theme, 2),
  }),
}));
