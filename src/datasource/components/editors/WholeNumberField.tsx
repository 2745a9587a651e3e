import React from 'react';
import { InlineField, Input } from '@grafana/ui';
import { parseWholeNumber } from './wholeNumber';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly tooltip: string;
  readonly value: number | undefined;
  readonly max: number;
  readonly placeholder: string;
  onChange(value: number | undefined): void;
}

/** A whole number of at least 1, or nothing: then the default in the placeholder holds. */
export function WholeNumberField({ id, label, tooltip, value, max, placeholder, onChange }: Props) {
  return (
    <InlineField label={label} labelWidth={14} htmlFor={id} tooltip={tooltip}>
      <Input
        id={id}
        key={value}
        type="number"
        width={20}
        min={1}
        max={max}
        defaultValue={value}
        placeholder={placeholder}
        onBlur={(event) => {
          const next = parseWholeNumber(event.currentTarget.value, max);
          if (next !== value) {
            onChange(next);
          }
        }}
      />
    </InlineField>
  );
}
