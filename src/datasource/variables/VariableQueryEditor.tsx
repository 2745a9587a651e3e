import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow, type ComboboxOption } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { lookUpNames } from '../components/selector/labelLookup';
import { LookupCombobox } from '../components/selector/LookupCombobox';
import { SelectorField } from '../components/SelectorField';
import { useProfileTypes } from '../components/useProfileTypes';
import type { PyroscopeDatasource } from '../datasource';
import { parseSelectorParts } from '../query/selectorParts';
import type { PyroscopeOptions, PyroscopeQuery, PyroscopeVariableQuery, VariableKind } from '../types';
import { readVariableQuery } from './readVariableQuery';

type Props = QueryEditorProps<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions, PyroscopeVariableQuery>;

const kinds = (): Array<ComboboxOption<VariableKind>> => [
  {
    value: 'service',
    label: t('variables.services', 'Services'),
    description: t('variables.values-of-service-name', 'Values of service_name'),
  },
  {
    value: 'profileType',
    label: t('variables.profile-types', 'Profile types'),
    description: t('variables.most-wanted-first', 'Most wanted first'),
  },
  { value: 'labelName', label: t('variables.label-names', 'Label names') },
  { value: 'labelValue', label: t('variables.label-values', 'Label values') },
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
        <InlineField label={t('variables.list', 'List')} labelWidth={14} grow htmlFor={`${id}-kind`}>
          <Combobox<VariableKind>
            id={`${id}-kind`}
            options={kinds()}
            value={query.kind}
            onChange={({ value }) => change({ kind: value })}
          />
        </InlineField>
        {query.kind === 'labelValue' && (
          <InlineField
            label={t('variables.label', 'Label')}
            labelWidth={14}
            grow
            htmlFor={`${id}-label`}
            invalid={query.label === ''}
            error={t('variables.choose-a-label', 'Choose a label.')}
          >
            <LookupCombobox
              id={`${id}-label`}
              label={t('variables.label', 'Label')}
              value={query.label || null}
              placeholder={t('variables.pod', 'pod')}
              lookUp={() => lookUpNames(source, parseSelectorParts(query.labelSelector) ?? [])}
              onChange={(label) => change({ label })}
            />
          </InlineField>
        )}
      </InlineFieldRow>
      {query.kind !== 'profileType' && (
        <InlineFieldRow>
          <InlineField
            label={t('variables.profile-type', 'Profile type')}
            labelWidth={14}
            grow
            htmlFor={`${id}-type`}
            tooltip={t(
              'variables.only-what-profiles-of-this',
              'Only what profiles of this type have. A variable such as $type is allowed'
            )}
          >
            <Combobox<string>
              id={`${id}-type`}
              options={options}
              value={query.profileTypeId || null}
              loading={status === 'loading'}
              placeholder={t('variables.any', 'Any')}
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
