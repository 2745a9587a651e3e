import React from 'react';
import { Field, SecretInput } from '@grafana/ui';
import { t } from '../../../shared/ui/i18n/translate';
import { readTenant, TENANT_HEADER, withoutSavedTenant, withTenant, type Settings } from './tenantHeader';

interface Props {
  readonly id: string;
  readonly settings: Settings;
  onChange(settings: Settings): void;
}

export function TenantField({ id, settings, onChange }: Props) {
  const { isSaved, typed } = readTenant(settings);
  return (
    <Field
      label={t('config.tenant', 'Tenant')}
      description={t(
        'config.for-a-server-that-keeps',
        'For a server that keeps tenants apart; several joined by “|”. Sent as the header {{tenantHeader}}, which stands among the custom headers above.',
        { tenantHeader: TENANT_HEADER }
      )}
      htmlFor={id}
    >
      <SecretInput
        id={id}
        width={40}
        placeholder={t('config.none', 'none')}
        isConfigured={isSaved}
        value={typed}
        onChange={(event) => onChange(withTenant(settings, event.currentTarget.value))}
        onReset={() => onChange(withoutSavedTenant(settings))}
      />
    </Field>
  );
}
