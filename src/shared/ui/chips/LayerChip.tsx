/** The fix layer (or the verdict where there is none) as a chip: icon, word, hue third. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { mergedClass } from '../theme/mergedClass';
import type { FixLayer, Verdict } from '../../../analysis/model';
import { layerText } from '../../../analysis/wording';
import { Glyph } from '../icons/Glyph';
import type { GlyphName } from '../icons/glyphPaths';
import { earlyStyles } from '../theme/earlyStyles';
import { ink, layerHue, tint } from '../theme/ink';

export type ChipKind = FixLayer | Exclude<Verdict, 'fix'>;

/** Arrows point to where the site lies in the ribbon. */
const icons: Record<ChipKind, GlyphName> = {
  caller: 'arrow-left',
  leaf: 'cube',
  inside: 'brackets-curly',
  callee: 'arrow-right',
  policy: 'sliders-v-alt',
  abstain: 'question-circle',
  'no-action': 'minus-circle',
  flat: 'apps',
};

/** The chip of a row or of a whole profile. */
export function chipKind(of: { readonly verdict: Verdict; readonly layer?: FixLayer | null }): ChipKind {
  return of.verdict === 'fix' ? (of.layer ?? 'no-action') : of.verdict;
}

export function LayerChip({ kind, className }: { readonly kind: ChipKind; readonly className?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={mergedClass(styles.chip, styles[kind], className)}>
      <Glyph name={icons[kind]} size="sm" />
      <span>{layerText(kind)}</span>
    </span>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => {
  const hued = (layer: FixLayer) => {
    const hue = layerHue(theme, layer);
    return css({ borderColor: hue, background: tint(hue, 0.15) });
  };
  return {
    chip: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 5,
      height: 22,
      padding: '0 8px 0 6px',
      border: '1px solid transparent',
      borderRadius: theme.shape.radius.sm,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: '18px',
      fontWeight: theme.typography.fontWeightMedium,
      whiteSpace: 'nowrap',
      color: theme.colors.text.primary,
      verticalAlign: 'middle',
    }),
    caller: hued('caller'),
    leaf: hued('leaf'),
    inside: hued('inside'),
    callee: hued('callee'),
    policy: css({ borderColor: ink(theme, 0.6) }),
    abstain: css({ border: `1px dashed ${ink(theme, 0.6)}` }),
    'no-action': css({ color: theme.colors.text.secondary, paddingLeft: 0 }),
    flat: css({ color: theme.colors.text.secondary, paddingLeft: 0 }),
  };
});
