/** Beside a profile query: one click adds the service's rate, errors and durations as a query of their own. */
import React from 'react';
import { Button } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import type { PyroscopeQuery } from '../../types';

interface Props {
  readonly query: PyroscopeQuery;
  /** all queries of the panel; undefined where the host does not say */
  readonly queries: ReadonlyArray<{ readonly queryType?: string }> | undefined;
  /** a Prometheus datasource is linked in the settings */
  readonly hasMetrics: boolean;
  /** this datasource; the panel may be a mixed one */
  readonly datasource: { readonly uid: string; readonly type: string };
  readonly onAddQuery?: (query: PyroscopeQuery) => void;
}

/** Nothing where the host can't add queries, where no metrics are linked, and where they are there already. */
export function AddRequestMetrics({ query, queries, hasMetrics, datasource, onAddQuery }: Props) {
  if (!onAddQuery || !hasMetrics || queries?.some(({ queryType }) => queryType === 'red')) {
    return null;
  }
  const add = () =>
    onAddQuery({
      // Grafana gives it the next free letter.
      refId: '',
      queryType: 'red',
      profileTypeId: '',
      labelSelector: query.labelSelector,
      // As it was saved: a variable for the datasource stays one.
      datasource: query.datasource ?? datasource,
    });
  return (
    <Button size="sm" variant="secondary" icon="plus" onClick={add}>
      {t('editor.add-request-metrics', 'Add request metrics')}
    </Button>
  );
}
