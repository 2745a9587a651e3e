/** Look of a button that opens a list to choose from, as a small select of Grafana's has it. */
import type { CSSObject } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { focusRing } from '../../shared/ui/theme/ink';

export const selectStyle = (theme: GrafanaTheme2): CSSObject => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  height: theme.spacing(theme.components.height.sm),
  padding: theme.spacing(0, 0.5, 0, 1),
  border: `1px solid ${theme.components.input.borderColor}`,
  borderRadius: theme.shape.radius.default,
  background: theme.components.input.background,
  color: theme.colors.text.primary,
  fontSize: 'inherit',
  whiteSpace: 'nowrap',
  '&:hover': { borderColor: theme.components.input.borderHover },
  '&:focus-visible': focusRing(theme, 2),
});
