/** Text for screen readers only. */
import React from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { earlyStyles } from '../theme/earlyStyles';

export function VisuallyHidden(props: React.HTMLAttributes<HTMLSpanElement>) {
  const styles = useStyles2(getStyles);
  return <span {...props} className={styles.hidden} />;
}

const getStyles = earlyStyles(() => ({
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
}));
