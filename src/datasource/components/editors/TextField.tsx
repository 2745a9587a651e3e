import React from 'react';
import { InlineField, Input } from '@grafana/ui';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly tooltip: string;
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly width?: number;
  /** null = nothing wrong */
  readonly problem?: string | null;
  /** @param value  undefined where the field was emptied */
  onChange(value: string | undefined): void;
}

/** A text of a query. Handed on when the field is left or Enter is pressed, so that half a text is never sent. */
export function TextField({ id, label, tooltip, value, placeholder, width, problem, onChange }: Props) {
  const commit = (text: string) => {
    const next = text.trim() === '' ? undefined : text.trim();
    if (next !== value) {
      onChange(next);
    }
  };
  return (
    <InlineField
      label={label}
      labelWidth={14}
      htmlFor={id}
      tooltip={tooltip}
      grow={width === undefined}
      invalid={Boolean(problem)}
      error={problem ?? undefined}
    >
      <Input
        id={id}
        // A value changed from outside starts the field anew.
        key={value}
        width={width}
        defaultValue={value}
        placeholder={placeholder}
        spellCheck={false}
        onBlur={(event) => commit(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            commit(event.currentTarget.value);
          }
        }}
      />
    </InlineField>
  );
}
