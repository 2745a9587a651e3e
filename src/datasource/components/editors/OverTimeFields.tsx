import React from 'react';
import { InlineField, InlineFieldRow, RadioButtonGroup } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import { DEFAULT_WINDOWS, MOST_WINDOWS, type FunctionValue } from '../../types';
import { FunctionField } from './FunctionField';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';
import { WholeNumberField } from './WholeNumberField';

const values = (): Array<{ label: string; value: FunctionValue; description: string }> => [
  {
    label: t('editor.share', 'Share'),
    value: 'share',
    description: t('editor.of-the-whole-profile-of', 'Of the whole profile of the window'),
  },
  {
    label: t('editor.per-second', 'Per second'),
    value: 'perSecond',
    description: t('editor.cores-bytes-or-counts-a', 'Cores, bytes or counts a second'),
  },
  {
    label: t('editor.per-request', 'Per request'),
    value: 'perRequest',
    description: t('editor.needs-a-request-rate', 'Needs a request rate'),
  },
];

const weights = (): Array<{ label: string; value: 'cum' | 'self'; description: string }> => [
  {
    label: t('editor.with-callees', 'With callees'),
    value: 'cum',
    description: t('editor.the-function-and-all-that', 'The function and all that it calls'),
  },
  { label: t('editor.flat', 'Flat'), value: 'self', description: t('editor.the-function-alone', 'The function alone') },
];

/** One function in windows of time or by a label: which, what of it, and into how many parts. */
export function OverTimeFields(props: TypeFieldsProps) {
  const { id, query, change } = props;
  const value = query.functionValue ?? 'share';
  return (
    <>
      <FunctionField {...props} />
      <InlineFieldRow>
        <InlineField label={t('editor.value', 'Value')} labelWidth={14}>
          <RadioButtonGroup<FunctionValue>
            aria-label={t('editor.value', 'Value')}
            options={values()}
            value={value}
            onChange={(functionValue) => change({ functionValue })}
          />
        </InlineField>
        <InlineField label={t('editor.weight', 'Weight')} labelWidth={14}>
          <RadioButtonGroup<'cum' | 'self'>
            aria-label={t('editor.weight', 'Weight')}
            options={weights()}
            value={query.functionWeight ?? 'cum'}
            onChange={(functionWeight) => change({ functionWeight })}
          />
        </InlineField>
      </InlineFieldRow>
      <InlineFieldRow>
        <WholeNumberField
          id={`${id}-windows`}
          label={t('editor.windows', 'Windows')}
          tooltip={t(
            'editor.at-most-so-many-windows',
            'At most so many windows or label values, up to {{mostWindows}}: the server merges a profile for each',
            { mostWindows: MOST_WINDOWS }
          )}
          value={query.windows}
          max={MOST_WINDOWS}
          placeholder={String(DEFAULT_WINDOWS)}
          onChange={(windows) => change({ windows })}
        />
        <TextField
          id={`${id}-label`}
          label={t('editor.by-label', 'By label')}
          tooltip={t(
            'editor.split-by-the-values-of',
            'Split by the values of this label instead of by time: for a table or a bar chart'
          )}
          placeholder={t('editor.version', 'version')}
          width={24}
          value={query.overLabel}
          onChange={(overLabel) => change({ overLabel })}
        />
      </InlineFieldRow>
      {value === 'perRequest' && (
        <InlineFieldRow>
          <TextField
            id={`${id}-requests`}
            label={t('editor.requests', 'Requests')}
            tooltip={t(
              'editor.requests-per-second-a-number',
              'Requests per second: a number, or PromQL for the linked Prometheus datasource. $label_value stands for the value of the label'
            )}
            placeholder={t(
              'editor.sum-rate-http-server-request',
              'sum(rate(http_server_request_duration_seconds_count{job="checkout"}[1m]))'
            )}
            value={query.requests}
            problem={query.requests === undefined ? t('editor.enter-a-request-rate', 'Enter a request rate.') : null}
            onChange={(requests) => change({ requests })}
          />
        </InlineFieldRow>
      )}
    </>
  );
}
