/** "How": what the figures of a zone are made of. One button a zone; its card is loaded and written when it is asked for. */
import React, { lazy, Suspense } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing } from '../../shared/ui/theme/ink';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { testIds } from '../testIds';
import type { HowAsked } from './howTexts';

const HowCard = lazy(async () => ({ default: (await import('./HowCard')).HowCard }));

interface Props {
  /** whose figures, for who can't see where the button stands */
  readonly of: string;
  /** `plain` beside other buttons, `text` in a line of text, `icon` in a bar of icons */
  readonly look?: 'plain' | 'text' | 'icon';
  readonly placement?: 'top' | 'bottom';
  readonly asked: HowAsked;
}

export function HowButton({ of, look = 'plain', placement = 'top', asked }: Props) {
  const name = t('how.how-the-figures-of-are', 'How the figures of {{of}} are made', { of });
  const card = (
    <Suspense fallback={null}>
      <HowCard asked={asked} />
    </Suspense>
  );
  return (
    <ToggleCard placement={placement} content={card}>
      {look === 'icon' ? (
        <IconLook name={name} />
      ) : (
        <Button
          size="sm"
          variant="secondary"
          fill={look === 'text' ? 'text' : 'solid'}
          icon="calculator-alt"
          aria-label={name}
          data-testid={testIds.how}
        >
          {t('how.how', 'How')}
        </Button>
      )}
    </ToggleCard>
  );
}

/** Grafana's icon button mounts its tooltip with it; this one is there from the first drawing on. */
function IconLook({ name, ...handlers }: { readonly name: string } & React.ButtonHTMLAttributes<HTMLButtonElement>) {
  const styles = useStyles2(getStyles);
  return (
    <button
      type="button"
      className={styles.icon}
      title={name}
      aria-label={name}
      data-testid={testIds.how}
      {...handlers}
    >
      <Icon name="calculator-alt" size="lg" />
    </button>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  icon: css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: 24,
    height: 24,
    padding: 0,
    border: 0,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    '&:focus-visible': focusRing(theme, 2),
  }),
}));
