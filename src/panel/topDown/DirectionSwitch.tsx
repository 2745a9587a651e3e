/** Bottom-up (where the time is spent) or top-down (who owns it). The key `t` does the same anywhere in the panel. */
import React from 'react';
import { IconButton, RadioButtonGroup } from '@grafana/ui';

interface Props {
  readonly down: boolean;
  /** room for words */
  readonly roomy: boolean;
  onChange(down: boolean): void;
}

const options = [
  { label: 'Bottom-up', value: false },
  { label: 'Top-down', value: true },
];

export function DirectionSwitch({ down, roomy, onChange }: Props) {
  return roomy ? (
    <RadioButtonGroup size="sm" options={options} value={down} onChange={onChange} aria-label="Direction" />
  ) : (
    <IconButton
      name={down ? 'arrow-up' : 'arrow-down'}
      size="lg"
      variant="secondary"
      tooltip={down ? 'Bottom-up: where the time is spent (t)' : 'Top-down: who owns it (t)'}
      onClick={() => onChange(!down)}
    />
  );
}
