import React from 'react';
import { InlineField, InlineFieldRow, InlineSwitch, RadioButtonGroup } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import { DEFAULT_SERIES_LIMIT, type SeriesValue } from '../../types';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';
import { WholeNumberField } from './WholeNumberField';

const MOST_SERIES = 1000;

const values = (): Array<{ label: string; value: SeriesValue; description: string }> => [
  {
    label: t('editor.rate', 'Rate'),
    value: 'rate',
    description: t('editor.per-second-cores-bytes-or', 'Per second: cores, bytes or counts a second'),
  },
  {
    label: t('editor.total', 'Total'),
    value: 'total',
    description: t('editor.what-was-pushed-in-a', 'What was pushed in a step, as it is'),
  },
];

export function SeriesFields({ id, query, change }: TypeFieldsProps) {
  return (
    <>
      <InlineFieldRow>
        <TextField
          id={`${id}-group`}
          label={t('editor.group-by', 'Group by')}
          tooltip={t(
            'editor.label-names-separated-by-commas',
            'Label names, separated by commas: a line for each combination of their values. Variables allowed'
          )}
          placeholder={t('editor.version-region', 'version, region')}
          value={query.groupBy?.join(', ') || undefined}
          onChange={(text) => change({ groupBy: namesIn(text) })}
        />
        <WholeNumberField
          id={`${id}-limit`}
          label={t('editor.limit', 'Limit')}
          tooltip={t('editor.the-largest-so-many-lines', 'The largest so many lines')}
          value={query.limit}
          max={MOST_SERIES}
          placeholder={String(DEFAULT_SERIES_LIMIT)}
          onChange={(limit) => change({ limit })}
        />
      </InlineFieldRow>
      <InlineFieldRow>
        <InlineField
          label={t('editor.value', 'Value')}
          labelWidth={14}
          tooltip={t(
            'editor.what-is-in-use-at',
            'What is in use at a moment (heap, goroutines) is shown as it is in both'
          )}
        >
          <RadioButtonGroup<SeriesValue>
            aria-label={t('editor.value', 'Value')}
            options={values()}
            value={query.seriesValue ?? 'rate'}
            onChange={(seriesValue) => change({ seriesValue })}
          />
        </InlineField>
        <InlineField
          label={t('editor.exemplars', 'Exemplars')}
          labelWidth={14}
          htmlFor={`${id}-exemplars`}
          tooltip={t(
            'editor.the-heaviest-profile-of-each',
            'The heaviest profile of each step as a dot that leads to it. Needs v2 storage'
          )}
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
