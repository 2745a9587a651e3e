/** Styles of the table: header 28, rows 32, footer 28 px. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing, ink } from '../../shared/ui/theme/ink';

export type TableStyles = ReturnType<typeof getTableStyles>;

export const getTableStyles = earlyStyles((theme: GrafanaTheme2) => {
  const small = { fontSize: theme.typography.bodySmall.fontSize, lineHeight: '18px' };
  // Muted text on a hovered or selected row would fall below 4.5:1.
  const readable = { '& [data-muted]': { color: theme.colors.text.primary } };
  return {
    frame: css({ flex: '0 1 auto', display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
    scroller: css({
      flex: '0 1 auto',
      minHeight: 0,
      overflow: 'auto',
      // A shade at the lower edge while rows lie below it: the first layer goes with the content and covers the second.
      background: `linear-gradient(transparent, ${theme.colors.background.primary} 50%) 0 100% / 100% 20px no-repeat local,
        linear-gradient(transparent, ${ink(theme, 0.16)}) 0 100% / 100% 10px no-repeat scroll`,
    }),
    rest: css({ flex: 'none' }),
    table: css({
      width: '100%',
      borderCollapse: 'separate',
      borderSpacing: 0,
      tableLayout: 'fixed',
      fontSize: 13,
      lineHeight: '18px',
      fontVariantNumeric: 'tabular-nums',
    }),
    head: css({
      position: 'sticky',
      top: 0,
      zIndex: 1,
      height: 28,
      padding: '0 6px',
      background: theme.colors.background.primary,
      borderBottom: `1px solid ${theme.colors.border.medium}`,
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightMedium,
      textAlign: 'left',
      whiteSpace: 'nowrap',
      ...small,
      '&:first-of-type': { paddingLeft: 4 },
    }),
    headContent: css({ display: 'inline-flex', alignItems: 'center', gap: 3 }),
    headNote: css({ fontWeight: theme.typography.fontWeightRegular }),
    sortMark: css({ color: theme.colors.text.primary }),
    row: css({
      cursor: 'pointer',
      '&:hover': { background: theme.colors.action.hover, ...readable },
      '&:focus-visible': focusRing(theme, -2),
    }),
    /** can be reached, and is not selected by a click */
    entry: css({
      '&:hover': { background: theme.colors.action.hover, ...readable },
      '&:focus-visible': focusRing(theme, -2),
    }),
    selected: css({
      background: theme.colors.action.selected,
      ...readable,
      '& > td:first-of-type': { boxShadow: `inset 2px 0 ${theme.colors.action.selectedBorder}` },
    }),
    cell: css({
      position: 'relative',
      height: 32,
      padding: '0 6px',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      '&:first-of-type': { paddingLeft: 4 },
    }),
    right: css({ textAlign: 'right' }),
    headRight: css({ textAlign: 'right', paddingLeft: 0 }),
    // Row actions cover n; nothing moves.
    lastCell: css({ 'tr:hover &': { '& > [data-figure]': { visibility: 'hidden' } } }),
    functionCell: css({ display: 'flex', alignItems: 'center', gap: 2, minWidth: 0 }),
    expander: css({
      flex: 'none',
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      width: 24,
      height: 24,
      margin: '0 -2px 0 -4px',
      padding: 0,
      border: 0,
      background: 'none',
      color: theme.colors.text.secondary,
      'tr:hover &, tr[aria-selected=true] &': { color: theme.colors.text.primary },
    }),
    signal: css({ display: 'inline-flex', alignItems: 'center', gap: 8, height: 20, verticalAlign: 'middle' }),
    rowActions: css({
      position: 'absolute',
      right: 4,
      top: 4,
      height: 24,
      display: 'none',
      alignItems: 'center',
      'tr:hover &': { display: 'flex' },
    }),
    detailRow: css({
      background: theme.colors.background.secondary,
      '& > td': { borderBottom: `1px solid ${theme.colors.border.weak}` },
    }),
    selectedDetail: css({ '& > td': { boxShadow: `inset 2px 0 ${theme.colors.action.selectedBorder}` } }),
    footer: css({
      flex: 'none',
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      flexWrap: 'wrap',
      columnGap: theme.spacing(1),
      minHeight: 28,
      padding: '0 8px',
      color: theme.colors.text.secondary,
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
      ...small,
    }),
    link: css({
      minHeight: 24,
      padding: '0 2px',
      border: 0,
      background: 'none',
      color: theme.colors.text.link,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': focusRing(theme, 0),
      ...small,
    }),
    warning: css({ display: 'inline-flex', alignItems: 'center', gap: 4, color: theme.colors.warning.text }),
  };
});
