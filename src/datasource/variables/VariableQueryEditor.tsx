import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow, type ComboboxOption } from '@grafana/ui';
import { lookUpNames } from '../components/selector/labelLookup';
import { LookupCombobox } from '../components/selector/LookupCombobox';
import { SelectorField } from '../components/SelectorField';
import { useProfileTypes } from '../components/useProfileTypes';
import type { PyroscopeDatasource } from '../datasource';
import { parseSelectorParts } from '../query/selectorParts';
import type { PyroscopeOptions, PyroscopeQuery, PyroscopeVariableQuery, VariableKind } from '../types';
import { readVariableQuery } from './readVariableQuery';

type Props = QueryEditorProps<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions, PyroscopeVariableQuery>;

const kinds: Array<ComboboxOption<VariableKind>> = [
  { value: 'service', label: 'Services', description: 'Values of service_name' },
  { value: 'profileType', label: 'Profile types', description: 'Most wanted first' },
  { value: 'labelName', label: 'Label names' },
  { value: 'labelValue', label: 'Label values' },
];

/** Editor of a dashboard variable. Selector and profile type may hold other variables, so that variables chain. */
export function VariableQueryEditor({ datasource, query: saved, range, onChange }: Props) {
  const id = useId();
  const query = readVariableQuery(saved);
  const { options, status } = useProfileTypes(datasource, range);
  const source = { datasource, profileTypeId: query.profileTypeId, range };
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
            <LookupCombobox
              id={`${id}-label`}
              label="Label"
              value={query.label || null}
              placeholder="pod"
              lookUp={() => lookUpNames(source, parseSelectorParts(query.labelSelector) ?? [])}
              onChange={(label) => change({ label })}
            />
          </InlineField>
        )}
      </InlineFieldRow>
      {query.kind !== 'profileType' && (
        <InlineFieldRow>
          <InlineField
            label="Profile type"
            labelWidth={14}
            grow
            htmlFor={`${id}-type`}
            tooltip="Only what profiles of this type have. A variable such as $type is allowed"
          >
            <Combobox<string>
              id={`${id}-type`}
              options={options}
              value={query.profileTypeId || null}
              loading={status === 'loading'}
              placeholder="Any"
              isClearable
              createCustomValue
              onChange={(option: ComboboxOption<string> | null) => change({ profileTypeId: option?.value ?? '' })}
            />
          </InlineField>
        </InlineFieldRow>
      )}
      <SelectorField
        id={`${id}-labels`}
        value={query.labelSelector}
        source={source}
        onChange={(labelSelector) => change({ labelSelector })}
      />
    </>
  );
}
