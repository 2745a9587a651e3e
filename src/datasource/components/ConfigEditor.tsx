import React, { useId } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { DataSourceHttpSettings, Field, FieldSet, Input, TagsInput } from '@grafana/ui';
import { parseWholeNumber } from './editors/wholeNumber';
import { DEFAULT_MAX_NODES, MAX_NODES_CEILING, type PyroscopeOptions } from '../types';

type Props = DataSourcePluginOptionsEditorProps<PyroscopeOptions>;

/** Settings: Grafana's own part for address, sign-in and headers, and what is ours. Secrets stay in Grafana. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const id = useId();
  const { jsonData } = options;
  const change = (part: Partial<PyroscopeOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...part } });
  return (
    <>
      <DataSourceHttpSettings
        defaultUrl="http://localhost:4040"
        dataSourceConfig={options}
        showAccessOptions={false}
        urlDocs="The root of Pyroscope's API as Grafana's server reaches it. For several tenants add the header X-Scope-OrgID below."
        onChange={onOptionsChange}
      />
      <FieldSet label="Profiles">
        <Field
          label="Max nodes"
          description="Limit of queries that name none. What is smaller is sent as “other”, and the panel says how much that is."
          htmlFor={`${id}-nodes`}
        >
          <Input
            id={`${id}-nodes`}
            type="number"
            width={20}
            min={1}
            max={MAX_NODES_CEILING}
            placeholder={String(DEFAULT_MAX_NODES)}
            value={jsonData.maxNodes ?? ''}
            onChange={(event) => change({ maxNodes: parseWholeNumber(event.currentTarget.value, MAX_NODES_CEILING) })}
          />
        </Field>
        <Field
          label="Own code"
          description="Prefixes of function names that your teams can edit, such as example.com/shop. Without any, own code is told by the profile itself."
          htmlFor={`${id}-owned`}
        >
          <TagsInput
            id={`${id}-owned`}
            width={60}
            maxLength={200}
            autoColors={false}
            addOnBlur
            tags={jsonData.ownedPrefixes ?? []}
            onChange={(ownedPrefixes) => change({ ownedPrefixes })}
          />
        </Field>
      </FieldSet>
    </>
  );
}
