/** Lines above the table: an icon, a sentence that wraps, and small buttons or links in it. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export const getLineStyles = (theme: GrafanaTheme2) => ({
  lines: css({ flex: 'none', marginBottom: 6, fontSize: 13, lineHeight: '20px' }),
  line: css({
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: theme.spacing(1),
    padding: '2px 0',
    fontVariantNumeric: 'tabular-nums',
    // Flush with the text where they begin a line of it.
    '& button, & a': {
      verticalAlign: 'top',
      height: 24,
      minWidth: 24,
      margin: theme.spacing(-0.25, 1.5, -0.25, 0),
      padding: 0,
      color: theme.colors.text.link,
    },
    '& strong': { fontWeight: theme.typography.fontWeightMedium },
  }),
  icon: css({ flex: 'none', marginTop: 3, color: theme.colors.text.secondary }),
  text: css({ flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' }),
});
