/** Content that is being replaced: after 300 ms it fades to 60 % and a line says what is going on. */
import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { mergedClass } from '../../shared/ui/theme/mergedClass';

const SHOW_AFTER_MS = 300;

/** True once `busy` has lasted 300 ms; false at once when it ends. */
export function useLasting(busy: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!busy) {
      return;
    }
    const timer = setTimeout(() => setLasting(true), SHOW_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [busy]);
  return busy && lasting;
}

interface Props {
  readonly busy: boolean;
  readonly text: string;
  readonly className?: string;
  readonly children?: React.ReactNode;
}

export function StaleContent({ busy, text, className, children }: Props) {
  const styles = useStyles2(getStyles);
  const lasting = useLasting(busy);
  return (
    <div className={mergedClass(styles.zone, className)} aria-busy={busy}>
      <div className={mergedClass(styles.content, lasting && styles.stale)}>{children}</div>
      {lasting && (
        <div className={styles.note} role="status">
          {text}
        </div>
      )}
    </div>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  zone: css({ position: 'relative', flex: '1 1 auto', minHeight: 28, display: 'flex', flexDirection: 'column' }),
  content: css({ flex: '1 1 auto', minHeight: 0, display: 'flex', flexDirection: 'column' }),
  stale: css({ opacity: 0.6 }),
  note: css({
    position: 'absolute',
    top: 2,
    left: '50%',
    transform: 'translateX(-50%)',
    padding: '2px 10px',
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    zIndex: 2,
  }),
}));
