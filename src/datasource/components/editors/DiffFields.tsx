import React from 'react';
import { InlineField, InlineFieldRow, RadioButtonGroup } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import type { Baseline, PyroscopeQuery } from '../../types';
import { selectorProblem } from '../SelectorField';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';

type Show = NonNullable<PyroscopeQuery['show']>;

const shows = (): Array<{ label: string; value: Show | 'both' }> => [
  { label: t('editor.both', 'Both'), value: 'both' },
  { label: t('editor.flame-graph', 'Flame graph'), value: 'tree' },
  { label: t('editor.table', 'Table'), value: 'table' },
];

/** What the profile is compared with: an earlier or another time range, another selector, or both. */
export function DiffFields({ id, query, change }: TypeFieldsProps) {
  const { baseline = {} } = query;
  const changeBaseline = (part: Baseline) => change({ baseline: { ...baseline, ...part } });
  return (
    <>
      <InlineFieldRow>
        <TextField
          id={`${id}-shift`}
          label={t('editor.earlier-by', 'Earlier by')}
          tooltip={t(
            'editor.compare-with-the-same-length',
            'Compare with the same length of time, so much earlier: 1h, 1d, 1w. Read where From and To are empty'
          )}
          placeholder={t('editor.1h', '1h')}
          width={16}
          value={baseline.shift}
          onChange={(shift) => changeBaseline({ shift })}
        />
        <TextField
          id={`${id}-from`}
          label={t('editor.or-from', 'or From')}
          tooltip={t(
            'editor.start-of-the-time-range',
            'Start of the time range to compare with: now-2h, 2026-11-28 14:00, or a variable'
          )}
          placeholder={t('editor.now-2h', 'now-2h')}
          width={24}
          value={baseline.from}
          onChange={(from) => changeBaseline({ from })}
        />
        <TextField
          id={`${id}-to`}
          label={t('editor.to', 'To')}
          tooltip={t('editor.end-of-the-time-range', 'End of the time range to compare with')}
          placeholder={t('editor.now-1h', 'now-1h')}
          width={24}
          value={baseline.to}
          onChange={(to) => changeBaseline({ to })}
        />
      </InlineFieldRow>
      <InlineFieldRow>
        <TextField
          id={`${id}-baseline`}
          label={t('editor.other-labels', 'Other labels')}
          tooltip={t(
            'editor.compare-with-the-profiles-of',
            'Compare with the profiles of another selector, such as {service_name="checkout", version="1.4.0"}. Empty: the same'
          )}
          placeholder={query.labelSelector}
          value={baseline.labelSelector}
          problem={selectorProblem(baseline.labelSelector ?? '')}
          onChange={(labelSelector) => changeBaseline({ labelSelector })}
        />
      </InlineFieldRow>
      <InlineFieldRow>
        <TextField
          id={`${id}-requests`}
          label={t('editor.requests', 'Requests')}
          tooltip={t(
            'editor.requests-per-second-to-compare',
            'Requests per second, to compare per request: a number, or PromQL for the linked Prometheus datasource. Empty: per second'
          )}
          placeholder={t(
            'editor.sum-rate-http-server-request',
            'sum(rate(http_server_request_duration_seconds_count{job="checkout"}[1m]))'
          )}
          value={query.requests}
          onChange={(requests) => change({ requests })}
        />
        {query.requests !== undefined && (
          <TextField
            id={`${id}-requests-before`}
            label={t('editor.before', 'Before')}
            tooltip={t(
              'editor.requests-per-second-of-what',
              'Requests per second of what it is compared with, where another expression counts them: another version, another region. Empty: the same expression'
            )}
            placeholder={query.requests}
            value={baseline.requests}
            onChange={(requests) => changeBaseline({ requests })}
          />
        )}
        <InlineField label={t('editor.show', 'Show')} labelWidth={14}>
          <RadioButtonGroup<Show | 'both'>
            aria-label={t('editor.show', 'Show')}
            options={shows()}
            value={query.show ?? 'both'}
            onChange={(show) => change({ show: show === 'both' ? undefined : show })}
          />
        </InlineField>
      </InlineFieldRow>
    </>
  );
}
