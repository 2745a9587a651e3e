/** The signal as a 22 × 14 miniature of the ribbon, or as an icon for what the runtime does. */
import React from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { SignalKind } from '../../../analysis/model';
import { Glyph } from '../icons/Glyph';
import type { GlyphName } from '../icons/glyphPaths';
import { earlyStyles } from '../theme/earlyStyles';

type Shape = 'concentrated' | 'shared' | 'self' | 'dispatcher' | 'doorway';

const drawn: Partial<Record<SignalKind, Shape>> = {
  'one-dominant-caller': 'concentrated',
  'few-callers': 'concentrated',
  'many-thin-callers': 'shared',
  mixed: 'shared',
  'high-self-time': 'self',
  'work-by-design': 'self',
  dispatcher: 'dispatcher',
  'one-doorway': 'doorway',
};

const icons: Partial<Record<SignalKind, GlyphName>> = {
  'runtime-gc': 'sync',
  'runtime-lock': 'lock',
  'runtime-syscall': 'process',
};

export function SignalGlyph({ signal }: { readonly signal: SignalKind }) {
  const styles = useStyles2(getStyles);
  const icon = icons[signal];
  if (icon) {
    return (
      <span className={styles.icon}>
        <Glyph name={icon} size="md" />
      </span>
    );
  }
  return <ShapeGlyph shape={drawn[signal] ?? 'self'} />;
}

function ShapeGlyph({ shape }: { readonly shape: Shape }) {
  const styles = useStyles2(getStyles);
  return (
    <svg
      className={styles.glyph}
      width={22}
      height={14}
      viewBox="0 0 22 14"
      aria-hidden="true"
      stroke="currentColor"
      fill="none"
    >
      {shapes[shape]}
    </svg>
  );
}

const solidBox = <rect x={12.5} y={2.5} width={9} height={9} rx={1.5} fill="currentColor" stroke="none" />;

const shapes: Record<Shape, React.ReactNode> = {
  concentrated: (
    <>
      <path d="M0 7H12" strokeWidth={5} />
      <path d="M3 13L12 11" opacity={0.7} />
      {solidBox}
    </>
  ),
  shared: (
    <>
      <path d="M0 1L12.5 5.3M0 4L12.5 6.1M0 7L12.5 7M0 10L12.5 7.8M0 13L12.5 8.6" strokeWidth={1.1} />
      {solidBox}
    </>
  ),
  self: (
    <>
      <rect x={5} y={0.8} width={12} height={12.4} rx={1.5} fill="currentColor" stroke="none" />
      <path d="M17 4H21.5M17 10H21.5M0.5 7H5" strokeWidth={1.1} />
    </>
  ),
  dispatcher: (
    <>
      <rect x={0.7} y={3.2} width={5} height={7.6} rx={1.2} strokeWidth={1.4} />
      <path d="M6 7H13" strokeWidth={5} />
      <path d="M6 11L13 13" opacity={0.7} />
      {solidBox}
    </>
  ),
  doorway: (
    <>
      <path d="M0 1L8 6M0 5L8 6.6M0 9L8 7.4M0 13L8 8" strokeWidth={1.1} />
      <path d="M8 7H15" strokeWidth={4} />
      <rect x={14} y={2.5} width={7.5} height={9} rx={1.5} fill="currentColor" stroke="none" />
    </>
  ),
};

const getStyles = earlyStyles(() => ({
  glyph: css({ flex: 'none', opacity: 0.92 }),
  icon: css({ flex: 'none', width: 22, display: 'inline-flex', justifyContent: 'center' }),
}));
