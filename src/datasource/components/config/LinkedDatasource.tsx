import React from 'react';
import { DataSourcePicker } from '@grafana/runtime';
import { Field } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** plugin id of the datasources offered */
  readonly type: string;
  /** uid of the chosen one */
  readonly uid: string | undefined;
  onChange(uid: string | undefined): void;
}

/** Another datasource that knows the same services. */
export function LinkedDatasource({ id, label, description, type, uid, onChange }: Props) {
  return (
    <Field label={label} description={description} htmlFor={id}>
      <DataSourcePicker
        inputId={id}
        type={type}
        width={40}
        noDefault
        placeholder={t('config.none', 'none')}
        // null, not undefined: that stands for the default datasource.
        current={uid ?? null}
        onChange={(chosen) => onChange(chosen.uid)}
        onClear={() => onChange(undefined)}
      />
    </Field>
  );
}
