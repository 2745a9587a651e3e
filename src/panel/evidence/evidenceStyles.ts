/** Tables that a question brings: rows of 26 px, first column left, figures right. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { focusRing, ink } from '../../shared/ui/theme/ink';

export const getEvidenceStyles = (theme: GrafanaTheme2) => {
  const small = { fontSize: theme.typography.bodySmall.fontSize, lineHeight: '18px' };
  return {
    message: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      '& > strong': { fontWeight: theme.typography.fontWeightMedium },
      '& > span': { color: theme.colors.text.secondary, overflowWrap: 'anywhere' },
    }),
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      fontVariantNumeric: 'tabular-nums',
      '& th': {
        height: 24,
        padding: '0 6px',
        textAlign: 'right',
        color: theme.colors.text.secondary,
        fontWeight: theme.typography.fontWeightMedium,
        whiteSpace: 'nowrap',
        ...small,
      },
      '& td': {
        height: 26,
        padding: '0 6px',
        textAlign: 'right',
        whiteSpace: 'nowrap',
        borderTop: `1px solid ${theme.colors.border.weak}`,
      },
      '& th:first-of-type, & td:first-of-type': {
        width: '40%',
        maxWidth: 0,
        paddingLeft: 0,
        textAlign: 'left',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
      },
    }),
    link: css({
      display: 'inline-block',
      maxWidth: '100%',
      minHeight: 24,
      padding: 0,
      border: 0,
      background: 'none',
      color: theme.colors.text.link,
      fontSize: 'inherit',
      lineHeight: '24px',
      textAlign: 'left',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      verticalAlign: 'middle',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': focusRing(theme, 0),
    }),
    bar: css({
      display: 'block',
      width: 120,
      height: 10,
      marginLeft: 'auto',
      background: ink(theme, 0.08),
      borderRadius: 1,
      '& > span': { display: 'block', height: 10, background: ink(theme, 0.62), borderRadius: 1 },
    }),
    outlier: css({ display: 'inline-flex', alignItems: 'center', gap: 4, color: theme.colors.warning.text }),
    answer: css({
      margin: '2px 0 4px',
      overflowWrap: 'anywhere',
      '& strong': { fontWeight: theme.typography.fontWeightMedium },
    }),
    rows: css({
      margin: '4px 0 6px',
      paddingLeft: 18,
      overflowWrap: 'anywhere',
      fontVariantNumeric: 'tabular-nums',
      '& strong': { fontWeight: theme.typography.fontWeightMedium },
      '& li::marker': { color: theme.colors.text.secondary, ...small },
    }),
    note: css({ margin: '4px 0 0', color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', ...small }),
  };
};
