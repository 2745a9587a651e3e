/** A row of a popup's list: a button as wide as the list, told by hover and focus alone. */
import type { GrafanaTheme2 } from '@grafana/data';
import { focusRing } from '../../shared/ui/theme/ink';

export const popupRow = (theme: GrafanaTheme2) => ({
  width: '100%',
  minHeight: 26,
  padding: theme.spacing(0, 1),
  border: 0,
  borderRadius: theme.shape.radius.sm,
  background: 'none',
  color: 'inherit',
  fontSize: 'inherit',
  textAlign: 'left' as const,
  '&:hover': { background: theme.colors.action.hover },
  '&:focus-visible': { ...focusRing(theme, -2), boxShadow: 'none' },
});
