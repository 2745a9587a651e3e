import React from 'react';
import { InlineField, InlineFieldRow, RadioButtonGroup } from '@grafana/ui';
import { DEFAULT_WINDOWS, MOST_WINDOWS, type FunctionValue } from '../../types';
import { FunctionField } from './FunctionField';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';
import { WholeNumberField } from './WholeNumberField';

const values: Array<{ label: string; value: FunctionValue; description: string }> = [
  { label: 'Share', value: 'share', description: 'Of the whole profile of the window' },
  { label: 'Per second', value: 'perSecond', description: 'Cores, bytes or counts a second' },
  { label: 'Per request', value: 'perRequest', description: 'Needs a request rate' },
];

const weights: Array<{ label: string; value: 'cum' | 'self'; description: string }> = [
  { label: 'With callees', value: 'cum', description: 'The function and all that it calls' },
  { label: 'Flat', value: 'self', description: 'The function alone' },
];

/** One function in windows of time or by a label: which, what of it, and into how many parts. */
export function OverTimeFields(props: TypeFieldsProps) {
  const { id, query, change } = props;
  const value = query.functionValue ?? 'share';
  return (
    <>
      <FunctionField {...props} />
      <InlineFieldRow>
        <InlineField label="Value" labelWidth={14}>
          <RadioButtonGroup<FunctionValue>
            aria-label="Value"
            options={values}
            value={value}
            onChange={(functionValue) => change({ functionValue })}
          />
        </InlineField>
        <InlineField label="Weight" labelWidth={14}>
          <RadioButtonGroup<'cum' | 'self'>
            aria-label="Weight"
            options={weights}
            value={query.functionWeight ?? 'cum'}
            onChange={(functionWeight) => change({ functionWeight })}
          />
        </InlineField>
      </InlineFieldRow>
      <InlineFieldRow>
        <WholeNumberField
          id={`${id}-windows`}
          label="Windows"
          tooltip={`At most so many windows or label values, up to ${MOST_WINDOWS}: the server merges a profile for each`}
          value={query.windows}
          max={MOST_WINDOWS}
          placeholder={String(DEFAULT_WINDOWS)}
          onChange={(windows) => change({ windows })}
        />
        <TextField
          id={`${id}-label`}
          label="By label"
          tooltip="Split by the values of this label instead of by time: for a table or a bar chart"
          placeholder="version"
          width={24}
          value={query.overLabel}
          onChange={(overLabel) => change({ overLabel })}
        />
      </InlineFieldRow>
      {value === 'perRequest' && (
        <InlineFieldRow>
          <TextField
            id={`${id}-requests`}
            label="Requests"
            tooltip="Requests per second: a number, or PromQL for the linked Prometheus datasource. $label_value stands for the value of the label"
            placeholder='sum(rate(http_server_request_duration_seconds_count{job="checkout"}[1m]))'
            value={query.requests}
            problem={query.requests === undefined ? 'Enter a request rate.' : null}
            onChange={(requests) => change({ requests })}
          />
        </InlineFieldRow>
      )}
    </>
  );
}
