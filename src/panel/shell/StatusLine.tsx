/** What just happened, in a sentence, for screen readers; sighted users see it where it happened. */
import React from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { testIds } from '../testIds';

export function StatusLine({ text }: { readonly text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" className={styles.hidden} data-testid={testIds.status}>
      {text}
    </div>
  );
}

const getStyles = () => ({
  hidden: css({ position: 'absolute', width: 1, height: 1, margin: -1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' }),
});
