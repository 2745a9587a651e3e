import React, { useId, useState } from 'react';
import { rangeUtil, type DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { DataSourceHttpSettings, Field, FieldSet, Input, Switch } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { DEFAULT_MAX_NODES, DEFAULT_MIN_STEP, MAX_NODES_CEILING, type PyroscopeOptions } from '../types';
import { LinkedDatasource } from './config/LinkedDatasource';
import { OwnCodeFields } from './config/OwnCodeFields';
import { TenantField } from './config/TenantField';
import { readTenant, type Settings } from './config/tenantHeader';
import { WithoutBackend } from './config/WithoutBackend';
import { parseWholeNumber } from './editors/wholeNumber';

type Props = DataSourcePluginOptionsEditorProps<PyroscopeOptions, Record<string, string>>;

/** Settings: Grafana's own part for address, sign-in, TLS and headers, and what is ours. Secrets stay in Grafana. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const id = useId();
  const { jsonData } = options;
  const change = (part: Partial<PyroscopeOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...part } });
  // Grafana's list of headers reads the settings once and then writes its own copy: it starts anew with our change.
  const [headerList, setHeaderList] = useState(0);
  const changeTenant = (next: Settings) => {
    if (readTenant(next).slot !== readTenant(options).slot) {
      setHeaderList((count) => count + 1);
    }
    onOptionsChange(next);
  };
  return (
    <>
      <DataSourceHttpSettings
        key={headerList}
        defaultUrl="http://localhost:4040"
        dataSourceConfig={options}
        showAccessOptions={false}
        // Follows a sentence of Grafana's without a blank between.
        urlDocs={` ${t('config.the-root-of-pyroscopes-api', "The root of Pyroscope's API as Grafana's server reaches it.")}`}
        onChange={onOptionsChange}
      />
      <FieldSet label={t('config.pyroscope', 'Pyroscope')}>
        <TenantField id={`${id}-tenant`} settings={options} onChange={changeTenant} />
        <Field
          label={t('config.max-nodes', 'Max nodes')}
          description={t(
            'config.limit-of-queries-that-name',
            'Limit of queries that name none. What is smaller is sent as “other”, and the panel says how much that is.'
          )}
          htmlFor={`${id}-nodes`}
        >
          <Input
            id={`${id}-nodes`}
            // A value changed from outside starts the field anew.
            key={jsonData.maxNodes}
            type="number"
            width={20}
            min={1}
            max={MAX_NODES_CEILING}
            placeholder={String(DEFAULT_MAX_NODES)}
            defaultValue={jsonData.maxNodes}
            onBlur={(event) => change({ maxNodes: parseWholeNumber(event.currentTarget.value, MAX_NODES_CEILING) })}
          />
        </Field>
        <Field
          label={t('config.minimum-step', 'Minimum step')}
          description={t(
            'config.of-series-how-often-your',
            'Of series: how often your agents send profiles. Steps that are shorter would be empty in between.'
          )}
          htmlFor={`${id}-step`}
          invalid={!isDuration(jsonData.minStep)}
          error={t('config.write-a-duration-such-as', 'Write a duration such as 15s or 1m.')}
        >
          <Input
            id={`${id}-step`}
            width={20}
            placeholder={DEFAULT_MIN_STEP}
            value={jsonData.minStep ?? ''}
            onChange={(event) => change({ minStep: event.currentTarget.value.trim() || undefined })}
          />
        </Field>
        <Field
          label={t('config.exemplars-by-default', 'Exemplars by default')}
          description={t(
            'config.new-series-queries-show-the',
            'New series queries show the heaviest single profile of each step. Needs v2 storage.'
          )}
          htmlFor={`${id}-exemplars`}
        >
          <Switch
            id={`${id}-exemplars`}
            value={jsonData.exemplarsByDefault ?? false}
            onChange={(event) => change({ exemplarsByDefault: event.currentTarget.checked || undefined })}
          />
        </Field>
        <OwnCodeFields id={`${id}-owned`} options={jsonData} onChange={change} />
      </FieldSet>
      <FieldSet label={t('config.linked-datasources', 'Linked datasources')}>
        <LinkedDatasource
          id={`${id}-prometheus`}
          label={t('config.prometheus', 'Prometheus')}
          description={t(
            'config.has-the-request-metrics-of',
            'Has the request metrics of the same services: for rate, errors and duration, and for work per request.'
          )}
          type="prometheus"
          uid={jsonData.prometheusUid}
          onChange={(prometheusUid) => change({ prometheusUid })}
        />
        <LinkedDatasource
          id={`${id}-tempo`}
          label={t('config.tempo', 'Tempo')}
          description={t('config.has-their-traces-exemplars-lead', 'Has their traces: exemplars lead there.')}
          type="tempo"
          uid={jsonData.tempoUid}
          onChange={(tempoUid) => change({ tempoUid })}
        />
      </FieldSet>
      <WithoutBackend />
    </>
  );
}

function isDuration(text: string | undefined): boolean {
  return text === undefined || rangeUtil.isValidTimeSpan(text);
}
