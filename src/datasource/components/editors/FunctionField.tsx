import React from 'react';
import { InlineFieldRow } from '@grafana/ui';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';

/** The function that a query is about. */
export function FunctionField({ id, query, change }: TypeFieldsProps) {
  return (
    <InlineFieldRow>
      <TextField
        id={`${id}-function`}
        label="Function"
        tooltip="Full name, name as the hotspot panel shows it, or the end of the name. A variable is allowed"
        placeholder="pricing.ApplyRules"
        value={query.functionName}
        problem={query.functionName === undefined ? 'Enter the name of a function.' : null}
        onChange={(functionName) => change({ functionName })}
      />
    </InlineFieldRow>
  );
}
