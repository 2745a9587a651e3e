/** Says that another reading of the same samples would turn the verdict. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { CloseCall } from '../../analysis';
import { testIds } from '../testIds';
import { closeCallText } from './closeCallText';

export function CloseCallLine({ close }: { readonly close: CloseCall }) {
  const styles = useStyles2(getStyles);
  return (
    <p className={styles.line} data-testid={testIds.closeCall}>
      <Icon name="exclamation-triangle" size="sm" className={styles.icon} /> {closeCallText(close)}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ margin: '2px 0 0', fontSize: 13, lineHeight: '20px' }),
  icon: css({ color: theme.colors.warning.text }),
});
