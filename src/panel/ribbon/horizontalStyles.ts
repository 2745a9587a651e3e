/** Styles of the horizontal ribbon; positions come from `ribbonLayout`. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { cutAtTheEnd, cutFromTheLeft } from '../../shared/ui/names/FunctionName';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing, ink } from '../../shared/ui/theme/ink';
import { BAND_TOP, LANE_TOP, TEXT_TOP } from './ribbonLayout';
import { siteHues, smallText } from './ribbonStyles';

export const getHorizontalStyles = earlyStyles((theme: GrafanaTheme2) => {
  const small = smallText(theme);
  return {
    scroller: css({ flex: 'none', overflowX: 'auto', overflowY: 'hidden', padding: '0 8px 4px', margin: '0 -8px' }),
    ribbon: css({ position: 'relative' }),
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    lane: css({
      position: 'absolute',
      top: LANE_TOP,
      height: 18,
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      color: theme.colors.text.secondary,
      lineHeight: '18px',
      ...small,
      '& span': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
      '& em': { fontStyle: 'normal', marginLeft: 6 },
    }),
    laneAfterRule: css({ paddingLeft: 8 }),
    rule: css({
      position: 'absolute',
      top: 2,
      width: 0,
      borderLeft: `1px dashed ${ink(theme, 0.6)}`,
      pointerEvents: 'none',
    }),
    badge: css({ position: 'absolute', zIndex: 1 }),
    note: css({
      position: 'absolute',
      zIndex: 1,
      height: 22,
      padding: '0 6px',
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.sm,
      background: theme.colors.background.primary,
      lineHeight: '20px',
      whiteSpace: 'nowrap',
      ...small,
    }),
    step: css({
      position: 'absolute',
      padding: 0,
      border: 0,
      borderRadius: theme.shape.radius.sm,
      background: 'none',
      color: theme.colors.text.primary,
      textAlign: 'left',
      '&:hover [data-name]': { textDecoration: 'underline' },
      '&:focus-visible': { outline: 'none' },
      '&:focus-visible::after': {
        content: '""',
        position: 'absolute',
        inset: '-4px -6px -1px',
        borderRadius: theme.shape.radius.default,
        ...focusRing(theme, 0),
      },
    }),
    site: css({
      '&::before': {
        content: '""',
        position: 'absolute',
        inset: '-3px -5px 0',
        border: '2px solid',
        borderRadius: theme.shape.radius.default,
        pointerEvents: 'none',
      },
    }),
    ...siteHues(theme),
    share: css({
      position: 'absolute',
      left: 0,
      right: 0,
      textAlign: 'center',
      lineHeight: '16px',
      fontWeight: theme.typography.fontWeightMedium,
      ...small,
    }),
    shareOutside: css({ textAlign: 'left' }),
    recursion: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 3,
      marginLeft: 6,
      padding: '0 4px',
      border: `1px solid ${ink(theme, 0.6)}`,
      borderRadius: theme.shape.radius.sm,
      background: theme.colors.background.primary,
      fontSize: 11,
      lineHeight: '14px',
    }),
    text: css({
      position: 'absolute',
      left: 0,
      right: -18,
      top: TEXT_TOP - BAND_TOP + 4,
      display: 'flex',
      flexDirection: 'column',
    }),
    // No gap follows, or it lies beyond the frame round the site.
    ownWidth: css({ right: 0 }),
    name: css({ fontSize: 13, lineHeight: '18px', fontWeight: theme.typography.fontWeightMedium, ...cutAtTheEnd }),
    folded: css({ fontWeight: theme.typography.fontWeightRegular }),
    detail: css({
      lineHeight: '17px',
      color: theme.colors.text.secondary,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      ...small,
    }),
    package: css(cutFromTheLeft),
    flag: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 5,
      width: 'max-content',
      height: 20,
      marginTop: 3,
      padding: '0 8px 0 6px',
      borderRadius: theme.shape.radius.sm,
      background: theme.colors.text.primary,
      color: theme.colors.background.primary,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: '18px',
      ...small,
    }),
  };
});
