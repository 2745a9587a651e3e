import React from 'react';
import { InlineFieldRow } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import { selectorProblem } from '../SelectorField';
import { TextField } from './TextField';
import type { TypeFieldsProps } from './typeFields';

/** RED of the service in the label selector; nothing more is needed, one route or cluster can be picked. */
export function RedFields({ id, query, change }: TypeFieldsProps) {
  return (
    <InlineFieldRow>
      <TextField
        id={`${id}-metric-labels`}
        label={t('editor.metrics', 'Metrics')}
        tooltip={t(
          'editor.further-labels-of-the-metrics',
          'Further labels of the metrics, such as {http_route="/checkout"}. Empty: all requests of the service'
        )}
        placeholder={t('editor.http-route-checkout', '{http_route="/checkout"}')}
        value={query.metricSelector}
        problem={selectorProblem(query.metricSelector ?? '')}
        onChange={(metricSelector) => change({ metricSelector })}
      />
    </InlineFieldRow>
  );
}
