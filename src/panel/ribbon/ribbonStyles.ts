/** What both forms of the ribbon, horizontal and vertical, set in the same way. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { FixLayer } from '../../analysis/model';
import { layerHue, tint } from '../../shared/ui/theme/ink';

/** Labels and figures: small, in columns of equal digits. */
export const smallText = (theme: GrafanaTheme2) =>
  ({
    fontSize: theme.typography.bodySmall.fontSize,
    letterSpacing: 0,
    fontVariantNumeric: 'tabular-nums',
  }) as const;

/** Border and tint of the fix site's card in the hue of its layer: one class a layer, under the layer's name. */
export const siteHues = (theme: GrafanaTheme2): Record<FixLayer, string> => {
  const hue = (layer: FixLayer) => {
    const color = layerHue(theme, layer);
    return css({ '&::before': { borderColor: color, background: tint(color, 0.08) } });
  };
  return {
    caller: hue('caller'),
    leaf: hue('leaf'),
    inside: hue('inside'),
    callee: hue('callee'),
    policy: hue('policy'),
  };
};
