/**
 * The ink ramp and the layer hues: all colours that are not plain theme tokens, derived from the theme.
 * Data is drawn in ink; hue means fix layer and nothing else. Colour-blind themes redefine the named colours.
 */
import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import type { FixLayer } from '../../../analysis/model';

/** `ink(theme, 0.6)` = "ink 60 %". */
export function ink(theme: GrafanaTheme2, share: number): string {
  return colorManipulator.alpha(theme.colors.text.primary, share);
}

const hueNames: Record<Exclude<FixLayer, 'policy'>, { readonly dark: string; readonly light: string }> = {
  caller: { dark: 'blue', light: 'semi-dark-blue' },
  leaf: { dark: 'purple', light: 'semi-dark-purple' },
  inside: { dark: 'orange', light: 'dark-orange' },
  callee: { dark: 'green', light: 'semi-dark-green' },
};

/** Hue of a fix layer; policy has none and is drawn in ink. */
export function layerHue(theme: GrafanaTheme2, layer: FixLayer): string {
  return layer === 'policy'
    ? ink(theme, 0.6)
    : theme.visualization.getColorByName(hueNames[layer][theme.isDark ? 'dark' : 'light']);
}

/** `share` of a colour over whatever is behind it. */
export function tint(color: string, share: number): string {
  return `color-mix(in srgb, ${color} ${Math.round(share * 100)}%, transparent)`;
}

/** Focus ring of the design: 2 px in the theme's primary border colour. */
export function focusRing(theme: GrafanaTheme2, offset: number) {
  return { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: offset };
}
