/** A sentence in segments, its strong parts in medium weight. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { TextSegment } from '../../../analysis/wording';
import { earlyStyles } from '../theme/earlyStyles';

export function Segments({ segments }: { readonly segments: readonly TextSegment[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {segments.map(({ text, strong }, index) =>
        strong ? (
          <strong key={index} className={styles.strong}>
            {text}
          </strong>
        ) : (
          <React.Fragment key={index}>{text}</React.Fragment>
        )
      )}
    </>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  strong: css({
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.primary,
    fontVariantNumeric: 'tabular-nums',
  }),
}));
