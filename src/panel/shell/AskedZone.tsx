/**
 * A zone that is there because the user asked for it: what was asked, how far it is, a way out. Escape is one too, and the
 * keyboard's place goes back to where it was asked.
 */
import React, { useEffect, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';

interface Props {
  readonly title: string;
  /** what exactly is shown */
  readonly subtitle?: React.ReactNode;
  /** set while answers are under way: `3 of 16 profiles` */
  readonly progress?: string | null;
  /** what the × does, in words */
  readonly closeLabel: string;
  readonly testId?: string;
  onClose(): void;
  readonly children?: React.ReactNode;
}

export function AskedZone({ title, subtitle, progress = null, closeLabel, testId, onClose, children }: Props) {
  const styles = useStyles2(getStyles);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current = document.activeElement;
  }, []);
  const close = () => {
    onClose();
    if (opener.current instanceof HTMLElement && opener.current.isConnected) {
      opener.current.focus({ preventScroll: true });
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
  };
  return (
    // Its controls take the keys; Escape with the focus on any of them closes it.
    <section
      onKeyDown={onKeyDown}
      className={styles.zone}
      aria-label={title}
      aria-busy={progress !== null}
      data-testid={testId}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {subtitle && <span className={styles.subtitle}>{subtitle}</span>}
        <IconButton
          className={styles.close}
          name="times"
          size="lg"
          variant="secondary"
          tooltip={closeLabel}
          onClick={close}
        />
      </div>
      {progress !== null && (
        <div className={styles.progress} role="status">
          <span>{t('shell.reading', 'Reading {{progress}}…', { progress })}</span>
          <Button size="sm" variant="secondary" onClick={close}>
            {t('shell.cancel', 'Cancel')}
          </Button>
        </div>
      )}
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  zone: css({
    flex: 'none',
    padding: theme.spacing(1, 1.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    fontSize: 13,
    lineHeight: '20px',
  }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1),
    position: 'relative',
    paddingRight: 28,
  }),
  title: css({
    margin: 0,
    fontSize: 13,
    lineHeight: '20px',
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.primary,
  }),
  subtitle: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }),
  close: css({ position: 'absolute', top: -2, right: -4 }),
  progress: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 32,
    fontVariantNumeric: 'tabular-nums',
  }),
});
