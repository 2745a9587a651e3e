import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow, Input, type ComboboxOption } from '@grafana/ui';
import { SelectorField } from '../components/SelectorField';
import type { PyroscopeDatasource } from '../datasource';
import type { PyroscopeOptions, PyroscopeQuery, PyroscopeVariableQuery, VariableKind } from '../types';
import { readVariableQuery } from './readVariableQuery';

type Props = QueryEditorProps<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions, PyroscopeVariableQuery>;

const kinds: Array<ComboboxOption<VariableKind>> = [
  { value: 'service', label: 'Services', description: 'Values of service_name' },
  { value: 'profileType', label: 'Profile types', description: 'Most wanted first' },
  { value: 'labelName', label: 'Label names' },
  { value: 'labelValue', label: 'Label values' },
];

/** Editor of a dashboard variable. The selector may hold other variables, so that variables chain. */
export function VariableQueryEditor({ query: saved, onChange }: Props) {
  const id = useId();
  const query = readVariableQuery(saved);
  const change = (part: Partial<PyroscopeVariableQuery>) =>
    onChange({ refId: saved.refId ?? 'variable', ...query, ...part });
  return (
    <>
      <InlineFieldRow>
        <InlineField label="List" labelWidth={14} grow htmlFor={`${id}-kind`}>
          <Combobox<VariableKind>
            id={`${id}-kind`}
            options={kinds}
            value={query.kind}
            onChange={({ value }) => change({ kind: value })}
          />
        </InlineField>
        {query.kind === 'labelValue' && (
          <InlineField
            label="Label"
            labelWidth={14}
            grow
            htmlFor={`${id}-label`}
            invalid={query.label === ''}
            error="Choose a label."
          >
            <Input
              id={`${id}-label`}
              key={query.label}
              defaultValue={query.label}
              placeholder="pod"
              onBlur={(event) => change({ label: event.currentTarget.value.trim() })}
            />
          </InlineField>
        )}
      </InlineFieldRow>
      <InlineFieldRow>
        <SelectorField
          id={`${id}-labels`}
          value={query.labelSelector}
          onChange={(labelSelector) => change({ labelSelector })}
        />
      </InlineFieldRow>
    </>
  );
}
