/**
 * A small icon beside words, drawn at once. Grafana's `Icon` reads the text of an SVG and turns it into elements, each time it
 * is mounted; the thirty icons of a first drawing took a tenth of it (docs/decisions/0005).
 */
import React from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { mergedClass } from '../theme/mergedClass';
import { earlyStyles } from '../theme/earlyStyles';
import { glyphPaths, type GlyphName } from './glyphPaths';

/** CSS pixels, as `Icon` has them. */
const sizes = { xs: 12, sm: 14, md: 16 } as const;

interface Props {
  readonly name: GlyphName;
  readonly size: keyof typeof sizes;
  readonly className?: string;
}

export function Glyph({ name, size, className }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <svg
      className={mergedClass(styles.glyph, className)}
      width={sizes[size]}
      height={sizes[size]}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={glyphPaths[name]} />
    </svg>
  );
}

const getStyles = earlyStyles(() => ({
  glyph: css({ display: 'inline-block', flex: 'none', fill: 'currentColor', verticalAlign: 'middle' }),
}));
