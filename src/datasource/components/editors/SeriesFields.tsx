import React from 'react';
import { InlineField, InlineFieldRow, InlineSwitch, RadioButtonGroup } from '@grafana/ui';
import { DEFAULT_SERIES_LIMIT, type SeriesValue } from '../../types';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';
import { WholeNumberField } from './WholeNumberField';

const MOST_SERIES = 1000;

const values: Array<{ label: string; value: SeriesValue; description: string }> = [
  { label: 'Rate', value: 'rate', description: 'Per second: cores, bytes or counts a second' },
  { label: 'Total', value: 'total', description: 'What was pushed in a step, as it is' },
];

export function SeriesFields({ id, query, change }: TypeFieldsProps) {
  return (
    <>
      <InlineFieldRow>
        <TextField
          id={`${id}-group`}
          label="Group by"
          tooltip="Label names, separated by commas: a line for each combination of their values. Variables allowed"
          placeholder="version, region"
          value={query.groupBy?.join(', ') || undefined}
          onChange={(text) => change({ groupBy: namesIn(text) })}
        />
        <WholeNumberField
          id={`${id}-limit`}
          label="Limit"
          tooltip="The largest so many lines"
          value={query.limit}
          max={MOST_SERIES}
          placeholder={String(DEFAULT_SERIES_LIMIT)}
          onChange={(limit) => change({ limit })}
        />
      </InlineFieldRow>
      <InlineFieldRow>
        <InlineField
          label="Value"
          labelWidth={14}
          tooltip="What is in use at a moment (heap, goroutines) is shown as it is in both"
        >
          <RadioButtonGroup<SeriesValue>
            aria-label="Value"
            options={values}
            value={query.seriesValue ?? 'rate'}
            onChange={(seriesValue) => change({ seriesValue })}
          />
        </InlineField>
        <InlineField
          label="Exemplars"
          labelWidth={14}
          htmlFor={`${id}-exemplars`}
          tooltip="The heaviest profile of each step as a dot that leads to it. Needs v2 storage"
        >
          <InlineSwitch
            id={`${id}-exemplars`}
            value={query.includeExemplars ?? false}
            onChange={(event) => change({ includeExemplars: event.currentTarget.checked })}
          />
        </InlineField>
      </InlineFieldRow>
    </>
  );
}

function namesIn(text: string | undefined): string[] | undefined {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 ? names : undefined;
}
