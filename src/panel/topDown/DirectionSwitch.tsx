/** Bottom-up (where the time is spent) or top-down (who owns it). The key `t` does the same anywhere in the panel. */
import React from 'react';
import { css } from '@emotion/css';
import { IconButton, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { t } from '../../shared/ui/i18n/translate';

interface Props {
  readonly down: boolean;
  /** room for words */
  readonly roomy: boolean;
  onChange(down: boolean): void;
}

const options = () => [
  { label: t('top-down.bottom-up', 'Bottom-up'), value: false },
  { label: t('top-down.top-down', 'Top-down'), value: true },
];

export function DirectionSwitch({ down, roomy, onChange }: Props) {
  const styles = useStyles2(getStyles);
  return roomy ? (
    <RadioButtonGroup
      size="sm"
      className={styles.words}
      options={options()}
      value={down}
      onChange={onChange}
      aria-label={t('top-down.direction', 'Direction')}
    />
  ) : (
    <IconButton
      name={down ? 'arrow-up' : 'arrow-down'}
      size="lg"
      variant="secondary"
      tooltip={
        down
          ? t('top-down.bottom-up-where-the-time', 'Bottom-up: where the time is spent (t)')
          : t('top-down.top-down-who-owns-it', 'Top-down: who owns it (t)')
      }
      onClick={() => onChange(!down)}
    />
  );
}

const getStyles = earlyStyles(() => ({
  // Grafana's words are 18 px high in a frame of 24 px: all of the frame can be hit.
  words: css({
    '& label': { position: 'relative', '&::after': { content: '""', position: 'absolute', inset: '-3px 0' } },
  }),
}));
